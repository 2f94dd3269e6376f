"""Whether a story holds two events.

By the same definition as everything else: a story is built up again from its articles, the most alike first
(:mod:`service.clustering.halves`), and where the last two parts to be joined would not be called one story, they are
two. What arrival order glued together comes apart as soon as later reports show it.

Copies count once. Nothing an editor has tied together is parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.evidence.daynames import Days
from service.clustering.fusion import Fusion, probability
from service.clustering.halves import Floats, Mask, halve
from service.clustering.likeness.brevity import BRIEF_CROWD, BRIEF_MEANING, believed_brief
from service.clustering.likeness.filled import FORM, differences
from service.clustering.likeness.singles import SINGLES, singles
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.likeness.verdicts import NUMBERS, numbers
from service.clustering.sides.crowds import CROWDS
from service.clustering.sides.scales import Bare, Numbered, scale
from service.clustering.sides.told import independent, origin
from service.clustering.sides.voices import Voices
from service.clustering.sides.weekdays import WEEKDAYS, agreement
from service.clustering.sides.weighed import pair_cosines
from service.clustering.sides.wording import WORDING, alone_in_common, rarities, strangeness
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMES, WORDS, Bounds, Entries
from service.clustering.window import Window
from service.model import FloatArray

LEAST_ORIGINS = 3
"""Independent articles a story must have before it can be told whether they fall in two."""
LEAST_OF_FORM = 2
"""Likewise where the form is known that they were made from: what was filled in tells any two apart."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Two parts of one story, the larger (then the earlier) first, and how probable it is that they are one event."""

    staying: tuple[str, ...]
    leaving: tuple[str, ...]
    probability: float


def least_origins(around: Surroundings) -> int:
    """How many independent articles a story must have before it can be told whether they fall in two."""
    return LEAST_ORIGINS if around.form is None else LEAST_OF_FORM


def part_in_two(story: Voices, around: Surroundings, window: Window, below: float = 1.0) -> Parting | None:
    """The most telling way to part a story, or None where it cannot be parted at all.

    Parameters
    ----------
    around
        By which words and names are weighed.
    window
        In which their crowds are, and by whose calibration they are judged.
    below
        None, too, where the two parts are one event with no less than this probability.
    """
    if story.count < least_origins(around):
        return None
    fusion = window.calibration.same_story
    first, across = _halves(story, around, window)
    if len(story.compared) == story.count:
        # How many origins are on either side is known before all members are spread over them.
        of_first = int(np.count_nonzero(first))
        if probability(across + _by_numbers(of_first, story.count - of_first, around, fusion)) >= below:
            return None
    ones, others = _spread(story, first)
    across += _by_numbers(independent(ones), independent(others), around, fusion)
    chance = probability(across)
    if chance >= below:
        return None
    larger, smaller = sorted((ones, others), key=len, reverse=True)
    return Parting(_ids(larger), _ids(smaller), chance)


_NO_FORM: Floats = np.zeros((0, 0))
_COMPARED = ("whole", "lead", "words", "names", FORM, *CROWDS, WEEKDAYS, WORDING, BRIEF_MEANING, BRIEF_CROWD)
"""Within a story time runs on, so days count for nothing."""
(
    _WHOLE,
    _LEAD,
    _WORDS,
    _NAMES,
    _FORM,
    _CROWD,
    _DEEPER,
    _WEEKDAYS,
    _WORDING,
    _BRIEF_MEANING,
    _BRIEF_CROWD,
    _BIAS,
) = range(len(_COMPARED) + 1)
"""Where the weight of each stands, and behind them the bias."""
_WEIGHTS = itemgetter(*_COMPARED)


