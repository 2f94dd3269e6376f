"""Words, and names and numbers, as sparse rows of raw counts.

Both views hash their terms, so there is no vocabulary to store. Weighting the counts is left to the caller.

Words: case and diacritics are folded, single letters dropped, and stop words, those of English and those of the text's
own language (:mod:`embeddings.lexical.languages`); plurals are stripped by Harman's S-stemmer; scripts without spaces
give overlapping character pairs. Names and numbers: see :mod:`embeddings.lexical.capitals`.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical.capitals import LENGTHS, names_and_numbers, spelling
from embeddings.lexical.characters import Kinds, Places, Points, code_points, kinds_of
from embeddings.lexical.languages import is_stop_word, language_of, languages_of
from embeddings.lexical.lexicon import Book, Flags, Lexicon, Meaning, Numbers
from embeddings.lexical.murmur import N_FEATURES
from embeddings.lexical.offices import part_of_office
from embeddings.lexical.scripts import is_unspaced, plain_text
from embeddings.lexical.tokens import Tokens, find_tokens, without_points

_SHORTEST_PLURAL = 4

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TermRows:
    """The terms of some texts: those of text ``i`` are ``starts[i]:starts[i + 1]``, in order and none twice."""

    starts: Places
    """Of shape (texts + 1,)."""
    terms: Numbers
    """In [0, N_FEATURES), of shape (terms,)."""
    counts: npt.NDArray[np.int64]
    """How often the text has each, of shape (terms,)."""


@dataclass(frozen=True, slots=True)
class WordRows(TermRows):
    """The words of some texts."""

    foreign: Marks
    """Whether each text is in another language than English, as far as its stop words tell, of shape (texts,)."""


@dataclass(frozen=True, slots=True)
class NameRows(TermRows):
    """The names and numbers of some texts."""

    lengths: Flags
    """Of how many words the shortest name is that each stands in, from 1 to ``LENGTHS - 1``, of shape (terms,): 1 of
    one that also stands alone, 2 of one that is told in a name of two words alone."""


def word_rows(texts: Sequence[str]) -> WordRows:
    """Count the words of plain texts, in which spelling variants of names are already folded."""
    return _count_words(*_characters(texts))


def name_rows(texts: Sequence[str]) -> NameRows:
    """Count the names and numbers of plain texts, alone and as neighbouring pairs.

    Spelling variants of names are already folded in them, and their case is as it came.
    """
    points, kinds, starts = _characters(texts)
    return _count_names(points, kinds, _spans(starts))


def word_and_name_rows(texts: Sequence[str], beginnings: Sequence[str]) -> tuple[WordRows, NameRows]:
    """As :func:`word_rows` of texts and :func:`name_rows` of their beginnings; what is both is looked through once."""
    every, turns = [*texts], [*range(len(texts))]
    for turn, (text, beginning) in enumerate(zip(texts, beginnings, strict=True)):
        if beginning is not text:
            turns[turn] = len(every)
            every.append(beginning)
    points, kinds, starts = _characters(every)
    words = _count_words(points, kinds, starts[: len(texts) + 1])
    return words, _count_names(points, kinds, _spans(starts)[turns])


def _characters(texts: Sequence[str]) -> tuple[Points, Kinds, Places]:
    """The characters of texts, one text behind the other, of which kind each is, and where each text begins."""
    points, starts = code_points([plain_text(text) for text in texts])
    return points, kinds_of(points), starts


def _spans(starts: Places) -> Places:
    """Where each text begins and ends, of shape (texts, 2)."""
    return np.stack([starts[:-1], starts[1:]], axis=1)


def _count_words(points: Points, kinds: Kinds, starts: Places) -> WordRows:
    tokens = find_tokens(points, kinds, starts)
    with _LOCK:
        numbers = _LEXICON.numbers(points, tokens)
        columns, starts, foreign = _words(tokens, numbers, _LEXICON.book)
    # All of one length, which tells nothing.
    rows, _ = _counted(columns, np.zeros(len(columns), np.uint8), starts)
    return WordRows(rows.starts, rows.terms, rows.counts, foreign)


def _count_names(points: Points, kinds: Kinds, spans: Places) -> NameRows:
    points, kinds, starts = without_points(points, kinds, spans)
    tokens = find_tokens(points, kinds, starts)
    with _LOCK:
        numbers = _LEXICON.numbers(points, tokens)
        rows, lengths = _counted(*names_and_numbers(tokens, numbers, _LEXICON.book))
    return NameRows(rows.starts, rows.terms, rows.counts, lengths)


@compiled
def _words(tokens: Tokens, numbers: Numbers, book: Book) -> tuple[Numbers, Places, Marks]:
    """The columns of all words, text by text; where those of each text begin, and those of the last end.

    Also which texts are in another language than English.
    """
    total = 0
    languages = np.zeros(len(numbers), np.uint64)
    for token, number in enumerate(numbers):
        if number >= 0:
            total += book.term_ends[number + 1] - book.term_ends[number]
            languages[token] = book.languages[book.keys[number]]
    columns, count, counts = np.empty(total, np.int32), 0, np.zeros(len(tokens.counts), np.int64)
    foreign = np.zeros(len(tokens.counts) - 1, np.bool_)
    for text in range(len(tokens.counts) - 1):
        begin, end = tokens.counts[text], tokens.counts[text + 1]
        own = language_of(languages[begin:end])
        foreign[text] = own > 0
        for token in range(begin, end):
            number = numbers[token]
            if number >= 0 and not languages[token] & own:
                for place in range(book.term_ends[number], book.term_ends[number + 1]):
                    columns[count] = book.terms[place]
                    count += 1
        counts[text + 1] = count
    return columns[:count], counts, foreign


def _counted(columns: Numbers, lengths: Flags, starts: Places) -> tuple[TermRows, Flags]:
    """Count terms; beside them the least length of each."""
    texts = np.arange(len(starts) - 1).repeat(np.diff(starts))
    # In order of texts, then of columns, then of lengths.
    every = np.sort((texts * N_FEATURES + columns) * LENGTHS + lengths)
    firsts = np.flatnonzero(np.diff(every // LENGTHS, prepend=-1))
    found = every[firsts] // LENGTHS
    rows = TermRows(
        starts=np.searchsorted(found, np.arange(len(starts)) * N_FEATURES),
        terms=(found % N_FEATURES).astype(np.int32),
        counts=np.diff(firsts, append=len(every)),
    )
    return rows, (every[firsts] % LENGTHS).astype(np.uint8)


def _meaning(token: str) -> Meaning:
    key = token.casefold()
    terms, kind = _count_as(key), spelling(token)
    return Meaning(terms, key, kind, is_stop_word(key), languages_of(key), part_of_office(key))


def _count_as(word: str) -> tuple[str, ...]:
    """Tell what one folded word is counted as: nothing, its stem, or character pairs."""
    if is_unspaced(word):
        return tuple(a + b for a, b in pairwise(word)) or (word,)
    return () if len(word) == 1 or is_stop_word(word) else (_stem(word),)


def _stem(word: str) -> str:
    """Strip plurals with Harman's S-stemmer, and -es as a whole after a sibilant.

    D. Harman (1991), "How effective is suffixing?", JASIS 42(1).
    """
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("us", "ss")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


_LEXICON, _LOCK = Lexicon(_meaning), threading.Lock()
"""One for all; one at a time reads with it."""
