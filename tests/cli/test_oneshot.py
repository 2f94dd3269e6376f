"""What is read from files is handed to the desk in chunks, one encoded while the one before it is filed."""

from collections.abc import Sequence
from threading import Event, active_count

import pytest

from embeddings import FloatArray
from service.cli import oneshot
from service.desk import Desk
from service.model import Submission
from service.stores.memory import MemoryStore
from tests.desk.support import DAY, NOON, WordEncoder, report

WAIT = 30.0


class FailingLate(WordEncoder):
    """Takes one chunk, says when it is asked for the next, and fails there."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_again = Event()
        self._chunks = 0

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self._chunks += 1
        if self._chunks > 1:
            self.asked_again.set()
            raise MemoryError
        return super().encode(texts)


def test_one_chunk_is_filed_while_the_next_is_encoded_and_stays_so_where_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(oneshot, "CHUNK", 2)
    store, encoder, threads = MemoryStore(), FailingLate(), active_count()
    reports = [Submission(report(name)) for name in "abcdef"]

    def filed(count: int) -> None:
        assert count == 2
        assert encoder.asked_again.wait(WAIT)

    with pytest.raises(MemoryError):
        list(oneshot.received(Desk(store, encoder), reports, NOON, filed))
    assert store.article("b")
    assert store.article("c") is None
    assert active_count() == threads


@pytest.mark.parametrize(
    "dated", [{0, 3, 4, 6}, {1, 2, 3, 4, 5, 6, 7}], ids=["half of them", "all but the first"]
)
def test_reports_without_a_time_in_an_archive_end_no_story(dated: set[int]) -> None:
    """They count by the time of those around them, and not as of the day on which the archive is read."""
    reports = [
        report(
            f"{place}",
            ("flood", "court")[place % 2],
            place // 2,
            published_at=NOON if place in dated else None,
        )
        for place in range(8)
    ]
    work = oneshot.OneShotDesk(WordEncoder())
    work.fold(map(Submission, reports), NOON + 400 * DAY)
    stories = [placed.story_id for placed in work.placements()]
    assert stories == stories[:2] * 4
    assert len(set(stories)) == 2
    assert work.earliest() == NOON


def test_a_time_is_reckoned_from_the_latest_report_before_and_written_into_none() -> None:
    days = (None, 2, None, 1, None, 900)
    reports = [report(f"{day}", published_at=day and NOON + day * DAY) for day in days]
    found = [*oneshot.reckoned(map(Submission, reports), NOON + 400 * DAY)]
    at = NOON + 2 * DAY
    assert [one.reckoned_at for one in found] == [at, None, at, None, at, None]
    assert [one.article for one in found] == reports
