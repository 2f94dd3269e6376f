"""What is read from files is handed to the desk in chunks, one encoded while the one before it is filed."""

from collections.abc import Sequence
from threading import Event, active_count

import pytest

from embeddings import FloatArray
from service.cli import oneshot
from service.desk import Desk
from service.model import Submission
from service.stores.memory import MemoryStore
from tests.desk.support import NOON, WordEncoder, report

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
