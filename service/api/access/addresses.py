"""The addresses that requests come from and come in at."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_SITE_BITS = 64
"""Whoever has one IPv6 address has all of its /64."""


def ip_of(address: str) -> IPv4Address | IPv6Address | None:
    """Read an address, one of IPv4 that is written as IPv6 as what it is; None for a name."""
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def name_in(host: str) -> str:
    """Take the name or address out of a Host header, in small letters and without the port.

    What cannot be one is given back as it is, so that it is not taken for none.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return host
    return name.rstrip(".") or host


def site_of(address: str) -> str:
    """Name whoever is at an address: the address itself, or of IPv6 the network that one customer has."""
    found = ip_of(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((int(found), _SITE_BITS), strict=False))
    return str(found or address)
