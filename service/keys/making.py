"""New keys: random, and shown once."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from service.errors import InputError
from service.keys.entries import Piece, Scope, digest_of, read_entries

PREFIX = "newsfold_"
"""Lets a key be recognised for what it is, by people and by those that search for leaked ones."""
RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key, for the caller, and its entry, for NEWSFOLD_API_KEYS."""

    secret: str = field(repr=False)
    entry: str


def make_key(name: str, scopes: Collection[Scope]) -> NewKey:
    """Make a key with 256 random bits.

    Raises
    ------
    InputError
        The name cannot be used.
    """
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    joined = "+".join(scope.value for scope in Scope if scope in scopes)
    entry = f"{name}:{joined}:sha256:{digest_of(secret).hex()}"
    read = read_entries([Piece("entry", 1, entry)])
    if [key.name for key in read.keys] != [name]:
        raise InputError(f"{name!r} cannot name a key; use 1 to 64 letters, digits and . _ @ -")
    return NewKey(secret, entry)
