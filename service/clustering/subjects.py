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

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from math import log

import numpy as np

from embeddings.compiled import compiled
from service.clustering.background import Terms, usual_shares
from service.clustering.evidence import Evidence
from service.clustering.scratch import sums
from service.clustering.terms import WORDS, TermTable
from service.clustering.told import independent, spread
from service.clustering.vectors import VectorTable
from service.clustering.weighed import Floats, Places, UnitRows, bounds_of, weigh_rows
from service.model import FloatArray

SUBJECT_FEATURES = ("whole", "words", "brevity", "smaller", "larger")
ESTABLISHED = 32
"""Independent reports from which on a subject counts as well established."""
SAMPLE = 32
"""Articles through which a subject is compared, spread evenly over its stories, and so over time."""
HEADLINE_WORDS = 12
REPORT_WORDS = 100
_FROM_HEADLINE = log(REPORT_WORDS / HEADLINE_WORDS)
_LOGARITHMS = [round(log(max(count, 1)), 4) for count in range(ESTABLISHED + 1)]
_UNHEARD_OF = 0.0005
"""Share of reports that a word counts as held by beyond those of the shipped table: one in two thousand."""


class Subject:
    """What some articles have in common: the mean of their unit rows.

    The product of two such means is the mean cosine of all pairs.
    """

    def __init__(self, stories: Sequence[Sequence[Evidence]], terms: TermTable, vectors: VectorTable) -> None:
        """Take the mean of the articles of one story or more, all of them live: they stand in these tables."""
        self.told = independent(chain.from_iterable(stories), ESTABLISHED)
        """How many origins they go back to, as far as it matters."""
        articles = _sample(stories)
        wholes, _ = np.split(vectors.rows(np.array([article.place for article in articles])), 2, axis=1)
        self.whole: FloatArray = wholes.mean(axis=0)
        known = terms.rows(articles)
        rows = weigh_rows(known, WORDS, _usual_weights())
        self.terms, self.shares = _mean_row(rows, sums())
        self.brevity = brevity(known.lengths)


def _sample(stories: Sequence[Sequence[Evidence]]) -> Sequence[Evidence]:
    """At most :data:`SAMPLE` of the articles, spread evenly over all; they are not laid one behind the other first."""
    ends = list(accumulate([len(story) for story in stories]))
    if ends[-1] <= SAMPLE:
        return [article for story in stories for article in story]
    places = [(bisect_right(ends, place), place) for place in spread(ends[-1], SAMPLE)]
    return [stories[number][place - ends[number]] for number, place in places]


@compiled
def _mean_row(rows: UnitRows, totals: Floats) -> tuple[Terms, Floats]:
    """Each term that occurs, with its mean share; ``totals`` has a place for every term, 0 before and after."""
    for place in range(len(rows.terms)):
        totals[rows.terms[place]] += rows.shares[place]
    terms, means = np.empty(len(rows.terms), np.int32), np.empty(len(rows.terms))
    many = 0
    for term in rows.terms:
        if totals[term] != 0.0:
            terms[many], means[many] = term, totals[term] / (len(rows.starts) - 1)
            totals[term] = 0.0
            many += 1
    return terms[:many].copy(), means[:many].copy()


def subject_features(one: Subject, others: Sequence[Subject]) -> list[dict[str, float]]:
    """Features of a subject with each of the others, of which there is one or more, rounded to four places."""
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
    bounds = bounds_of([len(other.terms) for other in others])
    terms = np.concatenate([other.terms for other in others])
    shares = np.concatenate([other.shares for other in others])
    words: list[float] = _products(one.terms, one.shares, terms, shares, bounds, sums()).tolist()
    return words


@compiled
def _products(
    own: Terms, own_shares: Floats, terms: Terms, shares: Floats, bounds: Places, totals: Floats
) -> Floats:
    """Of one row with several that stand one behind the other within ``bounds``; ``totals`` as above."""
    for place in range(len(own)):
        totals[own[place]] = own_shares[place]
    products = np.zeros(len(bounds) - 1)
    for row in range(len(products)):
        for place in range(bounds[row], bounds[row + 1]):
            products[row] += totals[terms[place]] * shares[place]
    for term in own:
        totals[term] = 0.0
    return products


def numbers(one: int, other: int) -> dict[str, float]:
    """Features of two sides told by so many independent reports."""
    one, other = min(one, ESTABLISHED), min(other, ESTABLISHED)
    return {"smaller": _LOGARITHMS[min(one, other)], "larger": _LOGARITHMS[max(one, other)]}


def brevity(lengths: Sequence[int]) -> float:
    """How much of a bare headline articles of so many words are on the mean, [0, 1]."""
    shares = [log(REPORT_WORDS / max(length, 1)) / _FROM_HEADLINE for length in lengths]
    return sum([min(max(share, 0.0), 1.0) for share in shares]) / len(shares)


@cache
def _usual_weights() -> FloatArray:
    """Inverse document frequency of words in the news at large, -ln of the share, by term."""
    weights: FloatArray = -np.log(usual_shares().words + np.float32(_UNHEARD_OF))
    return weights
