"""How common each word and name is in the news at large, and each name in the live window.

A small shipped table (``background.json``) says how many in a thousand news reports hold each common word or name. The
names of the live articles are counted on top of it, so that it works from the first article on. Counts are whole
numbers, so that taking an article out leaves no trace of it, and a window rebuilt from rows weighs every name exactly
as before.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import N_FEATURES, TermRows, name_rows, word_rows
from service.clustering.evidence.evidence import Evidence
from service.model import FloatArray

PRIOR_REPORTS = 2_000
"""How many reports the shipped table counts for."""

Terms = npt.NDArray[np.int32]
TermWeights = Callable[[Terms], FloatArray]


class DocumentFrequencies:
    """Counts of the reports that hold each name or number."""

    def __init__(self) -> None:
        self._held = np.round(usual_shares().names * PRIOR_REPORTS).astype(np.int32)
        self._reports = PRIOR_REPORTS

    def add(self, evidence: Evidence) -> None:
        """Count an article that joins the window."""
        self._count(evidence, 1)

    def remove(self, evidence: Evidence) -> None:
        """Take back an article that leaves it."""
        self._count(evidence, -1)

    def name_weights(self, terms: Terms) -> FloatArray:
        """Inverse document frequency ln((N + 1) / (df + 1)) of names, float32 of the same shape."""
        reports, found = np.float32(self._reports + 1), self._held[terms].astype(np.float32) + 1
        weights: FloatArray = np.log(reports / found)
        return weights

    def _count(self, evidence: Evidence, step: int) -> None:
        _count(self._held, evidence.names.indices, step)
        self._reports += step


@compiled
def _count(held: Terms, terms: Terms, step: int) -> None:
    for term in terms:
        held[term] += step


@dataclass(frozen=True, slots=True)
class UsualShares:
    """Shares of all reports, in [0, 1], that hold each term: float32 of shape (N_FEATURES,)."""

    words: FloatArray
    names: FloatArray


@cache
def usual_shares() -> UsualShares:
    """Read the shipped table."""
    table = json.loads(resources.files(__package__).joinpath("background.json").read_text(encoding="utf-8"))
    return UsualShares(
        words=_spread(table["words"], word_rows, "{}"), names=_spread(table["names"], name_rows, "the {}")
    )


def _spread(per_mille: dict[str, float], rows: Callable[[list[str]], TermRows], phrase: str) -> FloatArray:
    """Shares of the shipped terms, at the places where the texts' own rows have them."""
    shares = np.zeros(N_FEATURES, dtype=np.float32)
    found = rows([phrase.format(term) for term in per_mille])
    for place, share in enumerate(per_mille.values()):
        terms = found.terms[found.starts[place] : found.starts[place + 1]]
        shares[terms] = np.maximum(shares[terms], share / 1_000)
    return shares
