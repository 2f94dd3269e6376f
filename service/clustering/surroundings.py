"""How telling each word and name is among the articles around one that has just come.

Against all news, "Ukraine" is a rare word; among forty reports on Ukraine it says nothing, and "Kharkiv" says much. So
terms are weighed by how few of the *nearest* articles hold them: what an article shares with all its neighbours counts
for nothing, and what it shares with a few is what tells one event from its look-alikes. A term that none of the others
holds is compared with nothing, so it is left out.

While there are fewer articles than that, in a new service's first hour, what is usual in the news stands in for those
that are missing (:mod:`service.clustering.background`), and terms held once count as far as articles are missing.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.clustering.background import Terms, usual_shares
from service.clustering.evidence import Evidence, SparseRow
from service.clustering.window import Window
from service.model import FloatArray

NEAREST = 48
"""Articles that make up the surroundings, the one that has come included."""
_SIEVE = 2**16
"""Terms are told apart by their low bits first, small enough for the processor's cache: few are left to search for."""


class Surroundings:
    """An article, those most like it, and how telling words and names are among them."""

    def __init__(self, article: Evidence, near: Sequence[Evidence]) -> None:
        usual = usual_shares()
        self.article = article
        self.near = near
        """The live articles nearest to it, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        self.words = _Weights([one.words for one in (article, *near)], usual.words)
        self.names = _Weights([one.names for one in (article, *near)], usual.names)


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    ids = window.vectors.nearest(article.vectors, NEAREST)
    others = [window.evidence(name) for name in ids if name != article.article_id]
    return Surroundings(article, others[: NEAREST - 1])


class _Weights:
    """Inverse document frequency ln((N + 1) / (df + 1/2)), never below 0, among ``N`` articles."""

    def __init__(self, rows: Sequence[SparseRow], usual: FloatArray) -> None:
        terms, held = np.unique(np.concatenate([row.indices for row in rows]), return_counts=True)
        self._missing = max(NEAREST - len(rows), 0)
        self._usual = usual
        weights = self._weights(terms, held)
        self._terms, self._of_terms = terms[weights > 0], weights[weights > 0]
        self._sieve = np.zeros(_SIEVE, dtype=np.bool_)
        self._sieve[terms & (_SIEVE - 1)] = True

    def __call__(self, terms: Terms) -> FloatArray:
        """Weights of the terms, float32 of the same shape."""
        weights = np.zeros(terms.shape, np.float32)
        if self._missing:
            weights = self._weights(terms, np.zeros(terms.shape, np.int64))
        if len(self._terms):
            likely = np.flatnonzero(self._sieve[terms & (_SIEVE - 1)])
            places = np.minimum(np.searchsorted(self._terms, terms[likely]), len(self._terms) - 1)
            found = self._terms[places] == terms[likely]
            weights[likely[found]] = self._of_terms[places[found]]
        return weights

    def _weights(self, terms: Terms, held: npt.NDArray[np.int64]) -> FloatArray:
        expected = held + self._missing * self._usual[terms]
        weights: FloatArray = np.maximum(np.log((NEAREST + 1) / (expected + 0.5)), 0.0).astype(np.float32)
        weights[held <= 1] *= self._missing / NEAREST
        return weights
