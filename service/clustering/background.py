"""How common each word and name is, from the first article on.

The document frequencies of the live window stand on a prior: a small shipped table of how many in a thousand news
reports hold each common word (``background.json``). They are whole numbers, so that taking an article out leaves no
trace of it, and a window rebuilt from rows weighs every term exactly as before.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from embeddings.lexical import N_FEATURES, name_rows, word_rows
from service.clustering.evidence import Evidence
from service.model import FloatArray

PRIOR_REPORTS = 2_000
"""How many reports the shipped table counts for."""

Counts = npt.NDArray[np.int32]
TermWeights = Callable[[Counts], FloatArray]


class DocumentFrequencies:
    """Counts of the reports that hold each term, words and names apart."""

    def __init__(self) -> None:
        words, names = _prior()
        self._words, self._names = words.copy(), names.copy()
        self._reports = PRIOR_REPORTS

    def add(self, evidence: Evidence) -> None:
        """Count an article that joins the window."""
        self._count(evidence, 1)

    def remove(self, evidence: Evidence) -> None:
        """Take back an article that leaves it."""
        self._count(evidence, -1)

    def word_weights(self, indices: Counts) -> FloatArray:
        """Inverse document frequency ln((N + 1) / (df + 1)) of word terms, same shape as ``indices``."""
        return self._weights(self._words, indices)

    def name_weights(self, indices: Counts) -> FloatArray:
        """The same for names and numbers."""
        return self._weights(self._names, indices)

    def _count(self, evidence: Evidence, step: int) -> None:
        self._words[evidence.words.indices] += step
        self._names[evidence.names.indices] += step
        self._reports += step

    def _weights(self, counts: Counts, indices: Counts) -> FloatArray:
        reports, found = np.float32(self._reports + 1), counts[indices].astype(np.float32) + 1
        weights: FloatArray = np.log(reports / found)
        return weights


@cache
def _prior() -> tuple[Counts, Counts]:
    table = json.loads(resources.files(__package__).joinpath("background.json").read_text(encoding="utf-8"))
    return _spread(table["words"], word_rows, "{}"), _spread(table["names"], name_rows, "the {}")


def _spread(per_mille: dict[str, float], rows: Callable[[list[str]], csr_matrix], phrase: str) -> Counts:
    """Counts of the shipped terms, at the places where the texts' own rows have them, shape (N_FEATURES,)."""
    counts = np.zeros(N_FEATURES, dtype=np.int32)
    matrix = rows([phrase.format(term) for term in per_mille])
    for place, share in enumerate(per_mille.values()):
        term = matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]
        counts[term] = np.maximum(counts[term], round(share * PRIOR_REPORTS / 1_000))
    return counts
