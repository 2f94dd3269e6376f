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
    strange = np.empty((len(ones), len(others)))
    for row in range(len(ones)):
        held = _held(entries, ones[row], rare)
        for column in range(len(others)):
            strange[row, column] = _strange_to(held, entries, others[column], rare)
    return strange


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
    """What an article holds: what it names, numbered from 1 on, and then its other words."""

    slots: Numbers
    terms: Numbers
    rarities: FloatArray
    """Of what it names, by number."""
    named: float
    """How much that is in all."""


@compiled
def _held(entries: Entries, one: Bounds, rare: FloatArray) -> _Held:
    """What an article holds, by its bounds."""
    names, words = entries[one[NAMES] : one[NAMES + 1]], entries[one[WORDS] : one[NAMED]]
    many = len(names) + len(words)
    # In a sparse table, what is looked for and not there is mostly missed at once.
    slots, terms, last = free_slots(4 * many), np.zeros(many + 1, np.uint32), np.uint32(0)
    rarities, named = np.zeros(len(names) + 1, np.float32), 0.0
    for entry in names:
        term = entry & np.uint32(TERM_MASK)
        number, last = enter(slots, terms, term, last)
        rarities[number] = rare[term]
        named += rare[term]
    for entry in words:
        _, last = enter(slots, terms, entry & np.uint32(TERM_MASK), last)
    return _Held(slots, terms, rarities, named)


@compiled
def _strange_to(held: _Held, entries: Entries, other: Bounds, rare: FloatArray) -> float:
    """How far neither of an article and another holds what the other of them names."""
    names, ours = entries[other[NAMES] : other[NAMES + 1]], 0.0
    in_common = np.zeros(len(held.terms), np.bool_)
    for entry in names:
        in_common[find(held.slots, held.terms, entry & np.uint32(TERM_MASK))[1]] = True
    # A headline or a small letter may hide a name among the words; words that are names as well stand among the names.
    for entry in entries[other[WORDS] : other[NAMED]]:
        in_common[find(held.slots, held.terms, entry & np.uint32(TERM_MASK))[1]] = True
    for number in range(1, len(held.rarities)):
        ours += held.rarities[number] if in_common[number] else 0.0
    if held.named <= 0.0 or ours / held.named >= MENTIONED:
        return 0.0
    theirs, named = 0.0, 0.0
    for entry in names:
        term = entry & np.uint32(TERM_MASK)
        theirs += rare[term] if find(held.slots, held.terms, term)[1] else 0.0
        named += rare[term]
    if named <= 0.0:
        return 0.0
    share, fewer = max(ours / held.named, theirs / named), min(held.named, named)
    return max(1.0 - share / MENTIONED, 0.0) * fewer / (fewer + FEW_NAMES)
