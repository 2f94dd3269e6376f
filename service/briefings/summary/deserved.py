"""How long a summary a story deserves: shorter than the typical report, and not so short that nothing is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from service.briefings.summary.candidate import Candidate, quoted_text, sentence_length

CONDENSED = 0.6
"""Length of a summary against the typical report, where the budget would allow for more."""
LEAST_WORDS = 10.0
IN_A_SENTENCE, SENTENCE = 0.8, 30.0
"""The same for reports of one sentence, and how many words that may be: there is none to leave out."""
BRIEF = 40.0
"""Words that a story told in alerts and flashes deserves once there have been several in turn, each with its news."""
ONE_MOMENT = timedelta(minutes=10)
"""Reports no further apart retell each other; one that comes later goes on with the story."""
_READ = 6_000
"""Characters of a report that are read for its length."""


@dataclass(frozen=True, slots=True)
class Deserved:
    """What the reports of a story come to."""

    typical: float
    """Words of a typical report."""
    goal: float
    """Words that the story deserves, whatever the budget."""
    brief: bool
    """Whether it is told in alerts and flashes."""


def deserved(candidates: Sequence[Candidate]) -> Deserved:
    """Weigh the reports that the candidates (at least one) are sentences of."""
    reports = {c.filed.id: c.filed for c in candidates}
    words = [sentence_length(quoted_text(filed.article)[:_READ]) for filed in reports.values()]
    typical = float(np.median(words))
    one_report = CONDENSED * typical
    several = min(BRIEF, one_report * _moments(filed.at.timestamp() for filed in reports.values()))
    sentences = float(np.median(list(Counter(c.filed.id for c in candidates).values())))
    whole = min(SENTENCE, IN_A_SENTENCE * typical) if sentences == 1 else 0.0
    return Deserved(typical, max(LEAST_WORDS, one_report, several, whole), one_report < BRIEF)


def _moments(times: Iterable[float]) -> int:
    """At how many moments something was reported, by times in seconds."""
    moments, last = 0, -np.inf
    for time in sorted(set(times)):
        if time - last > ONE_MOMENT.total_seconds():
            moments, last = moments + 1, time
    return moments
