"""Forms: one text filled in for event after event, such as company results, dividends, match reports and closes.

Any two reports made from one form are alike, and so is the crowd around them: their likeness says nothing, and what
tells them apart is what was filled in. So a form is recognised from the reports around an article: a family of
independent ones that have most of its *wording*, which is its words but for names and numbers, and few of its names.
Ten updates of one event have most words in common too, but its names with them; they are no form.

An agency's tables have lines that come and go: with or without revenues, a year beside the quarter, a note at the end.
So it is the shorter side that decides throughout: a report is made from a form if it has most of the form's words or
hardly any others.

Of two reports made from one form it is asked how much of what was filled in differs: of all that is not of the form,
the firm in the headline and the figures, each weighed by how few around hold it. Where nearly all differs, they tell
of two events, however alike they are; where a figure was corrected, they tell of one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms
from service.clustering.evidence import Evidence
from service.clustering.scratch import Numbers, number
from service.clustering.terms import NAMES, WORDS, Bounds, Entries, Rows, TermTable, terms_of
from service.clustering.told import origin

FORM = "form"
"""The feature: mean over pairs of the share of what was filled in that differs, 0 where there is no form."""
FAMILY = 6
"""Independent reports that it takes to recognise a form, beside the article itself."""
ALIKE = 0.5
"""Share of the wording of the shorter of two texts that both have if they are of one family."""
OF_WORDS = 0.6
"""Least share of a form's words that a report has, or of a report's wording that is of the form."""
OF_NAMES = 0.5
"""Greatest share of a report's names that most of the family may have: what all name is what they tell of."""
MOST_DIFFERENT = 0.5
"""Share of what was filled in that may differ between copies: misread names, cut paragraphs."""
LEAST_WORDS = 15
"""Stop words not counted. Shorter texts are headlines: ten on one event have most of their few words in common."""
OF_LONG = 0.4
"""Share of a report's wording that many around it must have: it may run on, but not mainly on something else."""
LEAST_WORDING = 5
"""A form of fewer words is none, and what has fewer is of no family."""

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Held = Callable[[Terms], npt.NDArray[np.uint8]]
"""How many of the articles around hold each of some words."""

