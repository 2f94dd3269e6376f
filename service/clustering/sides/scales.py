"""How telling each word and name is among some articles that lie near one another.

Against all news, "Ukraine" is a rare word; among forty reports on Ukraine it says nothing, and "Kharkiv" says much. So
terms are weighed by how few of the *nearest* articles hold them: what an article shares with all its neighbours counts
for nothing, and what it shares with a few is what tells one event from its look-alikes. A term that none of the others
holds is compared with nothing, so it is left out.

While there are fewer articles than that, in a new service's first hour, what is usual in the news stands in for those
that are missing (:mod:`service.clustering.evidence.background`), and terms held once count as far as articles are
missing.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMES, TERM_MASK, WORDS, Bounds, Entries, Rows, TermTable
from service.model import FloatArray
from service.text.slots import Numbers, enter, find, free_slots

NEAREST = 48
"""Articles that terms are weighed among, where there are so many."""
Counts = npt.NDArray[np.uint8]


class Scales:
    """How telling words and names are among an article and those near it."""

    def __init__(
        self,
        article: Evidence,
        places: Places,
        table: TermTable,
        found: "tuple[tuple[Bare, Bare], Places, Numbers]",
    ) -> None:
        self._article = article
        self._table = table
        self.places = places
        """Where they stand, the article first."""
        self.both, starts, numbers = found
        """What words weigh, then what names and numbers do."""
        self.numbered: Numbered = (places, starts, numbers)
        """Which terms on the scales they hold."""

    @property
    def words(self) -> "Scale":
        """Of words."""
        return Scale(*self.both[0])

    @property
    def names(self) -> "Scale":
        """Of names and numbers."""
        return Scale(*self.both[1])

    @property
    def texts(self) -> Rows:
        """What is known of the live articles by place, and at -1 of the article where it is not live."""
        return self._table.beside(self._article)


class Scale(NamedTuple):
    """What the words, or the names, of some articles weigh among them.

    The terms that occur are numbered from 1 on; all others are 0, which weighs nothing. A scale is small, so that
    looking a term up there is many times faster than in a table of all terms.
    """

    slots: Numbers
    """A term's number is in the slot that its lowest bits name, or in the next that is not another's."""
    terms: Numbers
    """By number."""
    held: Counts
    """How many of the articles hold it, by number."""
    weights: FloatArray
    """Inverse document frequency, never below 0, by number."""


Bare = tuple[Numbers, Numbers, Counts, FloatArray]
"""A scale as compiled code gives and takes it: to hand over a named tuple takes longer than many a loop."""


Numbered = tuple[Places, Places, Numbers]
"""Where some articles stand; where the words of each begin among the numbers, and its names, and where the last of each
kind end: shape (2, articles + 1); and for each word and name, in the order of their entries, its number on the scale.

They were found when the scales were made: to look a term up again takes many times longer than to read its number."""
NOT_NUMBERED: Numbered = (np.zeros(0, np.int64), np.zeros((2, 1), np.int64), np.zeros(0, np.uint32))


@compiled
def scale(bare: Bare) -> Scale:
    """The scale that was handed over so."""
    return Scale(bare[0], bare[1], bare[2], bare[3])


@compiled
def bare(scale: Scale) -> Bare:
    """A scale to be handed over."""
    return scale.slots, scale.terms, scale.held, scale.weights


@compiled
def starts_of(bounds: Bounds, places: Places) -> Places:
    """Where the words of each of the articles at these places begin, one behind the other, and then their names.

    Shape (2, places + 1), as in :data:`Numbered`.
    """
    starts, end = np.empty((2, len(places) + 1), np.int64), 0
    for kind in (WORDS, NAMES):
        for turn, place in enumerate(places):
            starts[kind, turn] = end
            end += bounds[place, kind + 1] - bounds[place, kind]
        starts[kind, len(places)] = end
    return starts


@compiled
def weigh_terms(
    entries: Entries, bounds: Bounds, places: Places, kind: int, usual: FloatArray, numbers: Numbers
) -> Scale:
    """Weigh the words or names of the articles at these places, at most ``NEAREST`` of them, and write their numbers.

    ``usual`` is the share of all reports that hold a term, by term; of ``numbers`` there are as many as entries.
    """
    many, turn = len(numbers), 0
    slots, terms = free_slots(many), np.zeros(many + 1, np.uint32)
    held, last = np.zeros(many + 1, np.uint8), np.uint32(0)
    for place in places:
        for entry in entries[bounds[place, kind] : bounds[place, kind + 1]]:
            term = np.uint32(entry & TERM_MASK)
            number, last = enter(slots, terms, term, last)
            held[number] += 1
            numbers[turn] = number
            turn += 1
    terms, held = terms[: last + 1], held[: last + 1]
    return Scale(slots, terms, held, _weights(terms, held, usual, max(NEAREST - len(places), 0)))


@compiled
def number_of(scale: Scale, term: np.uint32) -> np.uint32:
    """The number of a term."""
    return find(scale.slots, scale.terms, term)[1]


@compiled
def numbers_at(
    texts: tuple[Entries, Bounds], place: int, kind: int, scale: Scale, numbered: Numbered
) -> Numbers:
    """The numbers of the words or names of the article at a place, in the order of their entries."""
    (entries, bounds), (places, starts, numbers) = texts, numbered
    for turn in range(len(places)):
        if places[turn] == place:
            return numbers[starts[kind, turn] : starts[kind, turn + 1]]
    own = entries[bounds[place, kind] : bounds[place, kind + 1]]
    found = np.empty(len(own), np.uint32)
    for turn, entry in enumerate(own):
        found[turn] = number_of(scale, entry & np.uint32(TERM_MASK))
    return found


@compiled
def _weights(terms: Numbers, held: Counts, usual: FloatArray, missing: int) -> FloatArray:
    """What terms weigh that are held by so many, and by their usual share of those that are missing."""
    weights = np.zeros(len(terms), np.float32)
    among_all = np.zeros(NEAREST + 1, np.float32)
    for count in range(2, NEAREST + 1):
        among_all[count] = _inverse(count)
    for number in range(1, len(terms)):
        if not missing:
            weights[number] = among_all[held[number]]
        else:
            weights[number] = _inverse(held[number] + np.float32(missing) * usual[terms[number]])
            if held[number] <= 1:
                weights[number] *= np.float32(missing / NEAREST)
    return weights


@compiled
def _inverse(frequency: float) -> np.float32:
    """Inverse document frequency."""
    return np.float32(max(np.log((NEAREST + 1) / (frequency + 0.5)), 0.0))
