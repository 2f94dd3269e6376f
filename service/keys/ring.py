"""The keys in use, and the file that they may come from.

The file is compared as a whole, so that no change is missed, whatever a file system says of times. Each line counts
by itself. A key that is no longer named is revoked at once; a line that cannot be read keeps what its name had
before, and a file that cannot be read keeps everything, until it can.
"""

import hmac
from collections.abc import Iterable
from pathlib import Path

import structlog

from service.errors import StartupError
from service.keys.entries import (
    Entries,
    Key,
    Scope,
    digest_of,
    pieces_of_file,
    pieces_of_setting,
    read_entries,
)

SETTING = "NEWSFOLD_API_KEYS"
LARGEST_FILE = 1024 * 1024

_log = structlog.stdlib.get_logger("newsfold.keys")


class KeyRing:
    """The keys in use. They change in one step: whoever looks sees all of the old or all of the new."""

    def __init__(self, keys: Iterable[Key], file: "KeyFile | None" = None, *, required: bool = True) -> None:
        self.keys = tuple(keys)
        self.required = required
        """Whether a key is asked for; also where the last one was revoked."""
        self.file = file

    def find(self, secret: str) -> Key | None:
        """Find whose secret it is. How long that takes tells nothing: all digests are compared, each as a whole."""
        digest = digest_of(secret)
        found = None
        for key in self.keys:
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found

    def holds(self, key: Key, scope: Scope) -> bool:
        """Whether the key still is one, and still is for this."""
        return any(one.digest == key.digest and scope in one.scopes for one in self.keys)

    def advise(self) -> None:
        """Warn of keys that should be kept in another way."""
        _advise(self.keys)

    def look(self) -> bool:
        """Read the file anew, if there is one; whether the keys are others now."""
        if self.file is None:
            return False
        before = self.keys
        try:
            entries = self.file.changed()
        except StartupError as error:
            _log.warning("API keys stay as they were", trouble=str(error))
            return False
        if entries is None:
            return False
        if entries.trouble:
            _log.warning("some API keys stay as they were", trouble=entries.trouble, file=str(self.file.path))
        unread = {mistake.piece.name for mistake in entries.mistakes}
        read = {key.digest for key in entries.keys}
        kept = tuple(key for key in before if key.name in unread and key.digest not in read)
        self.keys = (*entries.keys, *kept)
        _tell(before, self.keys)
        return set(before) != set(self.keys)


class KeyFile:
    """A file with one entry a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: bytes | str | None = None

    def changed(self) -> Entries | None:
        """Read it; None where it is as it was when last read.

        Raises
        ------
        StartupError
            It cannot be read; raised once for each reason.
        """
        try:
            raw: bytes | str = self._read()
        except (OSError, ValueError) as error:
            raw = f"{SETTING} names the file {self.path}, which cannot be read: {error}; correct the file"
        if raw == self._last:
            return None
        self._last = raw
        if isinstance(raw, str):
            raise StartupError(raw)
        return read_entries(pieces_of_file(raw.decode("utf-8-sig")))

    def _read(self) -> bytes:
        with self.path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise ValueError("it is too large for a file of keys")
        try:
            raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValueError("it is not UTF-8") from None
        return raw


def open_ring(setting: str) -> KeyRing:
    """Read the keys that the setting gives, or the file it names after an ``@``.

    Raises
    ------
    StartupError
        An entry or the file cannot be used; says which, and the remedy.
    """
    text = setting.strip()
    if not text:
        return KeyRing((), required=False)
    if not text.startswith("@"):
        return KeyRing(_checked(read_entries(pieces_of_setting(text)), SETTING))
    file = KeyFile(Path(text.removeprefix("@")))
    return KeyRing(_checked(file.changed() or Entries(), f"the file {file.path}"), file)


def _checked(entries: Entries, place: str) -> tuple[Key, ...]:
    if entries.trouble:
        raise StartupError(f"{place}: {entries.trouble}")
    if not entries.keys:
        raise StartupError(
            f"{place} holds no key, so nobody could call; add an entry (`newsfold key NAME` makes one), "
            f"or unset {SETTING} to let anybody on this machine call"
        )
    return entries.keys


def _tell(before: tuple[Key, ...], after: tuple[Key, ...]) -> None:
    added, removed = set(after) - set(before), set(before) - set(after)
    if added or removed:
        _log.info(
            "API keys changed",
            added=sorted(key.name for key in added),
            removed=sorted(key.name for key in removed),
        )
    _advise(added)


def _advise(keys: Iterable[Key]) -> None:
    for key in keys:
        if key.caveat:
            _log.warning("an API key is not kept safely", key=key.name, caveat=key.caveat)