_TERM = N_FEATURES - 1


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What reports made from a form have in common."""

    words: Terms
    """Most of a family have them; in order."""
    held: Held
    around: int
    """How many articles that counts over."""
    table: TermTable
    """Holds the words of articles."""

    def made(self, articles: Sequence[Evidence]) -> Mask:
        """Which of some articles were made from it: shape (articles,)."""
        return self.made_rows(self.table.rows(articles))

    def made_rows(self, rows: Rows) -> Mask:
        """The same, of articles that have been looked up."""
        terms, places = _wording(rows)
        own = np.bincount(places, minlength=len(rows.bounds))
        of_form = np.bincount(places[self.holds(terms)], minlength=len(rows.bounds))
        made: Mask = of_form >= OF_WORDS * np.minimum(own, len(self.words))
        return made

    def holds(self, terms: Terms) -> Mask:
        """Which of some terms are of it, of the same shape."""
        at = np.minimum(np.searchsorted(self.words, terms), len(self.words) - 1)
        held: Mask = self.words[at] == terms
        return held

    def telling(self, terms: Terms) -> Floats:
        """How much each term tells that was filled in: the more, the fewer of those around hold it."""
        weights: Floats = np.log((self.around + 1) / (np.maximum(self.held(terms), 1) + 0.5))
        return weights


def find_form(article: Evidence, near: Sequence[Evidence], held: Held, table: TermTable) -> Form | None:
    """Recognise the form that an article was made from; None where it was made from none.

    Parameters
    ----------
    near
        The articles nearest to it.
    held
        How many of it and them hold each word: most articles can be told from that.
    table
        Holds their words.
    """
    if article.words.counts.sum() < LEAST_WORDS:
        return None
    wording, _ = _wording(table.rows([article]))
    if np.count_nonzero(held(wording) > 1 + FAMILY // 2) < max(LEAST_WORDING, OF_LONG * len(wording)):
        return None
    others = _independent(article, near)
    family = _family(wording, others, table) if len(others) >= FAMILY else []
    if len(family) < FAMILY:
        return None
    told = table.rows([*family, article])
    terms, places = _wording(told)
    form = Form(_held_by_most(terms[places < FAMILY], FAMILY), held, 1 + len(near), table)
    if len(form.words) < LEAST_WORDING or not form.made_rows(told).all():
        return None
    return None if _name_the_same(told) else form


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
    """Shares of what was filled in that differ, float64 of shape (ones, others), in [0, 1].

    Of two reports, it is what the one with less of it has that the other has not. 0 where not both were made from the
    form.
    """
    rows = form.table.rows([*ones, *others])
    terms, places = terms_of(rows, WORDS)
    filled = ~form.holds(terms)
    terms, places = terms[filled], places[filled]
    weights = form.telling(terms)
    holds = _side_by_side(terms, places, weights, len(rows.bounds))
    sums = holds.sum(axis=1)
    own, theirs = slice(0, len(ones)), slice(len(ones), None)
    less = np.minimum(sums[own, np.newaxis], sums[theirs])
    in_common = holds[own] @ (holds[theirs] > 0).T
    shares = np.divide(in_common, less, out=np.ones_like(less), where=less > 0)
    made = form.made_rows(rows)
    differ: Floats = np.where(np.outer(made[own], made[theirs]), 1.0 - shares, 0.0).round(4)
    return differ


def _independent(article: Evidence, near: Iterable[Evidence]) -> list[Evidence]:
    """One article of each origin but its own."""
    first = {origin(article): article}
    for other in near:
        first.setdefault(origin(other), other)
    return list(first.values())[1:]


def _family(wording: Terms, others: Sequence[Evidence], table: TermTable) -> list[Evidence]:
    """Those with the most wording in common, if they have enough: reports made from a like form stay outside."""
    rows = table.rows(others)
    shares = _in_common(wording, rows.entries, rows.bounds)
    order = np.argsort(-shares, kind="stable")[:FAMILY]
    return [others[place] for place in order.tolist() if shares[place] >= ALIKE]


def _name_the_same(family: Rows) -> bool:
    """Whether any of a family, the last included, has for the most part names that most of the others have too."""
    terms, places = terms_of(family, NAMES)
    common = _held_by_most(terms[places < FAMILY], FAMILY)
    held = np.bincount(places[np.isin(terms, common)], minlength=len(family.bounds))
    return bool((held > OF_NAMES * np.bincount(places, minlength=len(family.bounds))).any())


def _wording(rows: Rows) -> tuple[Terms, Numbers]:
    """The words of articles that are no names or numbers, and which article each stands in."""
    words, places = terms_of(rows, WORDS)
    wording = _unnamed(words, places, *terms_of(rows, NAMES))
    return words[wording], places[wording]


@compiled
def _unnamed(words: Terms, places: Numbers, names: Terms, theirs: Numbers) -> Mask:
    """Which words are not among the names in the same place; both stand in order, by place and then by term."""
    wording = np.ones(len(words), np.bool_)
    at = 0
    for word in range(len(words)):
        while at < len(names) and (
            theirs[at] < places[word] or (theirs[at] == places[word] and names[at] < words[word])
        ):
            at += 1
        if at < len(names) and theirs[at] == places[word] and names[at] == words[word]:
            wording[word] = False
    return wording


@compiled
def _in_common(wording: Terms, entries: Entries, bounds: Bounds) -> Floats:
    """Share of this wording that is in that of each article too, of the one that is shorter: shape (articles,).

    0 where an article has too little to be of any family. All terms stand in order within an article.
    """
    shares = np.zeros(len(bounds))
    for row in range(len(bounds)):
        name, own, size, common = bounds[row, NAMES], 0, 0, 0
        for word in range(bounds[row, WORDS], bounds[row, NAMES]):
            term = entries[word] & _TERM
            while name < bounds[row, NAMES + 1] and (entries[name] & _TERM) < term:
                name += 1
            if name < bounds[row, NAMES + 1] and (entries[name] & _TERM) == term:
                continue
            size += 1
            while own < len(wording) and wording[own] < term:
                own += 1
            common += own < len(wording) and wording[own] == term
        if size >= LEAST_WORDING:
            shares[row] = common / max(min(len(wording), size), 1)
    return shares


def _held_by_most(terms: Terms, rows: int) -> Terms:
    """The terms that more than half of the rows hold, in order."""
    found, counts = np.unique(terms, return_counts=True)
    most: Terms = found[2 * counts > rows]
    return most


def _side_by_side(terms: Terms, places: Numbers, values: Floats, rows: int) -> Floats:
    """The values by row and term: shape (rows, different terms)."""
    columns, width = number(terms)
    table = np.zeros((rows, width))
    table[places, columns] = values
    return table
