"""Forms: one text filled in for event after event, such as company results, dividends, match reports and closes.

Any two reports made from one form are alike, and so is the crowd around them: their likeness says nothing, and what
tells them apart is what was filled in. So a form is recognised from the reports around an article: a family of
independent ones that have most of its *wording*, which is its words but for names and numbers, and few of its names.
Ten updates of one event have most words in common too, but its names with them; they are no form.

An agency's tables have lines that come and go: with or without revenues, a year beside the quarter, a note at the end.
So it is the shorter side that decides throughout: a report is made from a form if it has most of the form's words or
hardly any others.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.sides.scales import Scale, number_of
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMED, NAMES, TERM_MASK, WORDS, Bounds, Entries, count_of

FAMILY = 6
"""Independent reports that it takes to recognise a form, beside the article itself."""
ALIKE = 0.5
"""Share of the wording of the shorter of two texts that both have if they are of one family."""
OF_WORDS = 0.6
"""Least share of a form's words that a report has, or of a report's wording that is of the form."""
OF_NAMES = 0.5
"""Greatest share of a report's names that most of the family may have: what all name is what they tell of."""
LEAST_WORDS = 15
"""Stop words not counted. Shorter texts are headlines: ten on one event have most of their few words in common."""
OF_LONG = 0.4
"""Share of a report's wording that many around it must have: it may run on, but not mainly on something else."""
LEAST_WORDING = 5
"""A form of fewer words is none, and what has fewer is of no family."""

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
"""Which terms are meant, by their number on a scale."""


@compiled
def words_of_family(
    texts: tuple[Entries, Bounds], places: Places, scales: tuple[Scale, Scale], origins: Places, own: int
) -> Marks:
    """The words of the form that an article was made from, as a family around it shows; none meant if there is none.

    Parameters
    ----------
    places
        Where the article stands and those nearest to it, nearest first.
    scales
        How many of them hold each word and each name: most articles can be told from that.
    origins, own
        What tells the origin of who stands at a place, and of the article, from others.
    """
    (entries, bounds), (words, names) = texts, scales
    shares = _shares(entries, bounds, places, words)
    family = _family(shares, origins[places[1 : len(shares) + 1]], own)
    if len(family) < FAMILY:
        return np.zeros(len(words.terms), np.bool_)
    family_and_own = np.append(places[1:][family], places[0])
    return _common_words(entries, bounds[family_and_own], words, names)


@compiled
def _family(shares: Floats, origins: Places, own: int) -> Places:
    """Those with the most wording in common, if they have enough: reports made from a like form stay outside.

    Of each origin but the article's own the nearest is looked at; of those that have as much the nearer come first.
    """
    family, many = np.empty(FAMILY + 1, np.int64), 0
    for turn in range(len(shares)):
        first = origins[turn] != own
        for earlier in origins[:turn]:
            first &= earlier != origins[turn]
        if not first or shares[turn] < ALIKE:
            continue
        rank = many
        while rank > 0 and shares[family[rank - 1]] < shares[turn]:
            family[rank] = family[rank - 1]
            rank -= 1
        family[rank] = turn
        many = min(many + 1, FAMILY)
    return family[:many]


@compiled
def _shares(entries: Entries, bounds: Bounds, places: Places, words: Scale) -> Floats:
    """Share of the wording of the first article that is in that of each other too, of the one that is shorter.

    None where that tells that it was made from no form; 0 where another has too little to be of any family.
    """
    own, long, many_hold = wording(entries, bounds, places[0]), 0, 0
    marks = np.zeros(len(words.terms), np.bool_)
    for entry in entries[bounds[places[0], WORDS] : bounds[places[0], NAMES]]:
        long += count_of(entry)
    for entry in own:
        number = number_of(words, entry & np.uint32(TERM_MASK))
        marks[number] = True
        many_hold += words.held[number] > 1 + FAMILY // 2
    if long < LEAST_WORDS or many_hold < max(LEAST_WORDING, OF_LONG * len(own)):
        return np.zeros(0)
    shares = np.zeros(len(places) - 1)
    for other in range(len(shares)):
        theirs = wording(entries, bounds, places[other + 1])
        if len(theirs) >= LEAST_WORDING:
            shares[other] = marked(theirs, words, marks) / min(len(own), len(theirs))
    return shares if (shares >= ALIKE).sum() >= FAMILY else shares[:0]


@compiled
def _common_words(entries: Entries, bounds: Bounds, words: Scale, names: Scale) -> Marks:
    """The words of the form of a family, the article being the last of it; none where there is no form.

    What has for the most part names that most of the others have too tells of what they tell.
    """
    of_form = held_by_most(entries, bounds[:-1], WORDS, NAMED, words)
    usual_names = held_by_most(entries, bounds[:-1], NAMES, NAMES + 1, names)
    is_form = of_form.sum() >= LEAST_WORDING
    for row in range(len(bounds)):
        named = entries[bounds[row, NAMES] : bounds[row, NAMES + 1]]
        is_form &= made(entries, bounds, row, words, of_form)
        is_form &= marked(named, names, usual_names) <= OF_NAMES * len(named)
    words_of_form: Marks = of_form & is_form
    return words_of_form


@compiled
def held_by_most(entries: Entries, bounds: Bounds, start: int, end: int, scale: Scale) -> Marks:
    """Which terms stand between these bounds of more than half of some articles."""
    held = np.zeros(len(scale.terms), np.int64)
    for row in bounds:
        for entry in entries[row[start] : row[end]]:
            held[number_of(scale, entry & np.uint32(TERM_MASK))] += 1
    most: Marks = 2 * held > len(bounds)
    return most


@compiled
def made(entries: Entries, bounds: Bounds, place: int, words: Scale, of_form: Marks) -> bool:
    """Whether an article was made from a form with these words."""
    own = wording(entries, bounds, place)
    return bool(marked(own, words, of_form) >= OF_WORDS * min(len(own), of_form.sum()))


@compiled
def wording(entries: Entries, bounds: Bounds, place: int) -> Entries:
    """The words of an article that are no names or numbers."""
    return entries[bounds[place, WORDS] : bounds[place, NAMED]]


@compiled
def marked(entries: Entries, scale: Scale, marks: Marks) -> int:
    """How many of these terms are meant."""
    count = 0
    for entry in entries:
        count += marks[number_of(scale, entry & np.uint32(TERM_MASK))]
    return count
