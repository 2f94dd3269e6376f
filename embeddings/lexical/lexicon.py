"""The tokens that have been met, each with what it means: most of a text is tokens that others had as well.

What a token means is worked out once, in Python, from its spelling alone; from then on it is looked up by its
characters, in a loop over the whole text. When there are too many tokens they are all forgotten: what is asked for
again is worked out again, to the same.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical.characters import Points
from embeddings.lexical.languages import Masks
from embeddings.lexical.murmur import Bytes, column
from embeddings.lexical.tokens import Tokens

MOST_TOKENS = 2**17
MOST_CHARACTERS = 2**20
_LONGEST_FOLDED = 12
"""Bytes of a folded character at most: three characters of four."""
_SEED, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_HALF = np.uint64(32)

Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.uint8]


class Meaning(NamedTuple):
    """What a token means."""

    terms: tuple[str, ...]
    """The words that it is counted as."""
    key: str
    """The name that it may be: tokens of one key name the same."""
    kind: int
    """What its spelling says, see :mod:`embeddings.lexical.capitals`."""
    is_common: bool
    """Whether its key is a stop word in any text."""
    languages: int
    """Of which languages its key is a stop word, see :mod:`embeddings.lexical.languages`."""
    part: int
    """What its key is in the name of an office, see :mod:`embeddings.lexical.offices`."""


class Book(NamedTuple):
    """What is known of tokens and keys, by their numbers."""

    kinds: Flags
    keys: Numbers
    """The key of each token."""
    term_ends: Numbers
    """Where its terms end in ``terms``; they begin where those of the token before end."""
    terms: Numbers
    """Columns."""
    key_ends: Numbers
    spelled: Bytes
    """The keys in UTF-8, one behind the other."""
    key_columns: Numbers
    are_common: Flags
    languages: Masks
    """Of which languages each key is a stop word."""
    parts: Flags
    """What each key is in the name of an office."""
    marked: Flags
    """A mark for each key, for whoever needs one; 0 when not in use."""


class _Index(NamedTuple):
    """Finds tokens by their characters."""

    slots: Numbers
    """Open addressing: a token, counted from 1, is at the slot that its hash asks for or behind it; 0 where none is."""
    ends: Numbers
    """Where the letters of each token begin, and those of the last end."""
    letters: Points


class Lexicon:
    """Numbers for tokens, counted from 0."""

    def __init__(self, meaning: Callable[[str], Meaning]) -> None:
        self._meaning = meaning
        self._count = 0
        self._open(MOST_TOKENS, MOST_CHARACTERS)

    def numbers(self, points: Points, tokens: Tokens) -> Numbers:
        """The number of each token, -1 for marks. Those of earlier calls may mean something else by now."""
        characters = int((tokens.ends - tokens.starts).sum())
        if not self._has_room(len(tokens.ends), characters):
            self._open(max(MOST_TOKENS, len(tokens.ends)), max(MOST_CHARACTERS, characters))
        known = self._count
        found = np.empty(len(tokens.ends), np.int32)
        self._count = _look_up(points, tokens, self._index, known, found)
        try:
            if self._count > known:
                self._learn(known, self._count)
        except BaseException:
            # Interrupted: what is entered and not learnt must not stay.
            self._open(MOST_TOKENS, MOST_CHARACTERS)
            raise
        return found

    def _has_room(self, tokens: int, characters: int) -> bool:
        """Whether so many more can be entered; what a text out of all proportion took is given back first."""
        most_tokens, most_characters = len(self._index.ends) - 1, len(self._index.letters)
        if most_tokens > MOST_TOKENS or most_characters > MOST_CHARACTERS:
            return False
        used = int(self._index.ends[self._count])
        return self._count + tokens <= most_tokens and used + characters <= most_characters

    def _open(self, tokens: int, characters: int) -> None:
        """Begin afresh, with room for so many tokens, and so many characters in them."""
        self._index = _Index(
            slots=np.zeros(1 << (2 * tokens - 1).bit_length(), np.int32),
            ends=np.zeros(tokens + 1, np.int32),
            letters=np.zeros(characters, np.uint32),
        )
        self._count = 0
        self._keys: dict[str, int] = {}
        self.book = Book(
            kinds=np.zeros(tokens, np.uint8),
            keys=np.zeros(tokens, np.int32),
            term_ends=np.zeros(tokens + 1, np.int32),
            terms=np.zeros(tokens + characters, np.int32),
            key_ends=np.zeros(tokens + 1, np.int32),
            spelled=np.zeros(_LONGEST_FOLDED * characters, np.uint8),
            key_columns=np.zeros(tokens, np.int32),
            are_common=np.zeros(tokens, np.uint8),
            languages=np.zeros(tokens, np.uint64),
            parts=np.zeros(tokens, np.uint8),
            marked=np.zeros(tokens, np.uint8),
        )

    def _learn(self, first: int, end: int) -> None:
        """Work out what the tokens from ``first`` on mean."""
        book, starts = self.book, self._index.ends[first : end + 1].tolist()
        letters = self._index.letters[starts[0] : starts[-1]].tobytes().decode("utf-32-le")
        meanings = [
            self._meaning(letters[start - starts[0] : stop - starts[0]]) for start, stop in pairwise(starts)
        ]
        known = len(self._keys)
        # A key that is new has the next number.
        numbers = [self._keys.setdefault(one.key, len(self._keys)) for one in meanings]
        fresh = {one.key: one for one in meanings if self._keys[one.key] >= known}
        book.kinds[first:end] = [one.kind for one in meanings]
        book.keys[first:end] = numbers
        counted = [len(one.terms) for one in meanings]
        book.term_ends[first + 1 : end + 1] = [*accumulate(counted, initial=book.term_ends[first])][1:]
        _, book.terms[book.term_ends[first] : book.term_ends[end]], _ = _spelled(
            [term for one in meanings for term in one.terms]
        )
        spelled, columns, ends = _spelled(list(fresh))
        start = book.key_ends[known]
        book.spelled[start : start + len(spelled)] = spelled
        book.key_ends[known + 1 : known + 1 + len(fresh)] = start + ends[1:]
        book.key_columns[known : known + len(fresh)] = columns
        book.are_common[known : known + len(fresh)] = [one.is_common for one in fresh.values()]
        book.languages[known : known + len(fresh)] = [one.languages for one in fresh.values()]
        book.parts[known : known + len(fresh)] = [one.part for one in fresh.values()]


def _spelled(terms: Sequence[str]) -> tuple[Bytes, Numbers, Numbers]:
    """Terms in UTF-8, one behind the other; the column of each; where each begins, and the last ends."""
    each = [term.encode() for term in terms]
    # A bytearray, so that it can be written like other arrays: for compiled code all are of one kind then.
    spelled = np.frombuffer(bytearray(b"".join(each)), np.uint8)
    ends = np.array([0, *accumulate(map(len, each))], np.int32)
    return spelled, _columns(spelled, ends), ends


@compiled
def _columns(spelled: Bytes, ends: Numbers) -> Numbers:
    columns = np.empty(len(ends) - 1, np.int32)
    for term in range(len(columns)):
        columns[term] = column(spelled[ends[term] : ends[term + 1]])
    return columns


@compiled
def _look_up(points: Points, tokens: Tokens, index: _Index, count: int, found: Numbers) -> int:
    """Write down the number of each token; new ones are entered. Answers how many there are now."""
    slots, ends, letters = index
    last = len(slots) - 1
    for token in range(len(found)):
        start, length = tokens.starts[token], tokens.ends[token] - tokens.starts[token]
        if not length:
            found[token] = -1
            continue
        hashed = _SEED
        for place in range(start, tokens.ends[token]):
            hashed = (hashed ^ np.uint64(points[place])) * _PRIME
        slot = np.int64(hashed ^ (hashed >> _HALF)) & last
        while slots[slot] and not _is_spelled(
            letters, ends[slots[slot] - 1], ends[slots[slot]], points, start, length
        ):
            slot = (slot + 1) & last
        if not slots[slot]:
            for step in range(length):
                letters[ends[count] + step] = points[start + step]
            count += 1
            ends[count], slots[slot] = ends[count - 1] + length, count
        found[token] = slots[slot] - 1
    return count


@compiled
def _is_spelled(letters: Points, begin: int, end: int, points: Points, start: int, length: int) -> bool:
    """Whether the letters from ``begin`` to ``end`` are the points from ``start`` on."""
    if end - begin != length:
        return False
    for step in range(length):  # noqa: SIM110 - a generator cannot be compiled
        if letters[begin + step] != points[start + step]:
            return False
    return True
