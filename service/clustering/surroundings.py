"""How telling each word and name is among the articles around one that has just come.

Against all news, "Ukraine" is a rare word; among forty reports on Ukraine it says nothing, and "Kharkiv" says much. So
terms are weighed by how few of the *nearest* articles hold them: what an article shares with all its neighbours counts
for nothing, and what it shares with a few is what tells one event from its look-alikes. A term that none of the others
holds is compared with nothing, so it is left out.

While there are fewer articles than that, in a new service's first hour, what is usual in the news stands in for those
that are missing (:mod:`service.clustering.background`), and terms held once count as far as articles are missing.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms, usual_shares
from service.clustering.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.field import Field
from service.clustering.forms import Form, find_form
from service.clustering.terms import Entries, TermTable
from service.clustering.weighed import Floats, Places
from service.clustering.window import Window
from service.model import FloatArray

NEAREST = 48
"""Articles that make up the surroundings, the one that has come included."""

Counts = npt.NDArray[np.uint8]

_TERM = N_FEATURES - 1


class Surroundings:
    """An article, those most like it, and how telling words and names are among them."""

    def __init__(self, article: Evidence, near: Sequence[Evidence], table: TermTable) -> None:
        usual = usual_shares()
        self.article = article
        self.near = near
        """The live articles nearest to it, nearest first."""
        articles = 1 + len(near)
        self.filled = min(articles / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        spans = table.spans([article, *near])
        of_words = _BOARDS.words.count(spans.entries, spans.starts, spans.words)
        of_names = _BOARDS.names.count(spans.entries, spans.starts + spans.words, spans.names)
        self.words = _Weights(of_words, articles, usual.words, _BOARDS.words)
        self.names = _Weights(of_names, articles, usual.names, _BOARDS.names)
        self.field = Field(table, self.words, self.names)
        """The articles compared in these surroundings."""
        self.compared: dict[tuple[str, ...], dict[tuple[str, ...], Floats]] = {}
        """Features of groups of articles with others, by the ids of both."""

    @cached_property
    def form(self) -> Form | None:
        """What the article and some of those around it were made from, if they were made from one form."""
        return find_form(self.article, self.near, self.words.held)


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    ids = window.vectors.nearest(article.vectors, NEAREST)
    others = [window.evidence(name) for name in ids if name != article.article_id]
    return Surroundings(article, others[: NEAREST - 1], window.terms)


class _Board:
    """Has a place for every term, to note how many articles hold it: for those who asked last."""

    def __init__(self) -> None:
        self._held: Counts = np.zeros(N_FEATURES, np.uint8)
        self._noted: Terms = np.zeros(0, np.int32)

    def count(self, entries: Entries, starts: Places, sizes: npt.NDArray[np.int32]) -> "_Counted":
        """Count the terms of rows, and nothing else."""
        counted = _Counted(*_count(entries, starts, sizes, self._noted, self._held))
        self._noted = counted.terms
        return counted

    def note(self, counted: "_Counted") -> Counts:
        """Have on the board what was counted once."""
        if counted.terms is not self._noted:
            self._held[self._noted] = 0
            self._held[counted.terms] = counted.held
            self._noted = counted.terms
        return self._held


@dataclass(frozen=True, slots=True)
class _Counted:
    """Terms, and how many articles hold each."""

    terms: Terms
    held: Counts


@compiled
def _count(
    entries: Entries, starts: Places, sizes: npt.NDArray[np.int32], noted: Terms, held: Counts
) -> tuple[Terms, Counts]:
    """Count the terms of rows among the entries of a table, instead of those noted; answers which, and how often."""
    for term in noted:
        held[term] = 0
    terms = np.empty(sizes.sum(), np.int32)
    count = 0
    for row in range(len(starts)):
        for place in range(starts[row], starts[row] + sizes[row]):
            term = entries[place] & _TERM
            # Written in any case, and kept where it is new: faster than to ask first.
            terms[count] = term
            count += held[term] == 0
            held[term] += 1
    counts = np.empty(count, np.uint8)
    for place in range(count):
        counts[place] = held[terms[place]]
    return terms[:count], counts


class _Boards(threading.local):
    """One for each thread: it is large, and used again and again."""

    def __init__(self) -> None:
        self.words = _Board()
        self.names = _Board()


_BOARDS = _Boards()


class _Weights:
    """Inverse document frequency ln((N + 1) / (df + 1/2)), never below 0, among ``N`` articles."""

    def __init__(self, counted: _Counted, articles: int, usual: FloatArray, board: _Board) -> None:
        self._counted = counted
        self._missing = max(NEAREST - articles, 0)
        self._usual = usual
        self._board = board

    def held(self, terms: Terms) -> Counts:
        """How many of the articles hold each of the terms, of the same shape."""
        return self._board.note(self._counted)[terms]

    def __call__(self, terms: Terms) -> FloatArray:
        """Weights of the terms, float32 of the same shape."""
        if not self._missing:
            return _look_up(terms, self._board.note(self._counted), _AMONG_ALL)
        held = self.held(terms)
        weights = _inverse_frequencies(held.astype(np.int64) + self._missing * self._usual[terms])
        weights[held <= 1] *= self._missing / NEAREST
        return weights


@compiled
def _look_up(terms: Terms, held: Counts, by_held: FloatArray) -> FloatArray:
    weights = np.empty(len(terms), np.float32)
    for place in range(len(terms)):
        weights[place] = by_held[held[terms[place]]]
    return weights


def _inverse_frequencies(held: npt.NDArray[Any]) -> FloatArray:
    weights: FloatArray = np.maximum(np.log((NEAREST + 1) / (held + 0.5)), 0.0).astype(np.float32)
    return weights


def _among_all() -> FloatArray:
    """Weights where no article is missing, by how many hold a term: what is held once is compared with nothing."""
    weights = _inverse_frequencies(np.arange(NEAREST + 1, dtype=np.float64))
    weights[:2] = 0.0
    return weights


_AMONG_ALL = _among_all()
