"""The same stream gives the same stories, however it is batched, restarted or stored; a check foretells it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.clustering.evidence import Evidence, Item, gather, traces
from service.desk import Desk
from service.model import Article, Result, Status, Submission
from service.ports import Store
from service.stores.memory import MemoryStore
from tests.desk.support import (
    BRIDGED,
    DAY,
    EVER,
    HOUR,
    NOON,
    SUBJECTS,
    TAKES,
    OpenStore,
    WordEncoder,
    a_stream,
    check,
    known,
    on_file,
    report,
    submit,
)
from tests.long import half

END = NOON + 11 * DAY


def run(
    store: Store, articles: Sequence[Article], size: int, now: datetime, *, restarts: bool = False
) -> list[Result]:
    """File the articles in batches of ``size``, with a new desk for each batch where there are ``restarts``."""
    desk = Desk(store, WordEncoder())
    results: list[Result] = []
    for start in range(0, len(articles), size):
        desk = Desk(store, WordEncoder()) if restarts else desk
        results += submit(desk, *articles[start : start + size], now=now)
    return results


def outcome(store: Store, articles: Sequence[Article]) -> list[object]:
    rows = [
        (row.filed, row.vectors.whole.tolist(), row.vectors.lead.tolist(), row.traces)
        for row in store.window_rows(EVER)
    ]
    return [on_file(store, sorted({article.id for article in articles})), rows, store.clock()]


STREAM = [article for article, _ in a_stream()]
REFERENCE = MemoryStore()
ANSWERS = run(REFERENCE, STREAM, 1, END)


def test_the_stream_has_something_of_everything() -> None:
    rules = {result.decision.receipt.rule for result in ANSWERS}
    assert rules == {
        "no_match",
        "same_text",
        "reprint",
        "same_story",
        "provider_link",
        "revision",
        "withdrawn",
    }


@pytest.mark.parametrize("restarts", [False, True], ids=["steady", "restarts"])
@pytest.mark.parametrize("size", [1, 7, len(STREAM)])
def test_batches_restarts_and_stores_change_nothing(
    fresh_store: OpenStore, size: int, restarts: bool
) -> None:
    store = fresh_store()
    assert run(store, STREAM, size, END, restarts=restarts) == ANSWERS
    assert outcome(store, STREAM) == outcome(REFERENCE, STREAM)


def test_a_start_reads_no_text_again_unless_the_reading_has_changed(
    desk: Desk, restarted: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(desk, *STREAM, now=END)
    read: list[str] = []

    def reading(items: Sequence[Item], told: Iterable[tuple[int, int] | None]) -> list[Evidence]:
        read.extend(article.id for article, *_ in items)
        return gather(items, told)

    monkeypatch.setattr(traces, "gather", reading)
    assert known(restarted()) == known(desk)
    assert read == []
    monkeypatch.setattr(traces, "TRACES_VERSION", traces.TRACES_VERSION + 1)
    assert known(restarted()) == known(desk)
    assert sorted(read) == sorted(known(desk))


def test_sending_the_stream_again_changes_nothing(desk: Desk, store: Store) -> None:
    for article, now in a_stream():
        submit(desk, article, now=now)
    finals = [filed.article for article in STREAM if (filed := store.article(article.id))]
    before, events = outcome(store, STREAM), len(desk.events(0, 1_000))
    submit(desk, *finals, now=END)
    assert outcome(store, STREAM) == before
    assert len(desk.events(0, 1_000)) == events


def test_a_check_answers_as_the_next_receive_and_stores_nothing(desk: Desk, store: Store) -> None:
    for start in range(0, len(STREAM), 9):
        batch = [*STREAM[start : start + 9], report(f"twin/{start}"), report(f"twin/{start}/again")]
        before, size = outcome(store, STREAM), desk.window_size
        foretold = check(desk, batch, END)
        assert (outcome(store, STREAM), desk.window_size) == (before, size)
        assert submit(desk, *batch, now=END) == foretold
        assert foretold[-1].decision.duplicate_of is not None


def test_warnings_come_back_with_their_article(desk: Desk) -> None:
    submissions = [Submission(report("a"), ("no zone",)), Submission(report("b", "court"))]
    assert [result.warnings for result in desk.receive(submissions, NOON)] == [("no zone",), ()]
    assert [result.warnings for result in desk.receive(submissions, NOON)] == [("no zone",), ()]
    assert desk.receive([], NOON) == []


def test_a_text_replaced_in_the_batch_that_moves_it_is_kept_as_it_lay() -> None:
    one, two, both = BRIDGED
    alerts = [report("one", text=one), report("two", text=two)]
    bridge = [
        report("bridge", text=both),
        report("one", text=f"{one} {two}"),
        report("two", text=f"{two} {one}"),
    ]
    single, batched = MemoryStore(), MemoryStore()
    run(single, [*alerts, *bridge], 1, NOON)
    run(batched, alerts, 2, NOON)
    run(batched, bridge, 3, NOON)
    assert "story.merged" in {logged.event.type.value for logged in batched.events(0, 100)}
    assert outcome(batched, alerts) == outcome(single, alerts)


any_article = st.builds(
    report,
    st.sampled_from("abcdef"),
    st.sampled_from(sorted(SUBJECTS)[:2]),
    st.integers(0, len(TAKES) - 1),
    version=st.sampled_from([None, "1", "2"]),
    status=st.sampled_from([Status.USABLE] * 7 + [Status.CANCELED]),
    evolved_from=st.sampled_from([None, None, "a", "b"]),
    published_at=st.one_of(st.none(), st.integers(-400, 0).map(lambda hours: NOON + hours * HOUR)),
)


def _article(line: str) -> Article:
    name, subject, take, version, status, evolved_from, hours = line.split()
    return report(
        name,
        subject,
        int(take),
        version=None if version == "-" else version,
        status=Status(status),
        evolved_from=None if evolved_from == "-" else evolved_from,
        published_at=None if hours == "-" else NOON + int(hours) * HOUR,
    )


PARTED_IN_A_BATCH = """
    e flood 9 - canceled a -290
    b flood 2 - usable - -
    c court 0 2 usable b -
    e flood 7 - usable - -
    c flood 7 1 usable - -
    f flood 8 - usable - -
    a court 3 2 usable b -
    e flood 2 1 usable - -35
    d flood 4 2 usable - -
    b court 3 - usable b -
