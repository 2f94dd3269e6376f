"""What a summary is worth, as a sum of signals with the weights of ``salience.json``.

The weights were fitted to summaries that people wrote: one column for stories told in brief reports (a lead of some
sixty words each), one for stories told in long ones, and between them by the logarithm of the length. What the columns
mean is said in :mod:`service.briefings.summary.signals`, and here:

==============  ====================================================================================================
words, pairs    share of what could be covered at best: of words and pairs by how many origins tell them how early
titles          the same of words that titles hold
shared, single  the same of words that several origins tell, and that only one does
under, over     how far the summary falls short of the length that the story deserves, or exceeds it, as a share
sources         origins quoted of the latest hours, at most :data:`MOST_SOURCES`
age             root of how far a sentence is behind the latest report, as a share of :data:`AGEING`: the first
                hours make it older than the next day does; set by hand
unsound         whether a sentence is merely passable; set by hand
==============  ====================================================================================================
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources
from math import log

from service.briefings.summary.signals import SIGNALS

COVERED = ("words", "pairs", "titles", "shared", "single")
EXTENT = ("under", "over", "sources")
FITTED = (*SIGNALS, *COVERED, *EXTENT)
"""The weights that are fitted, in this order."""
BY_HAND = ("age", "unsound")

MOST_SOURCES = 3
AGEING = timedelta(days=2)

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Salience:
    """Weights for brief and for long reports."""

    provenance: str
    brief_words: float
    """Words of a typical report for which ``brief`` holds."""
    long_words: float
    """Words of a typical report from which on ``long`` holds."""
    brief: Weights
    long: Weights
    by_hand: Weights

    def weights(self, typical_words: float) -> Weights:
        """Weigh for a story whose typical report has so many words."""
        share = log(max(1.0, typical_words) / self.brief_words) / log(self.long_words / self.brief_words)
        share = min(1.0, max(0.0, share))
        fitted = {name: (1 - share) * self.brief[name] + share * self.long[name] for name in FITTED}
        return {**fitted, **self.by_hand}


def parse_salience(text: str) -> Salience:
    """Read the JSON form. Raises KeyError, TypeError or ValueError where it is not one."""
    fields = json.loads(text)
    salience = Salience(**fields)
    for weights, names in ((salience.brief, FITTED), (salience.long, FITTED), (salience.by_hand, BY_HAND)):
        if set(weights) != set(names):
            raise ValueError(f"weights are {sorted(weights)}, and should be {sorted(names)}")
    return salience


@cache
def shipped_salience() -> Salience:
    """Read the weights that come with the service."""
    text = resources.files(__package__).joinpath("salience.json").read_text(encoding="utf-8")
    return parse_salience(text)
