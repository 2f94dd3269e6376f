"""Forms that a few reports show, on a desk that has not received many of them.

A family is what makes sure of a form (:mod:`service.clustering.likeness.forms`), but the second company's results
arrive before the seventh's. Two independent reports that have most of their wording in common, counted by the *longer*
of them, and few of their names are twins: one form, filled in twice. More is asked of them than of a family. What two
reporters write of one event, or one agency hour by hour, has its names in common; in long texts, whose names are
many, that shows less, so they are left to a family.
"""

import numpy as np

from embeddings.compiled import compiled
from service.clustering.likeness.forms import FAMILY, Marks, held_by_most, made, marked, wording
from service.clustering.sides.scales import Scale, number_of
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMED, NAMES, TERM_MASK, WORDS, Bounds, Entries

NEAREST_TWINS = 2 * FAMILY
"""Of the articles nearest to it, those looked at."""
OF_LONGER = 0.6
"""Share of the wording of the longer of two texts that twins have in common."""
OF_NAMES = 0.4
"""Greatest share of their names that they have in common, of the one that has fewer."""
LEAST_WORDING, MOST_WORDING = 10, 60
"""Words but for names and numbers that a twin has."""


@compiled
def words_of_twins(
    texts: tuple[Entries, Bounds], places: Places, scales: tuple[Scale, Scale], origins: Places, own: int
) -> Marks:
    """The words of the form that an article and its twins were made from; none meant if it has none.

    The parameters are those of :func:`service.clustering.likeness.forms.words_of_family`.
    """
    (entries, bounds), (words, names), places = texts, scales, places[: 1 + NEAREST_TWINS]
    twins = _are_twins(entries, bounds, places, words, names) & (origins[places[1:]] != own)
    if not twins.any():
        return np.zeros(len(words.terms), np.bool_)
    alike = bounds[np.append(places[:1], places[1:][twins])]
    of_form = held_by_most(entries, alike, WORDS, NAMED, words)
    words_of_form: Marks = of_form & made(entries, bounds, places[0], words, of_form)
    return words_of_form


@compiled
def _are_twins(entries: Entries, bounds: Bounds, places: Places, words: Scale, names: Scale) -> Marks:
    """Which of the others the first article has its wording in common with, and not its names."""
    twins = np.zeros(len(places) - 1, np.bool_)
    own, own_names = wording(entries, bounds, places[0]), _names(entries, bounds, places[0])
    if not LEAST_WORDING <= len(own) <= MOST_WORDING:
        return twins
    said, named = np.zeros(len(words.terms), np.bool_), np.zeros(len(names.terms), np.bool_)
    for entry in own:
        said[number_of(words, entry & np.uint32(TERM_MASK))] = True
    for entry in own_names:
        named[number_of(names, entry & np.uint32(TERM_MASK))] = True
    for other in range(len(twins)):
        theirs, their_names = (
            wording(entries, bounds, places[other + 1]),
            _names(entries, bounds, places[other + 1]),
        )
        if LEAST_WORDING <= len(theirs) <= MOST_WORDING:
            alike = marked(theirs, words, said) >= OF_LONGER * max(len(own), len(theirs))
            fewer = min(len(own_names), len(their_names))
            twins[other] = alike and marked(their_names, names, named) <= OF_NAMES * fewer
    return twins


@compiled
def _names(entries: Entries, bounds: Bounds, place: int) -> Entries:
    """The names and numbers of an article."""
    return entries[bounds[place, NAMES] : bounds[place, NAMES + 1]]
