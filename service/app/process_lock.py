"""One process for one SQLite file: a lock beside it, held as long as the process lives.

The operating system drops the lock when the process ends, however it ends; the files stay, and mean nothing then.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL

from service.errors import StartupError
from service.stores.opening import MEMORY_URL, is_postgresql, parse_url


@contextmanager
def process_lock(url: str) -> Iterator[None]:
    """Hold the database that ``url`` names, where it is one for a single process.

    Raises
    ------
    StartupError
        Another process holds it; says which, since when, and the remedy.
    """
    file = _file_of(url)
    if file is None:
        yield
        return
    lock = FileLock(f"{file}.lock", timeout=0)
    holder = Path(f"{file}.holder")
    try:
        lock.acquire()
    except Timeout:
        raise StartupError(
            f"another process works with the database {file} already{_told(holder)}, and SQLite takes one at a time; "
            "stop that process, or let any number of them share a PostgreSQL database: "
            f"newsfold replay sqlite:///{file} --db postgresql://user@host/database, "
            "then name that in NEWSFOLD_DATABASE_URL"
        ) from None
    except OSError as error:
        raise StartupError(
            f"cannot use the database {file}: no lock can be laid beside it ({error.strerror or error}); "
            "give this user the right to write in that folder, or change NEWSFOLD_DATABASE_URL"
        ) from error
    try:
        about = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
        with suppress(OSError):  # it is for people only; where the disk is full, the store says so
            holder.write_text(json.dumps(about), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _file_of(url: str) -> Path | None:
    """The file to be held; None where there is none, or where the store will say what is wrong with the address."""
    if url == MEMORY_URL:
        return None
    parsed = parse_url(url)
    if is_postgresql(parsed):
        return None
    file = _path_of(parsed)
    return file if file.parent.is_dir() and not file.is_dir() else None


def _path_of(url: URL) -> Path:
    place = (url.database or "").removeprefix("file:") if "uri" in url.query else url.database or ""
    return Path(place).resolve()


def _told(holder: Path) -> str:
    """Who holds it, as far as that was written down."""
    try:
        about = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {about['pid']} on {about['host']}, since {about['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
