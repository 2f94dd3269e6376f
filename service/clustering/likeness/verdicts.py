"""The one definition of "same story".

Some articles are compared with a story through all pairs, or through samples spread evenly over their time: the mean
over pairs speaks, never the single closest, so that one bridging article cannot chain two events together.

How much likeness it takes depends on the crowd. Among forty reports of one election any two are alike; in a quiet
field half that likeness settles it. So likeness is judged against how alike the nearest neighbours of both sides are:
local scaling, as in spectral clustering (Zelnik-Manor and Perona, 2004) and in word translation (CSLS, Conneau et al.,
2018). That makes one setting fit bare headlines, blurbs and features.

It depends on numbers, too. A single report that comes goes more readily to a story that many tell than to one that a
single article tells, as guests choose tables in a Chinese restaurant process (Pitman, 2006). But two stories that each
stand on several reports have shown that they stand apart: the mean over so many pairs tells more, and to unite them
takes more likeness. Copies count once, and beyond :data:`ESTABLISHED` reports a story is as well established as can be.
From :data:`GREAT` on it draws more again, up to :data:`GREATEST`: what forty tell is seldom told by forty in one way,
and the mean over them all falls. On a desk that has hardly begun, four
reports of eight are no crowd puller but the page that they came on: there numbers count as far as there are neighbours.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.fusion import probability
from service.clustering.likeness.brevity import BRIEF_CROWD, BRIEF_MEANING, believed_brief
from service.clustering.likeness.features import FEATURES, least_decays, meanings
from service.clustering.likeness.filled import FORM, Form, form_around, mean_difference
from service.clustering.likeness.singles import SINGLES, singles
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.sides.crowds import ALL, CROWDS, Heard, depth_beside, hear, mean_crowds
from service.clustering.sides.scales import Bare, Numbered, scale
from service.clustering.sides.serials import SERIAL, mean_instalments
from service.clustering.sides.told import Asked, mean_of_both, told
from service.clustering.sides.weekdays import WEEKDAYS, mean_agreement
from service.clustering.sides.weighed import mean_cosines
from service.clustering.sides.wording import WORDING, alone_in_common, mean_strangeness, rarities
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMES, WORDS, Rows
from service.clustering.window import Window
from service.model import FloatArray

ESTABLISHED = 8
"""Independent reports from which on a story counts as well established."""
GREAT, GREATEST = 16, 64
"""Independent reports from which on, and up to which, a story draws more for each."""
GREATNESS = "great"
"""The feature, from 0 on: how far beyond :data:`GREAT` the larger side is."""
NUMBERS = ("smaller", "larger", GREATNESS)
"""Features of how many tell of the two sides."""
COMPARED = (
    *FEATURES,
    *CROWDS,
    *NUMBERS,
    WEEKDAYS,
    SERIAL,
    FORM,
    WORDING,
    SINGLES,
    BRIEF_MEANING,
    BRIEF_CROWD,
)
"""The features of a verdict, in order."""
(
    _WHOLE,
    _LEAD,
    _WORDS,
    _NAMES,
    _DAYS,
    _CROWD,
    _DEEPER,
    _SMALLER,
    _LARGER,
    _GREAT,
    _WEEKDAYS,
    _SERIAL,
    _FORM,
    _WORDING,
    _SINGLES,
    _BRIEF_MEANING,
    _BRIEF_CROWD,
) = range(len(COMPARED))
_WEIGHTS = itemgetter(*COMPARED)
LEAST_LIKE = 0.3
"""Mean cosine of texts or of their beginnings that one event has at least, in one language, whatever names, words and
days speak for it. No join in the development sets has less; six local reports of one town had .12 to .27."""

Floats = npt.NDArray[np.float64]


class Verdict(NamedTuple):
    """How probable it is that some articles tell of a story's event."""

    story_id: str
    log_odds: float
    row: Floats
    """The features, in the order of :data:`COMPARED`."""

    @property
    def features(self) -> dict[str, float]:
        """The features by name."""
        return dict(zip(COMPARED, self.row.tolist(), strict=True))

    @property
    def probability(self) -> float:
        """Calibrated, in [0, 1]."""
        return probability(self.log_odds)

    @property
    def is_unlike(self) -> bool:
        """Whether they mean too little of the same to tell of one event, if they are in one language."""
        return bool(max(self.row[_WHOLE], self.row[_LEAD]) < LEAST_LIKE)


def weigh(
    one: Evidence | str, story_ids: Sequence[str], around: Surroundings, window: Window
) -> Iterator[Verdict]:
    """Compare an article, or a live story, with each of several; most probable first, ties by id."""
    if not story_ids:
        return iter(())
    if not isinstance(one, str) and one.place < 0:
        window.crowds.welcome(one)
    rows, log_odds = _compare(window.told.beside(one, story_ids), around, window)
    ranked = sorted(zip((-log_odds).tolist(), story_ids, range(len(rows)), strict=True))
    # Mostly the first one or two are asked for.
    return (Verdict(story_id, -odds, rows[turn]) for odds, story_id, turn in ranked)


