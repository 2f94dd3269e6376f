"""Whether two reports have their wording in common and not what they name: one ferry accident, and another.

Where look-alikes are many, the reports around show how little their wording tells. Where they are few, as on a desk
that has hardly begun, or on a wire that tells of a hundred trades a day, two accidents in different places look like
one, and so do two firms' debentures. But each report names its own places, people and figures. So likeness of words
speaks against one event where of all that the one names next to nothing stands anywhere in the other, and the other way
round.

Names weigh what they do in the news at large; weekdays and months tell nothing, since all that comes in an hour names
the same. Reports that name little, such as headlines, are believed the less.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import name_rows
from service.clustering.evidence.background import PRIOR_REPORTS, usual_shares
from service.clustering.sides.told import Groups
from service.clustering.tables.terms import NAMED, NAMES, TERM_MASK, WORDS, Bounds, Entries, Rows
from service.model import FloatArray
from service.text.slots import Numbers, enter, find, free_slots

WORDING = "wording"
"""The feature, in [0, 1]: :func:`alone_in_common`, for groups by the means over pairs."""
MENTIONED = 0.15
"""Share of what one report names that the other holds too from which on nothing is said: a place is enough."""
FEW_NAMES = 8.0
"""What is named, in inverse document frequency, by reports of which half is believed: one rare name, or two."""
ALIKE = 0.5
"""Likeness of words that counts in full."""
_CALENDAR = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April May June July August September October November December"
)

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


@cache
def rarities() -> FloatArray:
    """Inverse document frequency of names in the news at large, by term; 0 of weekdays and months."""
    rare: FloatArray = np.log(
        np.float32(PRIOR_REPORTS + 1) / (usual_shares().names * np.float32(PRIOR_REPORTS) + np.float32(1))
    )
    rare[name_rows([f"the {name}" for name in _CALENDAR.split()]).terms] = 0.0
    return rare


@compiled
def alone_in_common(words: float, strange: float) -> float:
    """How far wording alone is in common, by the likeness of words and :func:`strangeness`."""
    return strange * min(words / ALIKE, 1.0) ** 2


@compiled
def strangeness(entries: Entries, ones: Bounds, others: Bounds, rare: FloatArray) -> Floats:
    """How far neither of two articles holds what the other names, by their bounds: in [0, 1], shape (ones, others)."""
    held, strange = _held(entries, ones, rare), np.empty((len(others), len(ones)))
    for column in range(len(others)):
        _write_strange(held, entries, others[column], rare, strange[column])
    return strange.T


@compiled
def mean_strangeness(texts: Rows, groups: Groups, rare: FloatArray) -> Floats:
    """The mean over pairs of the first group of articles with each of the others: shape (groups - 1,)."""
    starts, bounds = groups.starts, texts.bounds[groups.places]
    strange = strangeness(texts.entries, bounds[: starts[1]], bounds[starts[1] :], rare)
    means = np.zeros(len(starts) - 2)
    for other in range(len(means)):
        for place in range(starts[other + 1], starts[other + 2]):
            for own in range(starts[1]):
                means[other] += strange[own, place - starts[1]]
        means[other] /= starts[1] * (starts[other + 2] - starts[other + 1])
    return means


class _Held(NamedTuple):
    """What some articles hold, their names and other words, numbered from 1 on: another is looked up in it once."""

    slots: Numbers
    terms: Numbers
    by_each: Marks
    """Which of the articles holds which of them: shape (articles, terms)."""
    names: Numbers
    """What each of the articles names, one article behind the other, by number."""
    rarities: FloatArray
    """Of these."""
    starts: Places
    """Where those of each begin, and where the last one's end."""
    named: Floats
    """How much each names in all."""


@compiled
def _held(entries: Entries, ones: Bounds, rare: FloatArray) -> _Held:
    """What some articles hold, by their bounds."""
    most = (ones[:, NAMES + 1] - ones[:, NAMES] + ones[:, NAMED] - ones[:, WORDS]).sum()
    # In a sparse table, what is looked for and not there is mostly missed at once.
    slots, terms, last = free_slots(2 * most), np.zeros(most + 1, np.uint32), np.uint32(0)
    by_each = np.zeros((len(ones), most + 1), np.bool_)
    names, rarities, end = np.empty(most, np.uint32), np.empty(most, np.float32), 0
    starts, named = np.zeros(len(ones) + 1, np.int64), np.zeros(len(ones))
    for row, one in enumerate(ones):
        for entry in entries[one[NAMES] : one[NAMES + 1]]:
            term = entry & np.uint32(TERM_MASK)
            names[end], last = enter(slots, terms, term, last)
            by_each[row, names[end]], rarities[end] = True, rare[term]
            named[row] += rarities[end]
            end += 1
        for entry in entries[one[WORDS] : one[NAMED]]:
            number, last = enter(slots, terms, entry & np.uint32(TERM_MASK), last)
            by_each[row, number] = True
        starts[row + 1] = end
    return _Held(slots, terms[: last + 1], by_each, names[:end], rarities[:end], starts, named)


@compiled
def _write_strange(held: _Held, entries: Entries, other: Bounds, rare: FloatArray, strange: Floats) -> None:
    """Write how far neither of each of the articles and another holds what the other of them names."""
    names, in_common = entries[other[NAMES] : other[NAMES + 1]], np.zeros(len(held.terms), np.bool_)
    theirs = np.empty(len(names), np.uint32)
    for turn, entry in enumerate(names):
        theirs[turn] = find(held.slots, held.terms, entry & np.uint32(TERM_MASK))[1]
        in_common[theirs[turn]] = True
    # A headline or a small letter may hide a name among the words; words that are names as well stand among the names.
    for entry in entries[other[WORDS] : other[NAMED]]:
        in_common[find(held.slots, held.terms, entry & np.uint32(TERM_MASK))[1]] = True
    rarities, named = np.zeros(0, np.float32), 0.0
    for row in range(len(strange)):
        its, own = slice(held.starts[row], held.starts[row + 1]), held.named[row]
        ours, strange[row] = _marked(held.names[its], held.rarities[its], in_common), 0.0
        if own <= 0.0 or ours / own >= MENTIONED:
            continue
        if not len(rarities):
            rarities, named = _rarities(names, rare)
        if named > 0.0:
            share = max(ours / own, _marked(theirs, rarities, held.by_each[row]) / named)
            fewer = min(own, named)
            strange[row] = max(1.0 - share / MENTIONED, 0.0) * fewer / (fewer + FEW_NAMES)


@compiled
def _marked(names: Numbers, rarities: FloatArray, marks: Marks) -> float:
    """How rare those of these names are together that are marked, by number."""
    total = 0.0
    for turn in range(len(names)):
        total += rarities[turn] if marks[names[turn]] else 0.0
    return total


@compiled
def _rarities(names: Entries, rare: FloatArray) -> tuple[FloatArray, float]:
    """How rare each of these names is, and all of them together."""
    rarities, named = np.empty(len(names), np.float32), 0.0
    for turn, entry in enumerate(names):
        rarities[turn] = rare[entry & np.uint32(TERM_MASK)]
        named += rarities[turn]
    return rarities, named
