"""Which sentences of a story say the same, by the words they share: one of them is enough for a summary."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt
from scipy import sparse

from service.briefings.summary.candidate import Candidate
from service.briefings.summary.concepts import Floats
from service.briefings.summary.deserved import ONE_MOMENT
from service.briefings.wording.turns import turns_in

OVERLAP = 0.5
"""Share of words, of the shorter sentence, from which on two sentences say the same."""
OVERLAP_OF_LEADS = 0.3
"""The same where both open reports of about one time: these tell the event itself, and one telling of it is enough."""
RETOLD, OPENING = 0.2, 2
"""Share of all words of two sentences of different origins that both have, from which on they say the same where both
stand so near the beginning of reports of about one time (by their place there). Of 22 such pairs drawn from neus-dev 16
told one thing in other words."""
CONTAINED = 0.75
"""Share of an earlier lead's words from which on a later one tells it again, whatever else that tells."""
ABOUT_ONE_TIME = timedelta(hours=8)
"""What opens a report later than this is a development."""

Marks = npt.NDArray[np.bool_]


class Restating:
    """Sentences, compared two by two.

    Parameters
    ----------
    leads, times
        Which of the ``candidates`` open a report, and when each was reported, in seconds.
    brief
        Whether the story is told in alerts and flashes. They are of one time for minutes only: what they share are
        names, and little else is said in them.
    """

    def __init__(self, candidates: Sequence[Candidate], leads: Marks, times: Floats, *, brief: bool) -> None:
        self._candidates, self._brief = candidates, brief
        self._leads, self._times = leads, times
        time = ONE_MOMENT if brief else ABOUT_ONE_TIME
        self._near: Marks = np.abs(times - times[:, np.newaxis]) <= time.total_seconds()

    def unlike(self, elsewhere: Marks) -> Marks:
        """Which two do not say the same: bool (sentences, sentences); ``elsewhere`` marks those of two origins."""
        shared, sizes = self._shared()
        share = np.where(self._openings(), OVERLAP_OF_LEADS, OVERLAP)
        of_all = sizes + sizes[:, np.newaxis] - shared
        retold = self._beginnings() & elsewhere & (shared >= RETOLD * of_all)
        unlike: Marks = ~retold & (shared < share * np.maximum(1.0, np.minimum(sizes, sizes[:, np.newaxis])))
        return unlike | self._developing(shared < CONTAINED * sizes[:, np.newaxis]) if self._brief else unlike

    def _shared(self) -> tuple[Floats, npt.NDArray[np.int64]]:
        """How many words each two share, and how many each has."""
        known: dict[str, int] = {}
        rows = [[known.setdefault(word, len(known)) for word in sorted(c.content)] for c in self._candidates]
        sizes = np.array([len(row) for row in rows])
        columns = np.array([column for row in rows for column in row], dtype=np.int64)
        marks = (np.ones(len(columns)), columns, np.cumsum([0, *sizes]))
        held = sparse.csr_array(marks, (len(rows), len(known)))
        return (held @ held.T).toarray(), sizes

    def _openings(self) -> Marks:
        """Which two open reports of about one time."""
        return self._near & _both(self._leads)

    def _beginnings(self) -> Marks:
        """Which two stand near the beginning of reports of about one time."""
        return self._near & _both(np.array([c.place <= OPENING for c in self._candidates]))

    def _developing(self, own: Marks) -> Marks:
        """Which two open reports, the later with a turn of events that the earlier does not know.

        A long report that tells of a turn says in its lead what went before; of a flash there may be no more.
        ``own`` marks the sentences (rows) that say something beside what each other one (columns) says: where the
        later tells all of the earlier again, one of them is enough.
        """
        turns = [turns_in(c.words) for c in self._candidates]
        new = np.array([[bool(one - before) for before in turns] for one in turns])
        later = _both(self._leads) & (self._times < self._times[:, np.newaxis])
        developing: Marks = later & new & own.T
        return developing | developing.T


def _both(marks: Marks) -> Marks:
    both: Marks = marks & marks[:, np.newaxis]
    return both
