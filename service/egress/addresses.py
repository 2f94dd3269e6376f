"""Which network addresses may be called: those of the public internet, unless told otherwise.

The rule looks at addresses, never at names: whoever owns a name decides what it resolves to, and may decide anew each
time it is asked. An address is therefore looked up once for each connection, judged, and that very one connected to.
The ranges are those of the IANA special-purpose address registries (RFC 6890).
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from service.errors import AddressRefused, Unreachable

Resolver = Callable[[str, int], Sequence[str]]
"""Looks a host up for a port: its numeric addresses, the best first. Raises OSError where there are none."""

_NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers (CGNAT)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays from 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address
        "3fff::/20",  # documentation
    )
)
_PUBLIC_V6 = ip_network("2000::/3")
"""Global unicast. Outside it lie loopback, private, link-local, IPv4-mapped and NAT64 addresses."""


def is_public(address: str) -> bool:
    """Whether a numeric address lies in the public internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found not in _PUBLIC_V6 or found.scope_id):
        return False
    return not any(found in network for network in _NOT_PUBLIC if network.version == found.version)


def is_nobodys(address: str) -> bool:
    """Whether nobody can be there, in any network: link-local (metadata of clouds), multicast, reserved."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    return found.is_link_local or found.is_multicast or (found.version == 4 and found.is_reserved)  # noqa: PLR2004


def look_up(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    return [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Finds the addresses of hosts, and only those that may be called.

    Parameters
    ----------
    allow_private
        Call addresses in private networks too, and on this machine.
    resolve
        Looks hosts up.
    """

    allow_private: bool = False
    resolve: Resolver = look_up

    def of(self, host: str, port: int) -> list[str]:
        """Numeric addresses of ``host`` that may be called, the best first; never empty.

        Raises
        ------
        Unreachable
            The host has no address.
        AddressRefused
            It has none that may be called.
        """
        try:
            found = list(dict.fromkeys(self.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise Unreachable(f"the host {host!r} cannot be found: {reason}") from error
        if self.allow_private and found and all(map(is_nobodys, found)):
            raise AddressRefused(
                f"the host {host!r} is at {', '.join(found)}, an address that is never called; name another"
            )
        allowed = [one for one in found if is_public(one) or (self.allow_private and not is_nobodys(one))]
        if not allowed:
            raise AddressRefused(
                f"the host {host!r} has no address on the public internet ({', '.join(found) or 'none at all'}); "
                "name one that has, or set NEWSFOLD_ALLOW_PRIVATE_ADDRESSES=true"
            )
        return allowed
