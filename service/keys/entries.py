"""The entries of NEWSFOLD_API_KEYS: ``name:scopes:sha256:<64 hex>``, ``name:scopes:<secret>`` or ``<secret>``.

What is said about an entry never holds its secret, nor a part of it: what may be one is not quoted.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

STRONG = 16
"""Characters that a secret should have at least; those of ``newsfold key`` have 43 that nobody can guess."""

_HASHED = "sha256:"
_SECRET_SAFE = re.compile(r"[\x21-\x7e]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_SCOPES = re.compile(r"[a-z]+(\+[a-z]+)*")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_PARTS = 3

_FORM = "write name:scopes:sha256:<64 hex digits>, as `newsfold key NAME` prints it"


class Scope(StrEnum):
    """What a key is for."""

    READ = "read"
    WRITE = "write"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Key:
    """One key, without its secret."""

    name: str
    scopes: frozenset[Scope]
    digest: bytes = field(repr=False)
    """SHA-256 of the secret's UTF-8, 32 bytes."""
    caveat: str | None = field(default=None, compare=False)
    """What should be better about the way it is kept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one entry, and its number where it stands: ``entry 2``, ``line 7``."""

    kind: str
    number: int
    text: str = field(repr=False)

    @property
    def name(self) -> str | None:
        """What the entry calls itself; None where that could as well be a part of a secret."""
        name, *rest = self.text.split(":", 2)
        if len(rest) == _PARTS - 1 and _NAME.fullmatch(name) and _SCOPES.fullmatch(rest[0]):
            return name
        return None

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        return f"{self.kind} {self.number}{named}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """An entry that cannot be used, and why."""

    piece: Piece
    detail: str

    def __str__(self) -> str:
        return f"{self.piece} {self.detail}"


@dataclass(frozen=True, slots=True)
class Entries:
    """What was read: the keys, and what is wrong with the other entries."""

    keys: tuple[Key, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def trouble(self) -> str | None:
        """What is wrong, and the remedy; None where all is well."""
        if not self.mistakes:
            return None
        return f"{'; '.join(map(str, self.mistakes))} ({_FORM})"


class _EntryError(ValueError):
    pass


def pieces_of_setting(text: str) -> list[Piece]:
    """Split a setting at white space and commas."""
    found = re.split(r"[\s,]+", text.strip().strip(","))
    return [Piece("entry", number, entry) for number, entry in enumerate(filter(None, found), 1)]


def pieces_of_file(text: str) -> list[Piece]:
    """Take the lines of a file, without comments: what begins with ``#``, at the start or after a space."""
    lines = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip() for line in text.splitlines())
    return [Piece("line", number, line) for number, line in enumerate(lines, 1) if line]


def read_entries(pieces: Iterable[Piece]) -> Entries:
    """Read each entry by itself: one that cannot be used does not keep back the others."""
    keys: dict[bytes, tuple[Key, Piece]] = {}
    mistakes = []
    for piece in pieces:
        try:
            key = _read(piece)
        except _EntryError as error:
            mistakes.append(Mistake(piece, str(error)))
            continue
        if key.digest in keys:
            _, first = keys[key.digest]
            mistakes.append(Mistake(piece, f"has the secret of {first}; give each caller its own"))
            continue
        keys[key.digest] = key, piece
    return Entries(tuple(key for key, _ in keys.values()), tuple(mistakes))


def digest_of(secret: str) -> bytes:
    """Hash a secret: SHA-256. A key is random, so that guessing is hopeless without a slow hash as well."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _read(piece: Piece) -> Key:
    name, *rest = piece.text.split(":", 2)
    if not rest:
        return _of_secret(f"key-{piece.number}", frozenset(Scope), name)
    if len(rest) < _PARTS - 1:
        raise _EntryError("has two parts; it must be a secret without a colon, or name, scopes and secret")
    if not _NAME.fullmatch(name):
        raise _EntryError("has a name that is not 1 to 64 letters, digits and . _ @ -")
    scopes = _scopes(rest[0])
    secret = rest[1]
    if not secret.startswith(_HASHED):
        return _of_secret(name, scopes, secret)
    if not _DIGEST.fullmatch(hexadecimal := secret.removeprefix(_HASHED)):
        raise _EntryError("does not have 64 hex digits after sha256:")
    return Key(name, scopes, bytes.fromhex(hexadecimal))


def _scopes(text: str) -> frozenset[Scope]:
    try:
        return frozenset(Scope(name) for name in text.split("+"))
    except ValueError:
        raise _EntryError("has other scopes than read, write and edit, joined by +") from None


def _of_secret(name: str, scopes: frozenset[Scope], secret: str) -> Key:
    if not _SECRET_SAFE.fullmatch(secret):
        raise _EntryError("has a secret that is empty, or not visible ASCII")
    caveat = "kept in plain text: replace it with the entry that `newsfold key NAME` prints"
    if len(secret) < STRONG:
        caveat = f"shorter than {STRONG} characters, so it can be guessed, and {caveat}"
    return Key(name, scopes, digest_of(secret), caveat)