def _compare(asked: Asked, around: Surroundings, window: Window) -> tuple[Floats, Floats]:
    """Features of one side with several others, to four places, (others, len(COMPARED)), and their log-odds."""
    fusion, scales, crowds = window.calibration.same_story, around.scales, window.crowds
    while True:
        unheard, rows, log_odds = _weighed(
            asked,
            crowds.heard,
            scales.texts,
            (*scales.both, scales.numbered),
            form_around(around),
            (rarities(), _logarithms(around.filled), singles(window), believed_brief(around)),
            (*_WEIGHTS(fusion.weights), fusion.bias),
        )
        if not len(unheard):
            return rows, log_odds
        # No deeper than it takes: else whole lists would be made anew wherever one of their articles has gone.
        _, _, independent = told(asked)
        crowds.look_at(unheard, depth_beside(independent[0] + independent[1:].max()))


@compiled
def _weighed(
    asked: Asked,
    heard: Heard,
    texts: Rows,
    scales: tuple[Bare, Bare, Numbered],
    form: Form,
    desk: tuple[FloatArray, Floats, float, float],
    weights: tuple[float, ...],
) -> tuple[Places, Floats, Floats]:
    """A row for each group but the first, where all crowds are known; else places where not all of them are.

    ``desk`` is how rare names are, the logarithms of numbers, how many more singles there are than usual, and how far
    brevity counts. Behind the ``weights`` stands the bias. What all weigh is summed row by row, so that a story's sum
    does not depend on how many others there are.
    """
    (groups, centres, independent), (rare, logarithms, more_singles, believed) = told(asked), desk
    live = groups.places[1:] if groups.places[0] < 0 else groups.places
    depths = np.empty(len(groups.starts) - 2, np.int64)
    for other in range(len(depths)):
        depths[other] = depth_beside(independent[0] + independent[other + 1])
    if hear(live, depths.max(), heard) != ALL:
        return live, np.empty((0, len(COMPARED))), np.empty(0)
    words, rows = scale(scales[0]), np.empty((len(depths), len(COMPARED)))
    mean, decays = meanings(centres), least_decays(texts.published, groups)
    of_words = mean_cosines(texts, WORDS, words, groups, scales[2])
    of_names = mean_cosines(texts, NAMES, scale(scales[1]), groups, scales[2])
    crowds, of_days = mean_crowds(heard, groups, depths), mean_agreement(texts.days, groups)
    serial = mean_instalments(texts.series, texts.published, groups)
    differ = mean_difference(texts, groups, words, form)
    strange = mean_strangeness(texts, groups, rare)
    brief = believed * mean_of_both(texts.brevities, groups)
    for other in range(len(rows)):
        rows[other, _WHOLE], rows[other, _LEAD] = mean[other, 0], mean[other, 1]
        rows[other, _WORDS], rows[other, _NAMES] = of_words[other], of_names[other]
        rows[other, _DAYS] = decays[other]
        fewer, more, great = _numbers(independent[0], independent[other + 1], logarithms)
        rows[other, _SMALLER], rows[other, _LARGER], rows[other, _GREAT] = fewer, more, great
        rows[other, _CROWD], rows[other, _DEEPER] = crowds[other, 0], crowds[other, 0] - crowds[other, 1]
        rows[other, _WEEKDAYS], rows[other, _SERIAL] = of_days[other], serial[other]
        rows[other, _FORM] = differ[other]
        rows[other, _WORDING] = alone_in_common(of_words[other], strange[other])
        rows[other, _SINGLES] = more_singles
        rows[other, _BRIEF_MEANING] = brief[other] * (mean[other, 0] + mean[other, 1]) / 2
        rows[other, _BRIEF_CROWD] = brief[other] * crowds[other, 1]
    rows = np.round(rows, 4)
    log_odds = np.full(len(rows), weights[len(COMPARED)])
    for row in range(len(rows)):
        for column in range(len(COMPARED)):
            log_odds[row] += rows[row, column] * weights[column]
    return live[:0], rows, log_odds


def numbers(one: int, other: int, around: Surroundings) -> tuple[float, float, float]:
    """:data:`NUMBERS` of two sides told by so many independent articles, each from 0 on."""
    return _numbers(one, other, _logarithms(around.filled))


@compiled
def _numbers(one: int, other: int, logarithms: Floats) -> tuple[float, float, float]:
    fewer, more = min(one, other, ESTABLISHED), max(one, other)
    great = logarithms[min(max(more, GREAT), GREATEST)] - logarithms[GREAT]
    return logarithms[fewer], logarithms[min(more, ESTABLISHED)], great


@lru_cache(maxsize=64)
def _logarithms(filled: float) -> Floats:
    """By number of articles, from 1 to GREATEST."""
    logarithms: Floats = filled * np.log(np.maximum(np.arange(GREATEST + 1), 1))
    return logarithms.round(4)
