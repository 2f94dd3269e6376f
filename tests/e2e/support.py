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

SERVE = "from service.cli import main; main()"
QUICK = f"""
from service.app import opening
from tests.api.support import WordEncoder
opening.load_encoder = lambda name: WordEncoder()
{SERVE}
"""
"""The real server, but for the model."""


@contextmanager
def serving(folder: Path) -> Iterator[httpx2.Client]:
    """Start on a free port, stop with SIGTERM, and check that it went in peace."""
    process = start(folder)
    try:
        with httpx2.Client(base_url=address(process), timeout=30) as client:
            yield client
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()


def address(process: "subprocess.Popen[str]") -> str:
    """Where it listens, once it says so."""
    assert process.stdout is not None
    return next(found[0] for line in process.stdout if (found := re.search(r"http://[\d.:]+", line)))


def start(folder: Path, *, port: int = 0, code: str = SERVE, **settings: str) -> "subprocess.Popen[str]":
    """Start ``code`` with a database in ``folder``; it says its address once it can be called."""
    environment = {
        **os.environ,
        "NEWSFOLD_DATABASE_URL": f"sqlite:///{folder}/newsfold.db",
        "NEWSFOLD_MAX_BODY_BYTES": "1000000",
        "OMP_NUM_THREADS": "1",
        **settings,
    }
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
