"""What lies in the public internet may be called; nothing else, however it is spelled."""

import pytest

from service.egress import Addresses
from service.egress.addresses import is_public
from service.errors import AddressRefused, Unreachable


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "198.18.0.1",
        "198.19.255.255",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1111%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(AddressRefused, match="NEWSFOLD_ALLOW_PRIVATE_ADDRESSES"):
        Addresses(resolve=lambda host, port: [address]).of("receiver.example", 443)


@pytest.mark.parametrize(
    "address", ["10.1.2.3", "127.0.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12:3456::1"]
)
def test_private_networks_are_called_where_that_is_set(address: str) -> None:
    allowing = Addresses(allow_private=True, resolve=lambda host, port: [address])
    assert allowing.of("receiver.example", 443) == [address]


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "255.255.255.255"],
)
def test_the_metadata_of_clouds_is_asked_for_in_no_case(address: str) -> None:
    allowing = Addresses(allow_private=True, resolve=lambda host, port: [address])
    with pytest.raises(AddressRefused, match="never called"):
        allowing.of("receiver.example", 443)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "100.63.255.255", "172.32.0.1", "198.20.0.1", "2606:4700::1111"]
)
def test_allowed(address: str) -> None:
    assert Addresses(resolve=lambda host, port: [address]).of("receiver.example", 443) == [address]


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "017700000001", "::ffff:127.0.0.1", "localhost"]
)
def test_the_systems_resolver_is_not_fooled_by_other_spellings(host: str) -> None:
    with pytest.raises(AddressRefused):
        Addresses().of(host, 80)


def test_of_several_addresses_only_the_public_ones_are_called() -> None:
    mixed = Addresses(resolve=lambda host, port: ["10.0.0.1", "8.8.8.8", "::1", "8.8.8.8"])
    assert mixed.of("receiver.example", 443) == ["8.8.8.8"]


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".example", "\ud800"])
def test_a_host_that_cannot_be_found_is_named(host: str) -> None:
    with pytest.raises(Unreachable, match="cannot be found") as caught:
        Addresses().of(host, 443)
    assert not isinstance(caught.value, AddressRefused)