def _halves(story: Voices, around: Surroundings, window: Window) -> tuple[Mask, float]:
    """The two sides of a story, and the log-odds that they tell of one event by all but how many tell of it."""
    fusion, scales, places = window.calibration.same_story, around.scales, story.places
    beforehand = fusion.bias + fusion.weights[SINGLES] * singles(window)
    entries, bounds, _, days, brevities, _ = scales.texts
    return _halved(
        places,
        (entries, bounds, days),
        (*scales.both, scales.numbered),
        (*window.crowds.at(places, story.count), believed_brief(around) * brevities[places]),
        rarities(),
        (
            story.meanings(window.vectors),
            differences(places, places, around) if around.form is not None else _NO_FORM,
        ),
        (*_WEIGHTS(fusion.weights), beforehand),
    )


@compiled
def _halved(
    places: Places,
    texts: tuple[Entries, Bounds, Days],
    scales: tuple[Bare, Bare, Numbered],
    around: tuple[Floats, Floats, Floats],
    rare: FloatArray,
    pairs: tuple[Floats, Floats],
    weights: tuple[float, ...],
) -> tuple[Mask, float]:
    """Part by the log-odds that two articles tell of one event, for all pairs.

    ``texts`` are by place; the crowds of ``around``, near and deep, and how brief they are, stand in the order of
    ``places``, and how ``rare`` names are by term. Of ``pairs`` is known what they mean, and in how much of what was
    filled in they differ: nothing where there is no form.
    """
    (entries, bounds, days), (near, deep, brief), (meanings, differ) = texts, around, pairs
    of_words = pair_cosines((entries, bounds), places, WORDS, scale(scales[0]), scales[2])
    of_names = pair_cosines((entries, bounds), places, NAMES, scale(scales[1]), scales[2])
    bounds, days = bounds[places], days[places]
    strange = strangeness(entries, bounds, bounds, rare)
    log_odds = np.empty(of_words.shape)
    for one in range(len(places)):
        for other in range(len(places)):
            odds = weights[_WHOLE] * meanings[0, one, other] + weights[_LEAD] * meanings[1, one, other]
            few, many = near[one] + near[other], deep[one] + deep[other]
            odds += (few * weights[_CROWD] + (few - many) * weights[_DEEPER]) / 2
            odds += weights[_BIAS] + agreement(days[one], days[other]) * weights[_WEEKDAYS]
            if len(differ):
                odds += differ[one, other] * weights[_FORM]
            odds += weights[_WORDS] * of_words[one, other] + weights[_NAMES] * of_names[one, other]
            odds += weights[_WORDING] * alone_in_common(of_words[one, other], strange[one, other])
            both = (brief[one] + brief[other]) / 4
            odds += both * weights[_BRIEF_MEANING] * (meanings[0, one, other] + meanings[1, one, other])
            odds += both * weights[_BRIEF_CROWD] * many
            log_odds[one, other] = odds
    return halve(log_odds)


def _by_numbers(one: int, other: int, around: Surroundings, fusion: Fusion) -> float:
    """What numbers add to the log-odds of two parts with so many origins."""
    told = zip(NUMBERS, numbers(one, other, around), strict=True)
    return sum(fusion.weights[name] * value for name, value in told)


def _spread(story: Voices, first: Mask) -> tuple[list[Evidence], list[Evidence]]:
    """Spread the decision on the compared articles to all: copies go with their origin, others by likeness."""
    sides = dict(zip(story.origins, first.tolist(), strict=True))
    others = _by_likeness(story, first) if len(story.compared) < story.count else {}
    parts: tuple[list[Evidence], list[Evidence]] = ([], [])
    for member in story.members:
        side = sides.get(origin(member), others.get(member.article_id))
        parts[0 if side else 1].append(member)
    return parts


def _by_likeness(story: Voices, first: Mask) -> dict[str, bool]:
    """Whether each article means rather what those compared of the first side mean than what the others do."""
    whole = np.stack([article.vectors.whole for article in story.compared])
    towards_first = whole[first].mean(axis=0) - whole[~first].mean(axis=0)
    return {one.article_id: bool(one.vectors.whole @ towards_first >= 0) for one in story.members}


def _ids(articles: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(article.article_id for article in articles)
