"""What the service adds to the bare encoding of a report: single POSTs to a real server on loopback."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from service.model import Article
from tests.benchmarks.encoders import shipped
from tests.benchmarks.progress import say

WARM_UP = 20
START_SECONDS = 120.0
_SERVE = "from service.cli import main; main()"


SPINNING = 0.3
"""Seconds for which OpenMP's threads may go on spinning after an encode, on cores that the service needs."""


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Milliseconds of single POSTs and of encoding the same texts, taken in turns in the same run."""
    encoder = shipped()
    posts, encodings = [], []
    with _server() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        say(f"posting: {len(articles)} articles, one at a time")
        for article in articles:
            started = time.perf_counter()
            encoder.encode([f"{article.title}\n{article.text}".strip()])
            encodings.append(time.perf_counter() - started)
            time.sleep(SPINNING)
            posts.append(_post(connection, article))
    post, bare = np.array(posts[WARM_UP:]) * 1000, np.array(encodings[WARM_UP:]) * 1000
    return {
        "articles": len(post),
        "post_median_ms": round(float(np.median(post)), 2),
        "post_p95_ms": round(float(np.quantile(post, 0.95)), 2),
        "bare_encode_median_ms": round(float(np.median(bare)), 2),
        "ratio_of_medians": round(float(np.median(post) / np.median(bare)), 3),
    }


def _post(connection: http.client.HTTPConnection, article: Article) -> float:
    """Seconds until the answer is read."""
    fields = {"id": article.id, "title": article.title, "text": article.text, "source": article.source}
    body = json.dumps(fields).encode()
    started = time.perf_counter()
    connection.request("POST", "/v1/articles", body, {"content-type": "application/json"})
    answer = connection.getresponse()
    said = answer.read()
    seconds = time.perf_counter() - started
    if answer.status != http.client.OK:
        raise RuntimeError(f"POST answered {answer.status}: {said[:300]!r}")
    return seconds


@contextmanager
def _server() -> Iterator[int]:
    """A service over an empty database in a process of its own; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'posting.db'}"
        environment = os.environ | {"NEWSFOLD_DATABASE_URL": database, "NEWSFOLD_LOG_LEVEL": "warning"}
        command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_until_ready(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise RuntimeError("the service did not become ready; see its messages above")
