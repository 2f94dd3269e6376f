"""A language model's endpoint on loopback that shortens what it is given, and counts what it asks to be paid."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tests.egress.peer import Peer, peer

Pause = Callable[[str, int], None]
"""Is given who asks (the API key) and the number of the call, from 1; the answer goes out when it comes back."""


def at_once(who: str, number: int) -> None:
    """No pause at all."""


@dataclass
class Endpoint:
    """What it was asked by whom, and what that has cost.

    It is the dearest one that keeps to its word: a token for each byte it was given, and all that it may answer.
    """

    pause: Pause = at_once
    charged: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Who asked, and for which sentences."""
    url: str = ""
    guard: Lock = field(default_factory=Lock)

    def answer(self, connection: socket.socket, request: bytes) -> None:
        head, body = request.split(b"\r\n\r\n", 1)
        question = json.loads(body)
        found = re.search(rb"(?i)authorization: bearer (\S+)", head)
        who = found[1].decode() if found else ""
        given = question["messages"][-1]["content"]
        with self.guard:
            self.asked.append((who, given))
            cost = _bytes_in(question) + question["max_tokens"]
            self.charged += cost
            number = len(self.asked)
        self.pause(who, number)
        said = json.dumps({"sentences": [{"text": _first_of(given), "ids": [1]}]})
        answer = {"choices": [{"message": {"content": said}}], "usage": {"total_tokens": cost}}
        whole = json.dumps(answer).encode()
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(whole) + whole)


def _bytes_in(question: Any) -> int:
    return sum(len(message["content"].encode()) for message in question["messages"])


def _first_of(given: str) -> str:
    """The first sentence, as it is: the shortest way to be believed."""
    return given.splitlines()[0].removeprefix("1. ")


@contextmanager
def answering(endpoint: Endpoint) -> Iterator[Endpoint]:
    """Listen as long as this goes on."""
    found: Peer
    with peer(endpoint.answer) as found:
        endpoint.url = found.url(path="/v1")
        yield endpoint
