"""The queue: what comes together is filed together, and each is answered as if it had come alone."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from embeddings import FloatArray
from service.desk import Desk, Parcel
from service.errors import Closing, Conflict, StorageFull, TooBusy
from service.intake_queue import Act, Load
from service.intake_queue.line import MOST_ARTICLES
from service.model import Relation, Result, Submission
from service.ports import Change, Place, Reply
from service.stores.memory import MemoryStore
from service.stores.opening import open_store
from tests.delivery.receiver import await_
from tests.desk.support import NOON, WordEncoder, on_file, report
from tests.desk.test_parcels import IDS, STREAM
from tests.intake_queue.support import WAIT, HaltedEncoder, parcel, working

ONE = Load(1, 100)


def test_what_comes_while_batches_are_encoded_is_filed_in_one_transaction() -> None:
    encoder = HaltedEncoder()
    with working(encoder=encoder) as (queue, _, batches):
        first, *_ = encoder.occupy(queue)
        others = [queue.put(parcel(f"b{number}"), ONE) for number in range(20)]
        assert queue.status().oldest_seconds > 0
        encoder.go_on.set()
        assert first.result(WAIT)[0].decision.relation is Relation.NEW_STORY
        for answer in others:
            assert answer.result(WAIT)[0].decision.duplicate_of
    # Those that were begun before may be filed with them.
    assert batches.seen[-1][0] >= len(others)


class SlowAtFirst(WordEncoder):
    """Encodes what is slow when it is let, and all else at once."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.asked, self.overtaken = Event(), Event(), Event()

    def encode(self, texts: Sequence[str]) -> FloatArray:
        if any("slow" in text for text in texts):
            self.asked.set()
            assert self.go_on.wait(WAIT)
            return super().encode(texts)
        rows = super().encode(texts)
        self.overtaken.set()
        return rows


def test_what_was_begun_first_is_filed_first_however_long_it_takes() -> None:
    encoder, store = SlowAtFirst(), MemoryStore()
    with working(store, encoder) as (queue, _, _):
        slow = queue.put(Parcel([Submission(report("a", text="slow"))], NOON), ONE)
        assert encoder.asked.wait(WAIT)
        quick = queue.put(parcel("b"), ONE)
        assert encoder.overtaken.wait(WAIT)
        assert not quick.done()
        encoder.go_on.set()
        assert slow.result(WAIT)
        assert quick.result(WAIT)
    told = [logged.event.article_id for logged in store.events(0, 10) if logged.event.article_id]
    assert list(dict.fromkeys(told)) == ["a", "b"]


def test_it_answers_and_files_as_the_desk_would_article_by_article(tmp_path: Path) -> None:
    alone = MemoryStore()
    desk = Desk(alone, WordEncoder())
    parcels = [Parcel([Submission(article)], now) for article, now in STREAM]
    expected = [desk.receive(one.submissions, one.now) for one in parcels]
    store = open_store(f"sqlite:///{tmp_path}/queue.db")
    with working(store) as (queue, _, batches):
        answers = [queue.put(one, ONE) for one in parcels]
        assert [answer.result(WAIT) for answer in answers] == expected
    assert on_file(store, IDS) == on_file(alone, IDS)
    assert len(batches.seen) < len(parcels)
    store.close()


def test_a_long_parcel_is_filed_whole_and_lets_short_ones_pass() -> None:
    encoder = HaltedEncoder()
    store = MemoryStore()
    with working(store, encoder) as (queue, _, batches):
        begun, *_ = encoder.occupy(queue)
        long = queue.put(parcel(*(f"l{number}" for number in range(100))), Load(100))
        short = queue.put(parcel("short", subject="court"), ONE)
        encoder.go_on.set()
        assert short.result(WAIT)
        assert begun.done()
        assert [one.article.id for one in long.result(WAIT)] == [f"l{number}" for number in range(100)]
    assert (1, 100) in batches.seen
    assert batches.seen.index((1, 100)) == len(batches.seen) - 1


def test_a_check_sees_what_was_filed_before_it_and_stores_nothing() -> None:
    store = MemoryStore()
    with working(store) as (queue, _, _):
        queue.put(parcel("a"), ONE)
        foretold = queue.put(parcel("b"), ONE, Act.CHECK)
        filed = queue.put(parcel("b"), ONE)
        assert foretold.result(WAIT) == filed.result(WAIT)
    assert [logged.event.article_id for logged in store.events(0, 10)] == ["a", "b"]


class Fussy(WordEncoder):
    """Cannot encode everything."""

    def encode(self, texts: Sequence[str]) -> FloatArray:
        if any("unsayable" in text for text in texts):
            raise ValueError("unsayable")
        return super().encode(texts)


