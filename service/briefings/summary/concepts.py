"""What a story consists of: the words that carry meaning and the pairs of neighbouring words, and who tells them.

Said once in a summary, a concept weighs nothing more (Gillick and Favre, 2009, "A scalable global model for
summarization"; Lin and Bilmes, 2011, "A class of submodular functions for document summarization").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from service.briefings.summary.candidate import Candidate
from service.briefings.wording.terms import bigrams, content, words

DECAY = 0.2
"""A concept in the p-th sentence of a text supports it with 1 / (1 + DECAY p)."""
MOST_TITLES = 3
"""Titles that count for a word; more make it no truer."""
_NAMING = 2
"""Words that titles must have in common to name anything."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Concepts:
    """Concepts of one kind: words, or pairs of words. Sentences are rows, concepts columns."""

    incidence: sparse.csr_array
    """1 where the sentence says the concept: float64 (sentences, concepts)."""
    tellers: Floats
    """Origins that tell it: float64 (concepts,)."""
    early: Floats
    """The same, each origin counting by how early in its text it tells it: float64 (concepts,)."""
    titles: Floats
    """Origins whose titles hold it, at most MOST_TITLES: float64 (concepts,)."""

    @property
    def count(self) -> int:
        """How many concepts there are."""
        return int(self.incidence.shape[1])

    @property
    def sizes(self) -> Floats:
        """Concepts in each sentence, 1 at least: float64 (sentences,)."""
        return np.asarray(np.maximum(1.0, np.diff(self.incidence.indptr)))

    def mean(self, weights: Floats) -> Floats:
        """Mean weight of the concepts of each sentence: float64 (sentences,)."""
        return np.asarray(self.incidence @ weights) / self.sizes

    def named(self) -> Floats:
        """What share of the concepts that several titles hold each sentence says: float64 (sentences,).

        Titles name what happened. 0 where they have too little in common.
        """
        held = self.titles > 1
        if held.sum() < _NAMING:
            return np.zeros(self.incidence.shape[0])
        return np.asarray(self.incidence @ held, dtype=np.float64) / float(held.sum())

    def share(self, weights: Floats, capacity: float) -> Floats:
        """Scale weights so that the ``capacity`` heaviest add up to 1: as much as a summary could cover at best."""
        most = np.sort(weights)[::-1][: max(5, int(capacity))].sum()
        shares: Floats = weights / most if most > 0 else weights
        return shares


def words_and_pairs(candidates: Sequence[Candidate]) -> tuple[Concepts, Concepts]:
    """Read the concepts of the sentences, words and pairs apart."""
    titles: dict[str, set[str]] = {}
    for candidate in candidates:
        titles.setdefault(candidate.origin, set()).add(candidate.filed.article.title)
    folded = [[word for title in sorted(some) for word in words(title)] for some in titles.values()]
    return (
        _concepts(candidates, [c.terms for c in candidates], map(content, folded)),
        _concepts(candidates, [bigrams(c.words) for c in candidates], ()),
    )


def _concepts(
    candidates: Sequence[Candidate], said: Sequence[Sequence[str]], titles: Iterable[Sequence[str]]
) -> Concepts:
    columns: dict[str, int] = {}
    rows = [[columns.setdefault(concept, len(columns)) for concept in dict.fromkeys(some)] for some in said]
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    indptr = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    told: dict[str, Floats] = {}
    for candidate, row in zip(candidates, rows, strict=True):
        earliest = told.setdefault(candidate.origin, np.zeros(len(columns)))
        earliest[row] = np.maximum(earliest[row], 1.0 / (1.0 + DECAY * candidate.place))
    by_origin = np.stack(list(told.values()))
    titled = np.zeros(len(columns))
    for some in titles:
        titled[[columns[word] for word in set(some) if word in columns]] += 1.0
    return Concepts(
        incidence=sparse.csr_array((np.ones(len(indices)), indices, indptr), (len(rows), len(columns))),
        tellers=np.asarray((by_origin > 0).sum(axis=0), dtype=np.float64),
        early=by_origin.sum(axis=0),
        titles=np.minimum(MOST_TITLES, titled),
    )
