"""The service listens on its own machine only where it has no keys, and what it answers is sent at once."""

import asyncio
import socket

import pytest

from service.cli.listening import listen, refuse_to_be_reached
from service.errors import StartupError


def test_no_answer_waits_for_the_receipt_of_its_first_part() -> None:
    """Nagle's algorithm is off: beside a caller who delays receipts, every answer would take 40 ms."""
    at_once = asyncio.run(_is_sent_at_once())
    assert at_once


async def _is_sent_at_once() -> bool:
    told = asyncio.get_running_loop().create_future()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        told.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
        writer.close()

    with listen("127.0.0.1", 0, keyed=False) as listener:
        async with await asyncio.start_server(answer, sock=listener):
            _, caller = await asyncio.open_connection(*listener.getsockname())
            caller.close()
            return bool(await told)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_be_listened_on_without_keys(address: str) -> None:
    refuse_to_be_reached("here", address)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.7", "10.0.0.1", "fe80::1%eth0", "::ffff:0.0.0.0", "2001:db8::1"]
)
def test_others_are_not_listened_to_without_keys(address: str) -> None:
    with pytest.raises(StartupError, match=r"on desk\.example others .+ NEWSFOLD_API_KEYS .+ 127\.0\.0\.1"):
        refuse_to_be_reached("desk.example", address)