def test_one_that_cannot_be_encoded_or_filed_fails_alone() -> None:
    def refused(results: Sequence[Result]) -> Reply:
        raise Conflict("no")

    with working(encoder=Fussy()) as (queue, desk, _):
        sound = [queue.put(parcel(f"a{number}"), ONE) for number in range(3)]
        bad = queue.put(Parcel([Submission(report("bad", text="unsayable"))], NOON), ONE)
        worse = queue.put(Parcel(parcel("worse").submissions, NOON, refused), ONE)
        sound += [queue.put(parcel(f"z{number}"), ONE) for number in range(3)]
        for answer in sound:
            assert answer.result(WAIT)
        assert isinstance(bad.exception(WAIT), ValueError)
        assert isinstance(worse.exception(WAIT), Conflict)
        assert desk.window_size == 6


def test_a_store_that_is_full_fails_all_of_a_transaction_and_the_next_one_is_filed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: Callable[[MemoryStore, Change], Place] = MemoryStore.commit
    full = [True]

    def commit(store: MemoryStore, change: Change) -> Place:
        if full[0]:
            raise StorageFull("full")
        return written(store, change)

    monkeypatch.setattr(MemoryStore, "commit", commit)
    with working() as (queue, desk, _):
        answers = [queue.put(parcel(f"a{number}"), ONE) for number in range(4)]
        assert all(isinstance(answer.exception(WAIT), StorageFull) for answer in answers)
        assert desk.window_size == 0
        full[0] = False
        assert queue.put(parcel("a0"), ONE).result(WAIT)[0].decision.relation is Relation.NEW_STORY


def test_others_are_encoded_while_a_transaction_is_written_and_are_filed_together_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: Callable[[MemoryStore, Change], Place] = MemoryStore.commit
    begun, go_on = Event(), Event()

    def commit(store: MemoryStore, change: Change) -> Place:
        begun.set()
        assert go_on.wait(WAIT)
        return written(store, change)

    monkeypatch.setattr(MemoryStore, "commit", commit)
    encoder = HaltedEncoder()
    encoder.go_on.set()
    with working(encoder=encoder) as (queue, _, batches):
        answers = [queue.put(parcel("a"), ONE)]
        assert begun.wait(WAIT)
        assert encoder._asked.acquire(timeout=WAIT)
        others = encoder.occupy(queue)
        await_(lambda: len(queue._work._encoded) == len(others))
        answers += others
        assert not any(answer.done() for answer in answers)
        go_on.set()
        assert all(answer.result(WAIT) for answer in answers)
    assert batches.seen == [(1, 1), (len(answers) - 1, len(answers) - 1)]


def test_at_the_end_what_waits_is_filed_and_nothing_more_is_taken() -> None:
    encoder = HaltedEncoder()
    with working(encoder=encoder) as (queue, _, _):
        answers = [queue.put(parcel(f"a{number}"), ONE) for number in range(30)]
        assert encoder.asked.wait(WAIT)
        encoder.go_on.set()
        assert queue.close(WAIT) == 0
        assert all(answer.result(0) for answer in answers)
        with pytest.raises(Closing):
            queue.put(parcel("late"), ONE)
        with pytest.raises(Closing):
            queue.file(parcel("late").submissions, NOON)


def test_what_cannot_be_filed_in_time_is_not_acknowledged() -> None:
    encoder, store = HaltedEncoder(), MemoryStore()
    with working(store, encoder) as (queue, _, _):
        answers = [queue.put(parcel(f"a{number}"), ONE) for number in range(3)]
        assert encoder.asked.wait(WAIT)
        assert queue.close(0) == 3
        assert all(isinstance(answer.exception(WAIT), Closing) for answer in answers)
        encoder.go_on.set()
    assert store.article("a0") is None


def test_what_is_called_off_before_it_is_begun_is_not_filed() -> None:
    encoder, store = HaltedEncoder(), MemoryStore()
    with working(store, encoder) as (queue, _, _):
        encoder.occupy(queue)
        names = [f"off{number}" for number in range(MOST_ARTICLES + 1)]
        assert all(queue.put(parcel(*some), ONE).cancel() for some in (names[:1], names))
        encoder.go_on.set()
        assert queue.put(parcel("b"), ONE).result(WAIT)
        assert store.article("off0") is None
        began = monotonic()
        assert queue.close(WAIT) == 0
        assert monotonic() - began < WAIT / 2


def test_threads_wait_a_few_at_once_and_pollers_until_there_is_room() -> None:
    encoder = HaltedEncoder()
    with working(encoder=encoder, most=Load(12, 1_000_000)) as (queue, _, _), ThreadPoolExecutor(10) as pool:
        held = [pool.submit(queue.file, parcel(f"a{number}").submissions, NOON) for number in range(8)]
        while queue.status().held.articles < 8:
            pass
        with pytest.raises(TooBusy):
            queue.file(parcel("b").submissions, NOON)
        patient = pool.submit(
            queue.file_patiently, parcel("c", "d", "e", "f", "g").submissions, NOON, lambda: False
        )
        leaving = pool.submit(queue.file_patiently, parcel("h").submissions, NOON, lambda: True)
        assert isinstance(leaving.exception(WAIT), Closing)
        assert not patient.done()
        encoder.go_on.set()
        assert len(patient.result(WAIT)) == 5
        assert all(one.result(WAIT) for one in held)
