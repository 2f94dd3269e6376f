"""Forms: one text filled in for event after event, such as company results, match reports and market closes.

Any two reports made from one form are alike, and so is the crowd around them: their likeness says nothing, and what
tells them apart are the names and numbers that were filled in. So a form is recognised from the reports around an
article: a family of independent ones that have most of its words and few of its names. Ten updates of one event have
most words in common too, but its names with them; they are no form.

Of two reports made from one form it is asked how far what was filled in differs. Where nearly all does, they tell of
two events, however alike they are; where a figure was corrected, they tell of one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.compiled import compiled
from service.clustering.evidence import Evidence, SparseRow
from service.clustering.scratch import number, sums
from service.clustering.terms import WORDS, Bounds, Entries, Rows, TermTable
from service.clustering.told import origin

FORM = "form"
"""The feature: mean over pairs of the share of filled-in names and numbers that differ, 0 where there is no form."""
FAMILY = 6
"""Independent reports that it takes to recognise a form, beside the article itself."""
ALIKE = 0.5
"""Share of the words of the shorter of two texts, without stop words, that both have if they are of one family."""
OF_WORDS = 0.6
"""Least share of an article's words that are of the form."""
OF_NAMES = 0.5
"""Greatest share of its names that may be: what all name is what they tell of."""
MOST_DIFFERENT = 0.5
"""Share of what was filled in that may differ between copies: misread names, cut paragraphs."""
LEAST_WORDS = 20
"""Shorter texts are headlines: ten on one event have most of their few words in common."""

Floats = npt.NDArray[np.float64]

_TERM = N_FEATURES - 1


@dataclass(frozen=True, slots=True)
class Form:
    """What reports made from a form have in common: the terms that most of a family hold."""

    words: frozenset[int]
    names: frozenset[int]

    def made(self, evidence: Evidence) -> bool:
        """Whether an article was made from it."""
        return _share(evidence.words, self.words) >= OF_WORDS

    def filled_in(self, evidence: Evidence) -> list[int]:
        """The names and numbers of an article that are not of the form."""
        return [term for term in evidence.names.indices.tolist() if term not in self.names]


def find_form(
    article: Evidence, near: Sequence[Evidence], held: npt.NDArray[np.uint8], table: TermTable
) -> Form | None:
    """Recognise the form that an article was made from; None where it was made from none.

    Parameters
    ----------
    near
        The articles nearest to it.
    held
        For each of its words, how many of it and them hold it: nearly every article can be told from that.
    table
        Holds their words.
    """
    if len(article.codes) < LEAST_WORDS or np.mean(held > 1 + FAMILY // 2) < OF_WORDS:
        return None
    others = _independent(article, near)
    family = _family(others, table.rows([article, *others]))
    if len(family) < FAMILY:
        return None
    form = Form(_held_by_most([one.words for one in family]), _held_by_most([one.names for one in family]))
    return form if form.made(article) and _share(article.names, form.names) <= OF_NAMES else None


def mean_difference(
    ones: Sequence[Evidence], groups: Sequence[Sequence[Evidence]], form: Form | None
) -> Floats:
    """The feature of ``ones`` with each group, to four places: shape (groups,); none of them may be empty."""
    if form is None or not groups:
        return np.zeros(len(groups))
    differ = differences(ones, [other for group in groups for other in group], form).mean(axis=0)
    sizes = np.array([len(group) for group in groups])
    means: Floats = np.add.reduceat(differ, np.cumsum(sizes) - sizes) / sizes
    return means.round(4)


def filled_alike(article: Evidence, others: Sequence[Evidence], form: Form | None) -> list[Evidence]:
    """The others without those that were made from the same form and for the most part filled in otherwise."""
    if form is None or not others:
        return list(others)
    differ = differences([article], others, form)[0]
    return [other for other, share in zip(others, differ, strict=True) if share <= MOST_DIFFERENT]


def differences(ones: Sequence[Evidence], others: Sequence[Evidence], form: Form) -> Floats:
    """Shares of what was filled in that differ (after Dice, 1945), float64 of shape (ones, others).

    0 where not both were made from the form.
    """
    made = np.array([form.made(article) for article in (*ones, *others)])
    filled = [form.filled_in(article) for article in (*ones, *others)]
    sizes = np.array([len(terms) for terms in filled])
    columns, width = number(np.array([term for terms in filled for term in terms], np.int32))
    holds = np.zeros((len(filled), width))
    holds[np.repeat(np.arange(len(filled)), sizes), columns] = 1.0
    own = slice(0, len(ones))
    theirs = slice(len(ones), None)
    in_common = holds[own] @ holds[theirs].T
    counts = np.maximum(sizes[own, np.newaxis] + sizes[theirs], 1)
    differ: Floats = np.where(np.outer(made[own], made[theirs]), 1.0 - 2.0 * in_common / counts, 0.0)
    return differ


def _independent(article: Evidence, near: Iterable[Evidence]) -> list[Evidence]:
    """One article of each origin but its own."""
    first = {origin(article): article}
    for other in near:
        first.setdefault(origin(other), other)
    return list(first.values())[1:]


def _family(others: Sequence[Evidence], rows: Rows) -> list[Evidence]:
    """Those with the most words in common with the first, if they have enough of them; ``rows`` are its and theirs.

    Reports made from a like form stay outside.
    """
    shares = _in_common(rows.entries, rows.bounds, sums()).tolist()
    order = sorted(range(len(others)), key=shares.__getitem__, reverse=True)
    return [others[place] for place in order[:FAMILY] if shares[place] >= ALIKE]


@compiled
def _in_common(entries: Entries, bounds: Bounds, marks: Floats) -> Floats:
    """Share of the words of the first article and each other that both have, of those of the one with fewer.

    ``marks`` has a place for every term; it holds 0 before and after.
    """
    own = entries[bounds[0, WORDS] : bounds[0, WORDS + 1]] & _TERM
    for term in own:
        marks[term] = 1.0
    shares = np.zeros(len(bounds) - 1)
    for other in range(len(shares)):
        theirs = entries[bounds[other + 1, WORDS] : bounds[other + 1, WORDS + 1]]
        for entry in theirs:
            shares[other] += marks[entry & _TERM]
        shares[other] /= max(min(len(own), len(theirs)), 1)
    for term in own:
        marks[term] = 0.0
    return shares


def _held_by_most(rows: Sequence[SparseRow]) -> frozenset[int]:
    held = Counter(term for row in rows for term in row.indices.tolist())
    return frozenset(term for term, count in held.items() if 2 * count > len(rows))


def _share(row: SparseRow, terms: frozenset[int]) -> float:
    """Share of the terms of a row that are among ``terms``."""
    return sum(term in terms for term in row.indices.tolist()) / max(len(row.indices), 1)
