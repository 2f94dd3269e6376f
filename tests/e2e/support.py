"""Starting and stopping the real server, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.forked import Forked, Running

SERVE = "from service.cli import main; main()"
QUICK = f"""
from service.app import opening
from tests.api.support import WordEncoder
opening.load_encoder = lambda name: WordEncoder()
{SERVE}
"""
"""The real server, but for the model."""


@contextmanager
def serving(folder: Path, code: str = SERVE) -> Iterator[httpx2.Client]:
    """Start on a free port, stop with SIGTERM, and check that it went in peace."""
    process = start(folder, code=code)
    try:
        with httpx2.Client(base_url=address(process), timeout=30) as client:
            yield client
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()


def address(process: Running) -> str:
    """Where it listens, once it says so."""
    assert process.stdout is not None
    return next(found[0] for line in process.stdout if (found := re.search(r"http://[\d.:]+", line)))


def start(folder: Path, *, port: int = 0, code: str = SERVE, **settings: str) -> Running:
    """Start ``code`` with a database in ``folder``; it says its address once it can be called.

    The command itself is a process of its own from the first line on; code that changes it first is forked.
    """
    environment = {
        **os.environ,
        "NEWSFOLD_DATABASE_URL": f"sqlite:///{folder}/newsfold.db",
        "NEWSFOLD_MAX_BODY_BYTES": "1000000",
        "OMP_NUM_THREADS": "1",
        **settings,
    }
    arguments = ["serve", "--port", str(port)]
    if code != SERVE:
        return Forked(code, arguments, environment)
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@contextmanager
def called(process: Running) -> Iterator[tuple[Running, httpx2.Client]]:
    """A server that was started, and a client of it; it is killed at the end."""
    try:
        with httpx2.Client(base_url=address(process), timeout=60) as client:
            yield process, client
    finally:
        process.kill()
        process.communicate()
