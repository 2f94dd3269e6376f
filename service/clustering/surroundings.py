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

from embeddings.compiled import compiled
from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms, usual_shares
from service.clustering.evidence import Evidence
from service.clustering.field import Field
from service.clustering.forms import Form, find_form
from service.clustering.scratch import weights
from service.clustering.terms import NAMES, TERM_MASK, WORDS, Bounds, Entries, Rows, TermTable, terms_of
from service.clustering.weighed import Floats
from service.clustering.window import Window
from service.model import FloatArray

NEAREST = 48
"""Articles that make up the surroundings, the one that has come included."""

Counts = npt.NDArray[np.uint8]


class Surroundings:
    """An article, those most like it, and how telling words and names are among them."""

    def __init__(self, article: Evidence, near: Sequence[Evidence], table: TermTable) -> None:
        self.article = article
        self.near = near
        """The live articles nearest to it, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        rows, usual = table.rows([article, *near]), usual_shares()
        self.words = _Weights(rows, WORDS, usual.words)
        self.names = _Weights(rows, NAMES, usual.names)
        self.field = Field(table, self.words, self.names)
        """The articles compared in these surroundings."""
        self._table = table
        self.compared: dict[tuple[str, ...], dict[tuple[str, ...], Floats]] = {}
        """Features of groups of articles with others, by the ids of both."""

    @cached_property
    def form(self) -> Form | None:
        """What the article and some of those around it were made from, if they were made from one form."""
        return find_form(self.article, self.near, self.words.held_by, self._table)


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    near = window.nearest(article.vectors, NEAREST)
    others = [other for other in near if other.article_id != article.article_id]
    return Surroundings(article, others[: NEAREST - 1], window.terms)


class _Weights:
    """Inverse document frequency ln((N + 1) / (df + 1/2)), never below 0, among ``N`` articles."""

    def __init__(self, rows: Rows, kind: int, usual: FloatArray) -> None:
        self._board = _BOARDS.of[kind]
        self._counted = self._board.count(rows, kind)
        self._missing = max(NEAREST - len(rows.bounds), 0)
        self._usual = usual

    def held_by(self, terms: Terms) -> Counts:
        """How many of the articles hold each of the terms, of the same shape."""
        self._board.note(self._counted)
        held: Counts = self._board.held[terms]
        return held

    def __call__(self, rows: Rows, kind: int) -> FloatArray:
        """A table in which the terms of these rows have their weight."""
        self._board.note(self._counted)
        if not self._missing:
            return self._board.weights
        table, (terms, _) = weights(), terms_of(rows, kind)
        held = self._board.held[terms]
        table[terms] = _inverse_frequencies(held.astype(np.int64) + self._missing * self._usual[terms])
        table[terms[held <= 1]] *= self._missing / NEAREST
        return table


@dataclass(frozen=True, slots=True)
class _Counted:
    """Terms, and how many articles hold each; those of the first article come first."""

    terms: Terms
    held: Counts


class _Board:
    """Has a place for every term, to note how many articles hold it: for those who asked last."""

    def __init__(self) -> None:
        self.held: Counts = np.zeros(N_FEATURES, np.uint8)
        self.weights: FloatArray = np.zeros(N_FEATURES, np.float32)
        """What they weigh where no article is missing."""
        self._noted: Terms = np.zeros(0, np.int32)

    def count(self, rows: Rows, kind: int) -> _Counted:
        """Count the words or names of articles, and nothing else."""
        terms, held = _count(
            rows.entries, rows.bounds, kind, self._noted, self.held, self.weights, _AMONG_ALL
        )
        self._noted = terms
        return _Counted(terms, held)

    def note(self, counted: _Counted) -> None:
        """Have on the board what was counted once."""
        if counted.terms is not self._noted:
            self.held[self._noted], self.weights[self._noted] = 0, 0.0
            self.held[counted.terms], self.weights[counted.terms] = counted.held, _AMONG_ALL[counted.held]
            self._noted = counted.terms


@compiled
def _count(
    entries: Entries,
    bounds: Bounds,
    kind: int,
    noted: Terms,
    held: Counts,
    weights: FloatArray,
    by_held: FloatArray,
) -> tuple[Terms, Counts]:
    """Count the words or names of articles on a board, instead of those noted there, and weigh them.

    Answers which terms there are, and how many articles hold each.
    """
    for term in noted:
        held[term], weights[term] = 0, 0.0
    terms = np.empty((bounds[:, kind + 1] - bounds[:, kind]).sum(), np.int32)
    end = 0
    for row in range(len(bounds)):
        for entry in entries[bounds[row, kind] : bounds[row, kind + 1]]:
            term = entry & TERM_MASK
            # Written in any case, and kept where it is new: faster than to ask first.
            terms[end] = term
            end += held[term] == 0
            held[term] += 1
    counts = np.empty(end, np.uint8)
    for place in range(end):
        counts[place] = held[terms[place]]
        weights[terms[place]] = by_held[counts[place]]
    return terms[:end], counts


class _Boards(threading.local):
    """One for each thread and kind of terms: it is large, and used again and again."""

    def __init__(self) -> None:
        self.of = {WORDS: _Board(), NAMES: _Board()}


_BOARDS = _Boards()


def _inverse_frequencies(held: npt.NDArray[Any]) -> FloatArray:
    weights: FloatArray = np.maximum(np.log((NEAREST + 1) / (held + 0.5)), 0.0).astype(np.float32)
    return weights


def _among_all() -> FloatArray:
    """Weights where no article is missing, by how many hold a term: what is held once is compared with nothing."""
    weights = _inverse_frequencies(np.arange(NEAREST + 1, dtype=np.float64))
    weights[:2] = 0.0
    return weights


_AMONG_ALL = _among_all()
