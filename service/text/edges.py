"""Both ends of a text cut into pieces, each with a name: so that what a page repeats can be found again.

A piece is a sentence, or a line that ends none. Its name is that of its words, as copies are told by: case, accents and
punctuation do not count. Where an end has no lines, whoever scraped the page has lost what parted its furniture from
the report: of such an end long sentences are cut further, into chunks of a few words, each ending with a word at which
any text is cut (content-defined chunking), so that what two texts share is cut alike wherever it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from zlib import crc32

import numpy as np

from service.text.normal import Codes, normal_form, word_codes
from service.text.sentences import Span, split_sentences

HEAD, TAIL = 1_600, 3_200
"""Characters at the beginning and at the end of a text in which what belongs to its page lies."""
MOST_OF_HEAD, MOST_OF_TAIL = 32, 64
"""Pieces that are named there."""
MOST_NAMES = MOST_OF_HEAD + MOST_OF_TAIL
FEW_WORDS = 4
"""That many anybody may write as well."""
LEAST_CHUNK = 4
"""Words of a chunk."""
_CUTTING = "".join(
    letter
    for letter in map(chr, range(0x3000))
    if letter.isalpha() and ord(letter.lower()[0]) % 3 == 2  # noqa: PLR2004
)
"""A chunk ends behind a word that ends with one of these letters, a third of all; in English two in five do."""
_CUT = re.compile(rf"[{_CUTTING}][^\w\s]*(?!\S)")
_SENTENCE_ENDS = ".!?…"
_DIGITS = b"0123456789 "
_NUMBERED = re.compile(rb"\S*\d\S* ?")

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
    is_chunk: bool
    """Whether it is part of a sentence that was cut further."""

    def moved(self, characters: int) -> "Piece":
        """The same so many characters further on."""
        return self._replace(start=self.start + characters, end=self.end + characters)


Cut = Sequence[Piece]
"""One end of a text in pieces, from the outermost inwards."""


@dataclass(frozen=True)
class Edges:
    """Both ends of one text."""

    head: Cut
    tail: Cut

    @cached_property
    def named(self) -> Sequence[Piece]:
        """The pieces that have names, so many of either end."""
        ends = (self.head, MOST_OF_HEAD), (self.tail, MOST_OF_TAIL)
        return [one for end, most in ends for one in islice((one for one in end if one.name), most)]

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
        """None twice, in order: uint32, at most ``MOST_NAMES`` of them, none 0."""
        return np.array(sorted(self.forms), np.uint32)

    def codes_of(self, names: Iterable[int]) -> Codes:
        """The words of some of the pieces."""
        form = b" ".join(map(self.forms.__getitem__, names))
        return word_codes(form, len(form))


def edges_of(text: str) -> Edges:
    """Cut both ends of a text. What the limit of either cuts through is left out."""
    offset = max(0, len(text) - TAIL)
    closing = _pieces(text[offset:])[::-1]
    # Of a short text both ends are cut alike.
    opening = _pieces(text[:HEAD]) if offset else closing[::-1]
    return Edges(
        [one for one in opening if one.end < HEAD],
        [one.moved(offset) for one in closing if one.start] if offset else closing,
    )


def _pieces(text: str) -> list[Piece]:
    """Cut a text into sentences and lines; where it has no lines, these into chunks."""
    sentences = split_sentences(text)
    if "\n" in text.strip():
        return [_piece(text, *one, is_chunk=False) for one in sentences]
    return [
        _piece(text, start, end, is_chunk=(start, end) != one)
        for one in sentences
        for start, end in _chunks(text, one)
    ]


def _chunks(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    """Cut a sentence where its own words say so, so that two texts that share a part of one are cut alike there."""
    start, end = sentence
    for found in _CUT.finditer(text, start, end):
        if text.count(" ", start, found.end()) >= LEAST_CHUNK - 1:
            yield start, found.end()
            start = found.end() + 1
    if start < end:
        yield start, end


def _piece(text: str, start: int, end: int, *, is_chunk: bool) -> Piece:
    """Name it by its words; where it ends no sentence by those without digits: times and counts change on a page."""
    form = words = normal_form(text[start:end])
    if text[end - 1] not in _SENTENCE_ENDS:
        words = _NUMBERED.sub(b"", form).strip()
    few = len(words.split()) <= FEW_WORDS
    return Piece(start, end, crc32(words) if words.strip(_DIGITS) else 0, form, few, is_chunk)
