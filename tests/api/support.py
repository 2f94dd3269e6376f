"""A clock to turn, an encoder that needs no model, a few reports, and how a problem must look."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from time import sleep
from typing import Any

import numpy as np
import uvicorn
from fastapi import FastAPI

from embeddings import EncoderIdentity, FloatArray, ViewsApart

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DIMENSION = 1024


class WordEncoder(ViewsApart):
    """Unit vectors in which every word has a direction of its own: texts that share words lie close."""

    identity = EncoderIdentity(name="words", digest="0" * 64, dimension=DIMENSION)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split() or ["nothing"]:
                digest = blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
                row[int.from_bytes(digest, "big") % DIMENSION] += 1.0
        lengths: FloatArray = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / lengths


@dataclass
class Clock:
    """A clock that tests turn."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        """The same in seconds."""
        return self.now.timestamp()

    def advance(self, span: timedelta) -> None:
        self.now += span


Post = Callable[..., Any]


FLOOD = {
    "id": "north/1",
    "title": "River Alma floods Port Sunder",
    "text": "The river Alma burst its banks at Port Sunder on Friday. About 1,200 people left their homes.",
    "source": "North Wire",
    "language": "en",
    "published_at": "2026-11-20T06:40:00Z",
}
FLOOD_COPY = {**FLOOD, "id": "gazette/88", "source": "Sunder Gazette", "published_at": "2026-11-20T07:00:00Z"}
RESIGNATION = {
    "id": "urn:newsml:capital.example:551",
    "title": "Minister Varga resigns over rail contract",
    "text": "Transport minister Ilse Varga stepped down after an audit report. Parliament meets on Monday.",
    "source": "Capital Post",
    "language": "de",
    "published_at": "2026-11-20T09:15:00Z",
}


def problem(answer: Any, status: int, name: str) -> dict[str, Any]:
    """Check that ``answer`` is this problem, in full; its members."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    members: dict[str, Any] = answer.json()
    assert members["type"] == f"urn:newsfold:problem:{name}"
    assert members["status"] == status
    assert members["title"]
    assert members["detail"]
    return members


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """A real server in a thread, on a loopback port; its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    app.state.front.notifier.closed = True
    server.should_exit = True
    thread.join()
