"""Both ends of a text cut into pieces, each with a name: so that what a page repeats can be found again.

A piece is a line, or a sentence of a line that has several. Its name is that of its words, as copies are told by: case,
accents and punctuation do not count. A piece is cut alike in whatever text it stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from service.text.normal import Codes, normal_form, word_codes
from service.text.sentences import split_sentences

HEAD, TAIL = 800, 1_600
"""Characters at the beginning and at the end of a text in which what belongs to its page lies."""
MOST_OF_END = 24
"""Pieces that are named at either end."""
Pieces = frozenset[int]
"""By name."""
NO_PIECES: Pieces = frozenset()


@dataclass(frozen=True)
class Edges:
    """The pieces at both ends of one text, none twice."""

    forms: dict[int, bytes]
    """The words of each, by its name."""

    @cached_property
    def names(self) -> Codes:
        """In order: uint32, at most ``2 * MOST_OF_END`` of them, none 0."""
        return np.array(sorted(self.forms), np.uint32)

    def words_of(self, name: int) -> int:
        """Of how many words a piece is."""
        return self.forms[name].count(b" ") + 1

    def codes_of(self, names: Iterable[int]) -> Codes:
        """The words of some of the pieces."""
        form = b" ".join(map(self.forms.__getitem__, names))
        return word_codes(form, len(form))


def edges_of(text: str) -> Edges:
    """Cut both ends of a text. What the limits of the two cut through is left out."""
    if len(text) <= TAIL:
        named = [*_named(text)]
        return Edges(dict([*named[:MOST_OF_END], *named[-MOST_OF_END:]]))
    head, tail = [*_named(text[:HEAD])][:-1], [*_named(text[-TAIL:])][1:]
    return Edges(dict([*head[:MOST_OF_END], *tail[-MOST_OF_END:]]))


def name_of(piece: str) -> int:
    """The name of a piece; 0 where it has no letter."""
    return _name(normal_form(piece))


def _named(text: str) -> Iterator[tuple[int, bytes]]:
    for line in text.split("\n"):
        for start, end in split_sentences(line):
            form = normal_form(line[start:end])
            if name := _name(form):
                yield name, form


def _name(form: bytes) -> int:
    return crc32(form) if form and not form.replace(b" ", b"").isdigit() else 0
