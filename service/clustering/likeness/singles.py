"""How much oftener than usual a report here is the only one of its event.

Where forty papers print one wire, most reports have a story to go to. On the wire itself most have none, and two that
look alike are rather two of its hundred trades. What is to be expected beforehand belongs into the odds: where it is
less than on the news that the weights were chosen on, the log-odds fall by the difference of both log-odds, which is
what a shift of the prior comes to (Elkan, 2001; Saerens, Latinne and Decaestecker, 2002). They never rise: where much
is told again, likeness still has to be shown.

It is read off the live articles, so whoever holds the same window expects the same. Copies are not counted: they say
how much is printed, not how much is told.
"""

from math import log

from service.clustering.window import Window

SINGLES = "singles"
"""The feature, from 0 on: :func:`singles`."""
USUAL = 0.6
"""Share of the reports that have a story to go to, on news of several sources."""
BEFOREHAND = 400
"""Reports of usual news that count as if they had come before: a desk's first hour tells little of what is to come."""


def singles(window: Window) -> float:
    """By how much the log-odds that a report has a story to go to lie below what is usual, to four places."""
    told_again = max(window.originals - len(window.story_ids()), 0)
    share = (told_again + USUAL * BEFOREHAND) / (window.originals + BEFOREHAND)
    return round(max(_log_odds(USUAL) - _log_odds(share), 0.0), 4)


def _log_odds(share: float) -> float:
    return log(share / (1.0 - share))
