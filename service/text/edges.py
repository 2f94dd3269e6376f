"""Both ends of a text cut into pieces, each with a name: so that what a page repeats can be found again.

A piece is a sentence, or a line that ends none. Its name is that of its words, as copies are told by: case, accents and
punctuation do not count. Where an end has no lines, whoever scraped the page has lost what parted its furniture from
the report: such an end is cut a second time, into a few words at a time, each named by all words between that end and
there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, pairwise, takewhile
from typing import NamedTuple
from zlib import crc32

import numpy as np

from service.text.normal import Codes, normal_form, word_codes
from service.text.sentences import split_sentences

HEAD, TAIL = 800, 1_600
"""Characters at the beginning and at the end of a text in which what belongs to its page lies."""
MOST_OF_END = 32
"""Pieces that are named at either end."""
FEW_WORDS = 4
"""That many anybody may write as well."""
RUNS = (16, 20, 24, 28, 32, 36, 40, 46, 52, 60, 68, 78, 88, 100, 114, 130, 148, 168, 192, 218)
"""After how many words an end without lines is cut."""
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

    def moved(self, characters: int) -> "Piece":
        """The same so many characters further on."""
        return self._replace(start=self.start + characters, end=self.end + characters)


Cut = Sequence[Piece]
"""One end of a text in pieces, from the outermost inwards."""


@dataclass(frozen=True)
class Edges:
    """Both ends of one text."""

    head: Cut
    """In sentences and lines."""
    tail: Cut
    head_runs: Cut
    """In runs of words, where it has no lines."""
    tail_runs: Cut

    @cached_property
    def named(self) -> Sequence[Piece]:
        """The pieces that have names, ``MOST_OF_END`` of either end."""
        ends = (chain(self.head_runs, self.head), chain(self.tail_runs, self.tail))
        return [one for end in ends for one in islice((one for one in end if one.name), MOST_OF_END)]

    @cached_property
    def forms(self) -> dict[int, bytes]:
        """The words of each, by its name."""
        return {piece.name: piece.form for piece in self.named}

    @cached_property
    def few(self) -> Pieces:
        """Those of few words."""
        return frozenset(piece.name for piece in self.named if piece.few)

    @cached_property
    def names(self) -> Codes:
        """None twice, in order: uint32, at most ``2 * MOST_OF_END`` of them, none 0."""
        return np.array(sorted(self.forms), np.uint32)

    def codes_of(self, names: Iterable[int]) -> Codes:
        """The words of some of the pieces."""
        form = b" ".join(map(self.forms.__getitem__, names))
        return word_codes(form, len(form))


def edges_of(text: str) -> Edges:
    """Cut both ends of a text. What the limit of either cuts through is left out."""
    offset = max(0, len(text) - TAIL)
    head, tail = text[:HEAD], text[offset:]
    closing = _sentences(tail)[::-1]
    # Of a short text both ends are cut alike.
    opening = _sentences(head) if offset else closing[::-1]
    return Edges(
        [one for one in opening if one.end < HEAD],
        _further_on(closing, offset),
        [] if _has_lines(head) else _runs(head, backwards=False),
        [] if _has_lines(tail) else _further_on(_runs(tail, backwards=True), offset),
    )


def _further_on(tail: Cut, offset: int) -> Cut:
    return [one.moved(offset) for one in tail if one.start] if offset else tail


def _has_lines(text: str) -> bool:
    return "\n" in text.strip()


def _sentences(text: str) -> list[Piece]:
    """Cut a text into sentences and lines."""
    forms = [(span, normal_form(text[slice(*span)])) for span in split_sentences(text)]
    return [Piece(*span, _name(form), form, form.count(b" ") < FEW_WORDS) for span, form in forms]


def _runs(text: str, *, backwards: bool) -> list[Piece]:
    """Cut a text after so many words, going on from one of its ends."""
    tokens = [found.span() for found in _TOKEN.finditer(text)][:: -1 if backwards else 1]
    name, pieces = 0, list[Piece]()
    for first, last in pairwise([0, *takewhile(len(tokens).__ge__, RUNS)]):
        ends = sorted((tokens[first], tokens[last - 1]))
        start, end = ends[0][0], ends[1][1]
        form = normal_form(text[start:end])
        name = crc32(form, name)
        pieces.append(Piece(start, end, name, form, few=False))
    return pieces


def _name(form: bytes) -> int:
    return crc32(form) if form and not form.replace(b" ", b"").isdigit() else 0
