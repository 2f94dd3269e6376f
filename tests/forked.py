"""Processes that are up in a moment: forked from one that has imported everything already, which takes seconds.

That one is multiprocessing's fork server. It has no threads and shares nothing with the tests, so what is forked from
it is as fresh as a process that was just started; and it ends with the tests, however they end.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from threading import Thread
from typing import IO, Protocol

IMPORTED = [
    "tests.desk.processes",
    "tests.api.support",
    "service.cli.commands",
    "service.app",
    "uvicorn",
    "tests.warmed",
]


class Running(Protocol):
    """What tests do with a process: as much of ``subprocess.Popen[str]``."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    @property
    def stdout(self) -> IO[str] | None: ...
    def send_signal(self, sig: int) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def communicate(self, *, timeout: float | None = None) -> tuple[str, str]: ...


def forking() -> ForkServerContext:
    """The way to processes that need not import what the service does."""
    context = get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


class Forked:
    """A process that runs ``code`` as ``python -c`` would, with these arguments and in this environment."""

    def __init__(self, code: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        pipes = [os.pipe() for _ in range(2)]
        self.stdout, self._stderr = (os.fdopen(ours, encoding="utf-8") for ours, _ in pipes)
        theirs = [Connection(end, readable=False) for _, end in pipes]
        self._process = forking().Process(
            target=_run, args=(code, [*arguments], dict(environment), *theirs), daemon=True
        )
        self._process.start()
        for end in theirs:
            end.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit status; minus the signal that ended it; None while it runs."""
        return self._process.exitcode

    def send_signal(self, sig: int) -> None:
        """Send it, unless the process has ended."""
        if self.returncode is None:
            os.kill(self.pid, sig)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, once it has ended. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("serve", timeout or 0)
        return self.returncode

    def communicate(self, *, timeout: float | None = None) -> tuple[str, str]:
        """What it says from here on, once it has ended. Raises subprocess.TimeoutExpired."""
        with ThreadPoolExecutor(2) as readers:
            said = [readers.submit(_rest, stream) for stream in (self.stdout, self._stderr)]
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
            return said[0].result(), said[1].result()


def _rest(stream: IO[str]) -> str:
    if stream.closed:
        return ""
    with stream:
        return stream.read()


def _run(
    code: str, arguments: Sequence[str], environment: Mapping[str, str], out: Connection, err: Connection
) -> None:
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    out.close()
    err.close()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["-c", *arguments]
    _end_with(_parent_ended)
    exec(code, {"__name__": "__main__"})


def _parent_ended() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()


def _end_with(ended: Callable[[], None]) -> None:
    """Be killed when the tests are."""

    def watch() -> None:
        ended()
        os.kill(os.getpid(), signal.SIGKILL)

    Thread(target=watch, daemon=True).start()
