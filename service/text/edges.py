"""Both ends of a text cut into pieces, each with a name: so that what a page repeats can be found again.

A piece is a sentence, or a line that ends none. Its name is that of its words, as copies are told by: case, accents and
punctuation do not count. Where an end has no lines, whoever scraped the page has lost what parted its furniture from
the report: there a piece is a few words, and its name that of all words between it and that end of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

from service.text.normal import Codes, normal_form, word_codes
from service.text.sentences import Span, split_sentences

HEAD, TAIL = 800, 1_600
"""Characters at the beginning and at the end of a text in which what belongs to its page lies."""
MOST_OF_END = 24
"""Pieces that are named at either end."""
FEW_WORDS = 4
"""That many anybody may write as well."""
FIRST_RUN, RUN = 16, 4
"""Words of the pieces of an end without lines, the outermost and the others."""
_TOKEN = re.compile(r"\S+")

Pieces = frozenset[int]
"""By name."""
NO_PIECES: Pieces = frozenset()


class Piece(NamedTuple):
    """A part of a text, at one of its ends."""

    start: int
    end: int
    name: int
    """0 where it has no letter."""
    form: bytes
    """Its words."""
    few: bool
    """Whether what it is named by are few words."""


@dataclass(frozen=True)
class Edges:
    """The pieces at both ends of one text that have names."""

    pieces: Sequence[Piece]

    @cached_property
    def forms(self) -> dict[int, bytes]:
        """The words of each, by its name."""
        return {piece.name: piece.form for piece in self.pieces}

    @cached_property
    def few(self) -> Pieces:
        """Those of few words."""
        return frozenset(piece.name for piece in self.pieces if piece.few)

    @cached_property
    def names(self) -> Codes:
        """None twice, in order: uint32, at most ``2 * MOST_OF_END`` of them, none 0."""
        return np.array(sorted(self.forms), np.uint32)

    def codes_of(self, names: Iterable[int]) -> Codes:
        """The words of some of the pieces."""
        form = b" ".join(map(self.forms.__getitem__, names))
        return word_codes(form, len(form))


def edges_of(text: str) -> Edges:
    """Cut both ends of a text, and name what they are made of."""
    head, tail = (
        list(islice(filter(_has_name, pieces), MOST_OF_END))
        for pieces in (pieces_from_start(text), pieces_from_end(text))
    )
    return Edges([*head, *tail])


def pieces_from_start(text: str) -> list[Piece]:
    """The pieces of the head of a text, the first one first. What its limit cuts through is left out."""
    head = text[:HEAD]
    if "\n" not in head.strip():
        return list(_runs(head, [found.span() for found in _TOKEN.finditer(head)]))
    pieces = [_piece(head, span) for span in split_sentences(head)]
    return pieces if len(text) <= HEAD else pieces[:-1]


def pieces_from_end(text: str) -> list[Piece]:
    """The pieces of the tail of a text, the last one first, likewise."""
    offset = max(0, len(text) - TAIL)
    tail = text[offset:]
    if "\n" not in tail.strip():
        tokens = [found.span() for found in _TOKEN.finditer(tail)]
        pieces = list(_runs(tail, tokens[::-1]))
    else:
        pieces = [_piece(tail, span) for span in split_sentences(tail)][::-1]
    return [
        one._replace(start=one.start + offset, end=one.end + offset)
        for one in pieces
        if one.start or not offset
    ]


def _has_name(piece: Piece) -> bool:
    return piece.name != 0


def _piece(text: str, span: Span) -> Piece:
    form = normal_form(text[slice(*span)])
    return Piece(*span, _name(form), form, form.count(b" ") < FEW_WORDS)


def _runs(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Cut a text at these tokens, which go on from one of its ends."""
    places, name = range(FIRST_RUN, len(tokens) + 1, RUN), 0
    for first, last in pairwise([0, *islice(places, MOST_OF_END)]):
        start, end = min(tokens[first], tokens[last - 1])[0], max(tokens[first], tokens[last - 1])[1]
        form = normal_form(text[start:end])
        name = crc32(form, name)
        yield Piece(start, end, name, form, few=False)


def _name(form: bytes) -> int:
    return crc32(form) if form and not form.replace(b" ", b"").isdigit() else 0
