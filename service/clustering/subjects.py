"""How alike two sets of reports are in their subject, as named numbers.

============  ==========================================================================================
``whole``     mean cosine of the whole texts' embeddings, [-1, 1]
``words``     mean cosine of TF-IDF words, [0, 1], weighed against the news at large
``brevity``   how much of a bare headline both are, [0, 1]: 1 up to 12 words, 0 from 100 on, logarithmic between
``smaller``   logarithm of how many independent reports the side with fewer has, from 0 to ln 32
``larger``    the same of the side with more
============  ==========================================================================================

What all reports of one subject have in common is just what makes it one. So words are weighed by how rare they are in
all news, not by how rare among their neighbours, as for events. Two headlines of one subject share next to no words,
two features many: ``brevity`` tells how much may be asked.

Numbers tell as they do for events (:mod:`service.clustering.verdicts`): a single story goes more readily to a subject
that many tell of, and two subjects that each stand on many reports have shown that they are two.
"""

from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np

from service.clustering.background import Terms, usual_shares
from service.clustering.evidence import Evidence
from service.clustering.features import cosines, sparse_cosines
from service.model import FloatArray

SUBJECT_FEATURES = ("whole", "words", "brevity", "smaller", "larger")
ESTABLISHED = 32
"""Independent reports from which on a subject counts as well established."""
HEADLINE_WORDS = 12
REPORT_WORDS = 100
_UNHEARD_OF = 0.0005
"""Share of reports that a word counts as held by beyond those of the shipped table: one in two thousand."""


def subject_features(
    ones: Sequence[Evidence], groups: Sequence[Sequence[Evidence]]
) -> list[dict[str, float]]:
    """Features of what ``ones`` say with what each group says, rounded to four places; none of them may be empty."""
    others = [other for group in groups for other in group]
    if not others:
        return []
    starts = np.cumsum([0, *(len(group) for group in groups)])
    whole = cosines([one.vectors.whole for one in ones], [other.vectors.whole for other in others])
    words = sparse_cosines([one.words for one in ones], [other.words for other in others], usual_word_weights)
    own = brevity(ones)
    return [
        {
            "whole": round(float(whole[start:end].mean()), 4),
            "words": round(float(words[start:end].mean()), 4),
            "brevity": round((own + brevity(group)) / 2, 4),
        }
        for group, start, end in zip(groups, starts[:-1], starts[1:], strict=True)
    ]


def numbers(one: int, other: int) -> dict[str, float]:
    """Features of two sides told by so many independent reports."""
    fewer, more = sorted((min(one, ESTABLISHED), min(other, ESTABLISHED)))
    return {"smaller": round(log(fewer), 4), "larger": round(log(more), 4)}


def brevity(articles: Sequence[Evidence]) -> float:
    """How much of a bare headline the articles are on the mean, [0, 1]."""
    words = np.maximum([len(one.codes) for one in articles], 1)
    shares = np.log(REPORT_WORDS / words) / log(REPORT_WORDS / HEADLINE_WORDS)
    return float(np.clip(shares, 0.0, 1.0).mean())


def usual_word_weights(terms: Terms) -> FloatArray:
    """Inverse document frequency of words in the news at large, -ln of the share, float32 of the same shape."""
    return _usual_weights()[terms]


@cache
def _usual_weights() -> FloatArray:
    weights: FloatArray = -np.log(usual_shares().words + np.float32(_UNHEARD_OF))
    return weights
