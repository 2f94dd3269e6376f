"""Without keys, whoever reaches the port may do everything: then only this machine may reach it."""

from ipaddress import IPv6Address, ip_address

from service.errors import StartupError


def only_here(address: str) -> bool:
    """Whether an address to listen on can be reached from this machine only."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_loopback


def refuse_to_be_reached(host: str, address: str) -> None:
    """Refuse to listen beyond this machine.

    Parameters
    ----------
    host
        As it was asked for.
    address
        The IP address that it stands for, and that would be listened on.

    Raises
    ------
    StartupError
        Others could reach it.
    """
    if not only_here(address):
        raise StartupError(
            f"there are no API keys, and on {host} others than this machine could reach newsfold; set "
            "NEWSFOLD_API_KEYS (`newsfold key NAME` makes a key and prints its entry), or listen on 127.0.0.1"
        )
