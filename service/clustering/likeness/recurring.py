"""Lines that come again: a market's close, a road that is shut, a briefing every morning.

A newsroom's copies of a line follow it within hours. Where the same words come days apart, and again, they are a form
with nothing filled in but the *time*: then what lies further apart than a copy lags is of different events, however
alike the words. It takes two returns to see that, be it of the line itself or of others made from its form
(:mod:`service.clustering.likeness.lines`); one may be a reprint that was late. Long texts are told by their words
whatever the time, and where times are missing nothing comes again.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.evidence.runs import Codes
from service.clustering.likeness.lines import LONGEST, codes_of, made_from
from service.clustering.sides.serials import LAG_SECONDS
from service.clustering.sides.told import origin
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMES, WORDS, Bounds, Entries
from service.clustering.window import Window

Floats = npt.NDArray[np.float64]
RETURNS = 2
"""How often lines must have come again for it to be seen that they do."""
RETURNS_OF_LINE = 0.5
"""And how often each of them, on the mean: late reprints of one or two among many say nothing of the others."""
SAYS_LITTLE = 3.0
"""Words, stop words not counted, for each of which so many a single line must have come again: the more it says, the
less is it by chance that it says the same of another event."""
MOST_SAID = 12
"""Such words in a line that is no copy when it is late. What says more is one, until it is seen to come again."""


@compiled
def comes_again(texts: tuple[Entries, Bounds, Floats], places: Places, frame: Codes) -> bool:
    """Whether the first of these lines, or those made by a ``frame``, if there is one, come again and again.

    With the entries and bounds of articles stands when they were published, in seconds since 1970, NaN where unknown.
    """
    entries, bounds, published = texts
    own, returns, lines = codes_of(entries, bounds, places[0]), 0, 0
    if not 0 < len(own) <= LONGEST:
        return False
    counted = np.zeros(len(places), np.bool_)
    for turn in range(len(places)):
        line = codes_of(entries, bounds, places[turn])
        if counted[turn] or (turn > 0 and not made_from(line, frame)):
            continue
        times, many = np.empty(len(places)), 0
        for later in range(turn, len(places)):
            theirs = codes_of(entries, bounds, places[later])
            if len(theirs) == len(line) and (theirs == line).all():
                counted[later] = True
                times[many] = published[places[later]]
                many += not np.isnan(published[places[later]])
        returns += max(_bouts(times[:many]) - 1, 0)
        lines += 1
    if len(frame):
        return bool(returns >= max(RETURNS, RETURNS_OF_LINE * lines))
    says = bounds[places[0], NAMES] - bounds[places[0], WORDS]
    return bool(returns >= max(RETURNS, says / SAYS_LITTLE))


def in_time(article: Evidence, others: Sequence[Evidence], window: Window) -> list[Evidence]:
    """The others without those that an article comes too late, or too early, after to be a copy of.

    That is said only of lines that say little, by the time of what the other goes back to. Whether a line that comes
    again is of the same event is left to how probable it is.
    """
    says_little = len(article.codes) <= LONGEST and len(article.words.indices) <= MOST_SAID
    if article.published_at is None or not says_little:
        return list(others)
    return [other for other in others if not _lags(article.published_at, other, window)]


def _lags(published_at: datetime, other: Evidence, window: Window) -> bool:
    if len(other.codes) > LONGEST:
        return False
    first = window.evidence(origin(other)) if origin(other) in window else other
    earlier = first.published_at or other.published_at
    return earlier is not None and abs(published_at - earlier).total_seconds() > LAG_SECONDS


@compiled
def _bouts(times: Floats) -> int:
    """Into how many bouts times fall, each as long as copies lag behind the first of it."""
    bouts, began = 0, -np.inf
    for time in np.sort(times):
        if time - began > LAG_SECONDS:
            bouts, began = bouts + 1, time
    return bouts
