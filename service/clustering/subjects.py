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
from service.clustering.blocks import side_by_side
from service.clustering.evidence import Evidence
from service.clustering.scratch import number
from service.clustering.told import independent, sample
from service.clustering.weighed import weigh_rows
from service.model import FloatArray

SUBJECT_FEATURES = ("whole", "words", "brevity", "smaller", "larger")
ESTABLISHED = 32
"""Independent reports from which on a subject counts as well established."""
SAMPLE = 32
"""Articles through which a subject is compared, spread evenly over its stories, and so over time."""
HEADLINE_WORDS = 12
REPORT_WORDS = 100
_FROM_HEADLINE = log(REPORT_WORDS / HEADLINE_WORDS)
_UNHEARD_OF = 0.0005
"""Share of reports that a word counts as held by beyond those of the shipped table: one in two thousand."""


class Subject:
    """What some articles have in common: the mean of their unit rows.

    The product of two such means is the mean cosine of all pairs.
    """

    def __init__(self, articles: Sequence[Evidence]) -> None:
        """Take the mean of at least one article."""
        self.told = independent(articles, ESTABLISHED)
        """How many origins they go back to, as far as it matters."""
        articles = sample(articles, SAMPLE)
        self.whole: FloatArray = side_by_side([one.vectors.whole for one in articles]).mean(axis=0)
        rows = weigh_rows([one.words for one in articles], usual_word_weights)
        columns, width = number(rows.terms)
        self.terms: Terms = np.empty(width, np.int32)
        self.terms[columns] = rows.terms
        self.shares = np.bincount(columns, weights=rows.shares, minlength=width) / len(articles)
        self.brevity = brevity(articles)


def subject_features(one: Subject, others: Sequence[Subject]) -> list[dict[str, float]]:
    """Features of a subject with each of the others, rounded to four places."""
    whole = [float(one.whole @ other.whole) for other in others]
    return [
        {
            "whole": round(alike, 4),
            "words": round(words, 4),
            "brevity": round((one.brevity + other.brevity) / 2, 4),
            **numbers(one.told, other.told),
        }
        for other, alike, words in zip(others, whole, _in_words(one, others), strict=True)
    ]


def _in_words(one: Subject, others: Sequence[Subject]) -> list[float]:
    columns, width = number(np.concatenate([one.terms, *(other.terms for other in others)]))
    centre = np.zeros(width)
    centre[columns[: len(one.terms)]] = one.shares
    products = centre[columns[len(one.terms) :]] * np.concatenate(
        [np.zeros(0), *(other.shares for other in others)]
    )
    places = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])
    words: list[float] = np.bincount(places, weights=products, minlength=len(others)).tolist()
    return words


def numbers(one: int, other: int) -> dict[str, float]:
    """Features of two sides told by so many independent reports."""
    fewer, more = sorted((min(one, ESTABLISHED), min(other, ESTABLISHED)))
    return {"smaller": round(log(fewer), 4), "larger": round(log(more), 4)}


def brevity(articles: Sequence[Evidence]) -> float:
    """How much of a bare headline the articles are on the mean, [0, 1]."""
    shares = [log(REPORT_WORDS / max(len(one.codes), 1)) / _FROM_HEADLINE for one in articles]
    return sum([min(max(share, 0.0), 1.0) for share in shares]) / len(shares)


def usual_word_weights(terms: Terms) -> FloatArray:
    """Inverse document frequency of words in the news at large, -ln of the share, float32 of the same shape."""
    return _usual_weights()[terms]


@cache
def _usual_weights() -> FloatArray:
    weights: FloatArray = -np.log(usual_shares().words + np.float32(_UNHEARD_OF))
    return weights
