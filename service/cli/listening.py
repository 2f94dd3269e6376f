"""The port that the service is reached at: by this machine only, where whoever reaches it may do everything."""

import socket

from service.api.access.addresses import ip_of
from service.errors import StartupError

_Place = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]


def listen(host: str, port: int, *, keyed: bool) -> socket.socket:
    """Take the port before anything slow is loaded; one that others can reach only if they need a key.

    Raises
    ------
    StartupError
        The address is not of this machine, the port is taken, or others could call without a key.
    """
    family, kind, protocol, place = _resolve(host, port)
    if not keyed:
        refuse_to_be_reached(host, str(place[0]))
    # With the protocol named, asyncio sees that it is TCP, and has answers sent at once: else each waits 40 ms for the
    # caller's receipt of its first part (Nagle's algorithm and delayed acknowledgements).
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
    except OSError as error:
        listener.close()
        raise StartupError(
            f"cannot listen on {host}, port {port}: {error.strerror}; "
            "stop the program that uses it, or choose another --port (0 picks a free one)"
        ) from error
    return listener


def address_of(host: str) -> str:
    """Look up the IP address that ``host`` stands for. Raises StartupError where it stands for none."""
    return str(_resolve(host, None)[-1][0])


def refuse_to_be_reached(host: str, address: str) -> None:
    """Refuse to listen beyond this machine without keys.

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
    found = ip_of(address)
    if found is None or not found.is_loopback:
        raise StartupError(
            f"there are no API keys, and on {host} others than this machine could reach newsfold; set "
            "NEWSFOLD_API_KEYS (`newsfold key NAME` makes a key and prints its entry), or listen on 127.0.0.1"
        )


def _resolve(host: str, port: int | None) -> tuple[socket.AddressFamily, socket.SocketKind, int, _Place]:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise StartupError(
            f"{host!r} is not an address of this machine ({error}); choose another --host"
        ) from error
    return family, kind, protocol, place
