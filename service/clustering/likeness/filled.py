"""What was filled into a form (:mod:`service.clustering.likeness.forms`): it tells reports of one make apart.

Of two reports made from one form it is asked how much of what was filled in differs: of all that is not of the form,
the firm in the headline and the figures, each weighed by how few around hold it. Where nearly all differs, they tell
of two events, however alike they are; where a figure was corrected, they tell of one.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.evidence.runs import Codes
from service.clustering.likeness.forms import Marks, made
from service.clustering.likeness.lines import LONGEST, codes_of, made_from
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.sides.scales import Bare, Scale, number_of, scale
from service.clustering.sides.serials import LAG_SECONDS
from service.clustering.sides.told import Groups, places_of
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import CODES, TERM_MASK, WORDS, Bounds, Entries, Rows
from service.text.slots import Numbers, enter, find, free_slots

FORM = "form"
"""The feature: mean over pairs of the share of what was filled in that differs, 0 where there is no form."""
MOST_DIFFERENT = 0.5
"""Share of what was filled in that may differ between copies: misread names, cut paragraphs."""
AGAIN = 2.0
"""Stands for a line that came again at another time. It speaks against one event for all that would have been filled in
and for the words, too, which are all alike."""

Floats = npt.NDArray[np.float64]
Form = tuple[Marks, Codes, Floats, bool]
"""The words of a form, none at all where there is no form; the frame of a line's form, none where it is none; how much
a term tells, by how many hold it; and whether lines made from it come again."""
Side = tuple[Bounds, Floats]
"""The bounds of articles, and when they were published."""
_NO_WORDS: Marks = np.zeros(0, np.bool_)


def form_around(around: Surroundings) -> Form:
    """The form of those around, as compiled code takes it."""
    words = _NO_WORDS if around.form is None else around.form
    return words, around.frame, _tells(len(around.scales.places)), around.again


@compiled
def mean_difference(texts: Rows, groups: Groups, words: Scale, form: Form) -> Floats:
    """The feature of the first group of articles with each of the others, to four places: shape (groups - 1,)."""
    places, starts = groups
    if not len(form[0]):
        return np.zeros(len(starts) - 2)
    side = texts.bounds, texts.published
    return _means(
        _apart(texts.entries, _at(side, places[: starts[1]]), _at(side, places[starts[1] :]), words, form),
        starts[1:] - starts[1],
    )


@compiled
def _means(differ: Floats, starts: Places) -> Floats:
    """The mean of each of several groups of columns, by where they begin and where the last one ends."""
    means = np.empty(len(starts) - 1)
    for group in range(len(means)):
        means[group] = differ[:, starts[group] : starts[group + 1]].mean()
    return np.round(means, 4)


def filled_alike(others: Sequence[Evidence], around: Surroundings) -> list[Evidence]:
    """The others without those that the article shares its form with, and little of what was filled in."""
    if around.form is None or not others:
        return list(others)
    differ = differences(around.scales.places[:1], places_of(others), around)[0]
    return [other for other, share in zip(others, differ, strict=True) if share <= MOST_DIFFERENT]


def differences(ones: Places, others: Places, around: Surroundings) -> Floats:
    """Shares of what was filled in that differ, float64 of shape (ones, others), in [0, 1].

    Of two reports, it is what the one with less of it has that the other has not. 0 where not both were made from the
    form of those around; :data:`AGAIN` where one is a line that came again at another time.
    """
    if around.form is None:
        return np.zeros((len(ones), len(others)))
    entries, bounds, published, *_ = around.scales.texts
    return _differences(
        entries, (bounds, published), ones, others, around.scales.both[0], form_around(around)
    )


@compiled
def _differences(
    entries: Entries, side: Side, ones: Places, others: Places, words: Bare, form: Form
) -> Floats:
    return _apart(entries, _at(side, ones), _at(side, others), scale(words), form)


@compiled
def _at(side: Side, places: Places) -> Side:
    return side[0][places], side[1][places]


@lru_cache(maxsize=64)
def _tells(around: int) -> Floats:
    """How much a term tells, by how many of those around hold it: the fewer, the more."""
    tells: Floats = np.log((around + 1) / (np.maximum(np.arange(around + 1), 1) + 0.5))
    return tells


@compiled
def _apart(entries: Entries, one_side: Side, other_side: Side, words: Scale, form: Form) -> Floats:
    (ones, own_times), (others, their_times) = one_side, other_side
    own, own_tell, own_starts, own_made = _filled(entries, ones, words, form)
    theirs, they_tell, starts, they_made = _filled(entries, others, words, form)
    slots, terms, last = free_slots(len(own)), np.zeros(len(own) + 1, np.uint32), np.uint32(0)
    for term in own:
        _, last = enter(slots, terms, term, last)
    differ, told = np.zeros((len(ones), len(others))), np.zeros(last + 1)
    for one in range(len(ones)):
        own_told = 0.0
        for turn in range(own_starts[one], own_starts[one + 1]):
            told[find(slots, terms, own[turn])[1]] = own_tell[turn]
            own_told += own_tell[turn]
        for other in range(len(others)):
            their_told, common = 0.0, 0.0
            for turn in range(starts[other], starts[other + 1]):
                their_told += they_tell[turn]
                common += told[find(slots, terms, theirs[turn])[1]]
            less, later = min(own_told, their_told), abs(own_times[one] - their_times[other]) > LAG_SECONDS
            differ[one, other] = 1.0 - common / less if less > 0.0 else 0.0
            if form[3] and own_made[one] and they_made[other] and later:
                differ[one, other] = AGAIN
        told[:] = 0.0
    return np.round(differ, 4)


@compiled
def _filled(
    entries: Entries, bounds: Bounds, words: Scale, form: Form
) -> tuple[Numbers, Floats, Places, Marks]:
    """The words that were filled in, article by article, how much each tells, and where those of each article begin.

    Of an article that was not made from the form there are none. Then, which are lines that were.
    """
    of_form, frame, tells, _ = form
    lines = np.zeros(len(bounds), np.bool_)
    many = (bounds[:, WORDS + 1] - bounds[:, WORDS]).sum()
    terms, told, starts, end = (
        np.empty(many, np.uint32),
        np.empty(many),
        np.zeros(len(bounds) + 1, np.int64),
        0,
    )
    for row in range(len(bounds)):
        if len(frame):
            is_made = made_from(codes_of(entries, bounds, row), frame)
        else:
            is_made = made(entries, bounds, row, words, of_form)
        if is_made:
            lines[row] = bounds[row, CODES + 1] - bounds[row, CODES] <= LONGEST
            for entry in entries[bounds[row, WORDS] : bounds[row, WORDS + 1]]:
                number = number_of(words, entry & np.uint32(TERM_MASK))
                terms[end], told[end] = entry & np.uint32(TERM_MASK), tells[words.held[number]]
                end += not of_form[number]
        starts[row + 1] = end
    return terms[:end], told[:end], starts, lines