"""
"""Once another article was named as the first of a story that parted, when its articles had come in one batch."""

TIED_IN_A_BATCH = """
    c court 5 - usable - -
    f flood 7 2 usable - -
    f flood 0 1 usable b -
    d flood 4 - usable b -
    c court 5 - usable - -
    c flood 9 2 canceled - -52
    f court 7 - usable b -
    b court 5 1 usable - -
"""
"""Once the rewrites of an article that came last were tied to it in another order."""


@pytest.mark.parametrize(("stream", "size"), [(PARTED_IN_A_BATCH, 8), (TIED_IN_A_BATCH, 5)])
def test_streams_that_once_told_of_their_batches(stream: str, size: int) -> None:
    articles = [_article(line) for line in stream.strip().splitlines()]
    one_by_one, batched = MemoryStore(), MemoryStore()
    run(one_by_one, articles, 1, NOON)
    run(batched, articles, size, NOON, restarts=True)
    assert outcome(batched, articles) == outcome(one_by_one, articles)


@settings(
    max_examples=half(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(articles=st.lists(any_article, min_size=2, max_size=14), size=st.integers(2, 14))
def test_any_stream_in_any_batches(articles: list[Article], size: int) -> None:
    one_by_one, batched = MemoryStore(), MemoryStore()
    expected = run(one_by_one, articles, 1, NOON)
    assert run(batched, articles, size, NOON, restarts=True) == expected
    assert outcome(batched, articles) == outcome(one_by_one, articles)


def test_the_other_order_of_construction_is_the_same_desk(
    fresh_store: OpenStore, restarted: Callable[[], Desk], store: Store
) -> None:
    """A desk kept running and a desk built from its rows answer alike, after every single article."""
    living = Desk(store, WordEncoder())
    probes = [report(f"probe/{subject}", subject, 5) for subject in SUBJECTS]
    for article, now in a_stream()[::3]:
        submit(living, article, now=now)
        rebuilt = restarted()
        assert rebuilt.window_size == living.window_size
        assert check(rebuilt, probes, now) == check(living, probes, now)
