"""A real server in a process of its own, over an empty database, and the least that it takes to call it."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.model import Article

START_SECONDS = 300.0
JSON = {"content-type": "application/json"}
SERVE = "from service.cli import main; main()"
HASHED = f"""
from service.app import opening
from tests.api.support import WordEncoder
opening.load_encoder = lambda name: WordEncoder()
{SERVE}
"""
"""With hashed words for the model: what is measured is everything else."""


@dataclass(frozen=True, slots=True)
class Server:
    """One that listens on loopback."""

    port: int
    pid: int

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection; it is kept alive."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def peak_mib(self) -> float:
        """The most memory it has ever held (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def server(code: str = SERVE, **settings: str) -> Iterator[Server]:
    """Start one, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.db'}"
        chosen = {
            "NEWSFOLD_DATABASE_URL": database,
            "NEWSFOLD_LOG_LEVEL": "error",
            "NEWSFOLD_RATE_LIMIT": "off",
        }
        command = [sys.executable, "-c", code, "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=os.environ | chosen | settings, stdout=subprocess.DEVNULL)
        try:
            found = Server(port, process.pid)
            _wait_until_ready(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_until_ready(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = server.connect()
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


def post(connection: http.client.HTTPConnection, articles: Sequence[Article]) -> float:
    """Seconds until the answer is read. All must be taken."""
    body = json.dumps({"articles": [_fields(article) for article in articles]}).encode()
    started = time.perf_counter()
    connection.request("POST", "/v1/articles", body, JSON)
    answer = connection.getresponse()
    said = answer.read()
    seconds = time.perf_counter() - started
    if answer.status != http.client.OK:
        raise RuntimeError(f"POST answered {answer.status}: {said[:300]!r}")
    return seconds


def get(connection: http.client.HTTPConnection, path: str) -> float:
    """Seconds until the answer is read."""
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"GET {path} answered {answer.status}")
    return time.perf_counter() - started


def _fields(article: Article) -> dict[str, str | None]:
    return {"id": article.id, "title": article.title, "text": article.text, "source": article.source}
