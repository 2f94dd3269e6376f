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

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import name_rows
from service.clustering.evidence.background import PRIOR_REPORTS, usual_shares
from service.clustering.sides.told import Groups
from service.clustering.tables.terms import NAMED, NAMES, TERM_MASK, WORDS, Bounds, Entries, Rows
from service.model import FloatArray

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
def strangeness(entries: Entries, one: Bounds, other: Bounds, rare: FloatArray) -> float:
    """How far neither of two articles holds what the other names, by their bounds: in [0, 1]."""
    ours, theirs = _named(entries, one, rare), _named(entries, other, rare)
    if ours <= 0.0 or theirs <= 0.0:
        return 0.0
    held = max(_held(entries, one, other, rare) / ours, _held(entries, other, one, rare) / theirs)
    fewer = min(ours, theirs)
    return max(1.0 - held / MENTIONED, 0.0) * fewer / (fewer + FEW_NAMES)


@compiled
def mean_strangeness(texts: Rows, groups: Groups, rare: FloatArray) -> Floats:
    """The mean over pairs of the first group of articles with each of the others: shape (groups - 1,)."""
    entries, bounds, places, starts = texts.entries, texts.bounds, groups.places, groups.starts
    means = np.zeros(len(starts) - 2)
    for other in range(len(means)):
        for place in places[starts[other + 1] : starts[other + 2]]:
            for own in places[: starts[1]]:
                means[other] += strangeness(entries, bounds[own], bounds[place], rare)
        means[other] /= starts[1] * (starts[other + 2] - starts[other + 1])
    return means


@compiled
def _named(entries: Entries, one: Bounds, rare: FloatArray) -> float:
    """How much an article names."""
    total = 0.0
    for entry in entries[one[NAMES] : one[NAMES + 1]]:
        total += rare[entry & np.uint32(TERM_MASK)]
    return total


@compiled
def _held(entries: Entries, one: Bounds, other: Bounds, rare: FloatArray) -> float:
    """How much of it the other holds, as a name or, where a headline or a small letter hides it, as a word."""
    total, name, word = 0.0, other[NAMES], other[WORDS]
    # Each stretch is in order of terms; words that are names as well stand among the names.
    for entry in entries[one[NAMES] : one[NAMES + 1]]:
        term = entry & np.uint32(TERM_MASK)
        while name < other[NAMES + 1] and (entries[name] & np.uint32(TERM_MASK)) < term:
            name += 1
        while word < other[NAMED] and (entries[word] & np.uint32(TERM_MASK)) < term:
            word += 1
        as_name = name < other[NAMES + 1] and (entries[name] & np.uint32(TERM_MASK)) == term
        as_word = word < other[NAMED] and (entries[word] & np.uint32(TERM_MASK)) == term
        if as_name or as_word:
            total += rare[term]
    return total
