"""Results go to stdout; progress and complaints to stderr, progress only where somebody is looking."""

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer

UNWRITABLE = 2
"""The exit status where results cannot be written."""

Advance = Callable[[int], None]
"""Told how many more articles are done."""


def no_progress(count: int) -> None:
    """Tell nobody."""


def complain(message: str) -> None:
    """Say on stderr what is wrong, or was taken otherwise than it was given."""
    typer.echo(f"newsfold: {message}", err=True)


class _Relay(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        complain(record.getMessage())


def relay(library: str) -> None:
    """Say on stderr what a library logs: warnings always, what it is doing only where somebody is looking."""
    logger = logging.getLogger(library)
    if not any(isinstance(handler, _Relay) for handler in logger.handlers):
        logger.addHandler(_Relay())
    logger.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    logger.propagate = False


def write(parts: Iterable[str]) -> None:
    """Write parts to stdout, a line each.

    Raises typer.Exit: 0 where the reader has gone (``| head``), :data:`UNWRITABLE` where nothing can be written.
    """
    if sys.stdout is None:  # it was closed (``>&-``) before Python began
        raise _unwritable("it is closed")
    for part in parts:
        with _writing():
            sys.stdout.write(part if part.endswith("\n") else f"{part}\n")
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # Python flushes stdout once more at exit; give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit from None
        raise _unwritable(error.strerror or str(error)) from error


def _unwritable(why: str) -> typer.Exit:
    complain(f"the standard output cannot be written to: {why}")
    return typer.Exit(UNWRITABLE)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """Show a bar on stderr while articles are worked through; nothing unless it is a terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda count: bar.advance(task, count)
