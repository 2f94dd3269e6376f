"""Forms of one line, such as a police log's, a weather warning's or a table of results: other words in the same places.

Too few words stand in a line to tell a form by how many of them are in common, as in longer texts
(:mod:`service.clustering.likeness.forms`), for ten headlines on one event have most of theirs in common as well. But in
a form they stand in the same *order*, and what stands between them is another in each. So a line is taken to be made
from a form where a family of lines around it, no two of them alike, have half of their words or more in its order; the
words that most of them have there are the *frame*. Then two things tell a form from one event told over and over: few
of the names are of the frame, and what was filled in is rarer in the news at large than what it was filled into, or
else each line names several things and most of the family none of them.

Lines count as independent by what they say: a line in which one name stands for another may have passed for a copy of
the first before there was a family to tell it by.
"""

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence.runs import Codes
from service.clustering.likeness.forms import FAMILY, OF_NAMES, Marks, held_by_most, marked
from service.clustering.sides.scales import Scale, number_of
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import CODES, NAMES, TERM_MASK, WORDS, Bounds, Entries
from service.model import FloatArray

LONGEST = 24
"""Words of a line at most, of all kinds; the forms of longer texts are told by their wording."""
IN_ORDER = 0.5
"""Share of the longer of two lines that runs through the other in the same order if they are of one family, and least
share of a line that is of the frame."""
OF_FRAME = 0.75
"""Least share of a frame that a line made from it has."""
LEAST_FRAME = 2
"""Words in a frame."""
LEAST_NAMED = 2
"""Names and numbers, none of them of the form, in each of a family that is told by these alone."""
_UNHEARD_OF = 0.0005
"""Share of all reports that stands in for that of a term which the table does not have."""


@compiled
def frame_of_line(
    texts: tuple[Entries, Bounds],
    places: Places,
    scales: tuple[Scale, Scale],
    usual: tuple[FloatArray, FloatArray],
) -> tuple[Marks, Codes]:
    """The words of the form that a line was made from, and those of its frame in order; none if there is none.

    ``places`` are where the line stands and those nearest to it, nearest first; ``usual`` is the share of all reports
    that hold each word and each name.
    """
    (entries, bounds), (words, names) = texts, scales
    nothing = np.zeros(len(words.terms), np.bool_), np.zeros(0, np.uint32)
    family = _family(entries, bounds, places)
    if len(family) <= FAMILY:
        return nothing
    frame, of_line = _frame(entries, bounds, family), codes_of(entries, bounds, family[0])
    if len(frame) < LEAST_FRAME or len(frame) == len(of_line) or len(frame) < IN_ORDER * len(of_line):
        return nothing
    rows = bounds[family]
    usual_names, names_apart = held_by_most(entries, rows, NAMES, NAMES + 1, names), True
    for row in range(len(rows)):
        named = entries[rows[row, NAMES] : rows[row, NAMES + 1]]
        in_common = marked(named, names, usual_names)
        if in_common > OF_NAMES * len(named):
            return nothing
        names_apart &= in_common == 0 and len(named) >= LEAST_NAMED
    of_form = held_by_most(entries, rows, WORDS, NAMES, words)
    is_form = names_apart or _filled_in_is_rarer(entries, rows, words, of_form, usual)
    return (of_form, frame) if is_form else nothing


@compiled
def codes_of(entries: Entries, bounds: Bounds, place: int) -> Codes:
    """The words of an article in order."""
    return entries[bounds[place, CODES] : bounds[place, CODES + 1]]


@compiled
def made_from(line: Codes, frame: Codes) -> bool:
    """Whether a line was made by this frame."""
    if not (len(frame) and len(line) <= LONGEST):
        return False
    common = in_order(line, frame)
    return bool(common >= OF_FRAME * len(frame) and common >= IN_ORDER * len(line))


@compiled
def in_order(one: Codes, other: Codes) -> int:
    """How many words run through both in the same order: the length of their longest common subsequence."""
    row = np.zeros(len(other) + 1, np.int64)
    for code in one:
        before = 0
        for turn in range(len(other)):
            above = row[turn + 1]
            row[turn + 1] = before + 1 if code == other[turn] else max(above, row[turn])
            before = above
    return int(row[-1])


@compiled
def _family(entries: Entries, bounds: Bounds, places: Places) -> Places:
    """The line and those that have half of their words or more in its order, no two of them the same words."""
    own, family, many = codes_of(entries, bounds, places[0]), np.empty(len(places), np.int64), 1
    family[0] = places[0]
    if not LEAST_FRAME < len(own) <= LONGEST:
        return family[:0]
    for place in places[1:]:
        theirs = codes_of(entries, bounds, place)
        longer = max(len(own), len(theirs))
        if longer > LONGEST or min(len(own), len(theirs)) < IN_ORDER * longer:
            continue
        if in_order(own, theirs) >= IN_ORDER * longer and not _is_told(
            entries, bounds, family[:many], theirs
        ):
            family[many] = place
            many += 1
    return family[:many]


@compiled
def _is_told(entries: Entries, bounds: Bounds, family: Places, line: Codes) -> bool:
    """Whether one of a family has the words of a line."""
    for place in family:
        theirs = codes_of(entries, bounds, place)
        if len(theirs) == len(line) and (theirs == line).all():
            return True
    return False


@compiled
def _frame(entries: Entries, bounds: Bounds, family: Places) -> Codes:
    """Those words of the first line of a family that more than half of the family have, in order."""
    own = codes_of(entries, bounds, family[0])
    held = np.zeros(len(own), np.int64)
    for place in family:
        theirs = codes_of(entries, bounds, place)
        for turn in range(len(own)):
            held[turn] += (theirs == own[turn]).any()
    frame: Codes = own[2 * held > len(family)]
    return frame


@compiled
def _filled_in_is_rarer(
    entries: Entries, rows: Bounds, words: Scale, of_form: Marks, usual: tuple[FloatArray, FloatArray]
) -> bool:
    """Whether what a family has filled in is rarer, on the mean, than the words of the form."""
    rarity, many = np.zeros(2), np.zeros(2)
    for row in rows:
        for entry in entries[row[WORDS] : row[NAMES]]:
            term = entry & np.uint32(TERM_MASK)
            kind = int(of_form[number_of(words, term)])
            rarity[kind] -= np.log(max(usual[0][term], usual[1][term], _UNHEARD_OF))
            many[kind] += 1
    return bool(many[0] > 0 and many[1] > 0 and rarity[0] / many[0] > rarity[1] / many[1])
