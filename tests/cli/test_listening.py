"""What is answered is sent at once."""

import asyncio
import socket

from service.cli.serve.listening import listen


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
