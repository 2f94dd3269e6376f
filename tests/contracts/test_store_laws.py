"""What every store promises, whatever it is given: nothing is lost, and all stores answer alike."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings import EncoderIdentity
from service.audit import Actor, Entry, Pinning, Record, Relinking, Shift, Step, TrailQuery, Verb
from service.errors import Conflict
from service.events import Event, EventType
from service.model import (
    Article,
    Constraint,
    Decision,
    FiledArticle,
    Link,
    Linking,
    Receipt,
    Relation,
    RunnerUp,
    Status,
    Story,
    StoryFile,
    StoryState,
    Vectors,
)
from service.ports import Change, Filing, Place, Reply, Store, StoryQuery
from service.stores.memory import MemoryStore
from tests.long import LONG, half

DIMENSION = 3
ENCODER = EncoderIdentity("tiny", "0" * 64, DIMENSION)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

relaxed = settings(deadline=None, max_examples=half(40), suppress_health_check=list(HealthCheck))
few = relaxed if LONG else settings(relaxed, max_examples=4)
"""For PostgreSQL, which takes long to empty; the long form tries as many as elsewhere."""

# Everything a value may hold.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
names = words.filter(bool)
zones = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours, minutes=hours % 4 * 15)))
times = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=zones)  # noqa: DTZ001
numbers = st.floats(allow_nan=False, allow_infinity=False)
receipts = st.builds(
    Receipt,
    words,
    st.dictionaries(words, numbers, max_size=3),
    st.dictionaries(words, numbers, max_size=3),
    st.none() | st.builds(RunnerUp, words, numbers),
    numbers,
    st.lists(words, max_size=2).map(tuple),
)
linkings = st.none() | st.builds(Linking, words, numbers, receipts)
articles = st.builds(
    Article,
    id=names,
    title=words,
    text=words,
    url=st.none() | words,
    source=st.none() | words,
    published_at=st.none() | times,
    language=st.none() | words,
    version=st.none() | words,
    status=st.sampled_from(Status),
    embargoed_until=st.none() | times,
    evolved_from=st.none() | words,
    byline=st.none() | words,
)
vectors = st.lists(st.floats(width=32, allow_nan=False), min_size=DIMENSION, max_size=DIMENSION).map(
    lambda values: np.array(values, dtype=np.float32)
)
traces = st.none() | st.binary(max_size=30)


@st.composite
def any_filing(draw: st.DrawFn) -> Filing:
    article = draw(articles)
    relation, receipt = draw(st.sampled_from(Relation)), draw(receipts)
    copied, origin = draw(st.none() | words), draw(words)
    decision = Decision(article.id, draw(names), relation, draw(numbers), receipt, copied, origin)
    filed = FiledArticle(
        article,
        decision,
        draw(times),
        draw(times),
        draw(st.integers(1, 10**6)),
        draw(st.none() | times),
        draw(words),
    )
    return Filing(filed, draw(st.none() | st.builds(Vectors, vectors, vectors)), draw(traces))


one_of_everything = given(
    filing=any_filing(),
    opened_at=times,
    linking=linkings,
    reply=st.builds(Reply, names, words, st.integers(100, 599), st.binary(), times),
)


@relaxed
@one_of_everything
def test_what_goes_in_comes_out(
    fresh_store: Callable[[], Store],
    filing: Filing,
    opened_at: datetime,
    linking: Linking | None,
    reply: Reply,
) -> None:
    goes_in_and_out(fresh_store, filing, opened_at, linking, reply)


@few
@one_of_everything
def test_what_goes_into_postgresql_comes_out(
    fresh_postgresql_store: Callable[[], Store],
    filing: Filing,
    opened_at: datetime,
    linking: Linking | None,
    reply: Reply,
) -> None:
    goes_in_and_out(fresh_postgresql_store, filing, opened_at, linking, reply)


def goes_in_and_out(
    fresh_store: Callable[[], Store],
    filing: Filing,
    opened_at: datetime,
    linking: Linking | None,
    reply: Reply,
) -> None:
    filed = filing.filed
    story = Story(
        filed.story_id, "line", opened_at, StoryState.LIVE, None, filed.id, 7, linking, changed_at=opened_at
    )
    with closing(fresh_store()) as store:
        store.bind_encoder(ENCODER)
        store.commit(Change(filings=(filing,), stories=(story,), replies=(reply,)))
        assert store.article(filed.id) == filed
        assert store.story(story.id) == story
        assert store.story_file(story.id) == StoryFile(story, (filed,))
        assert list(store.stories_in("line")) == [story]
        assert store.recall(reply.key) == reply
        assert store.clock() == filed.at
        rows = list(store.window_rows(filed.at))
        assert len(rows) == (filing.vectors is not None and filed.withdrawn_at is None)
        for row in rows:
            assert filing.vectors is not None
            assert row.filed == filed
            assert row.vectors.whole.tobytes() == filing.vectors.whole.tobytes()
            assert row.vectors.lead.tobytes() == filing.vectors.lead.tobytes()
            assert row.traces == filing.traces
            assert row.storyline_id == "line"


# A small world, in which things meet.
article_ids = st.sampled_from(["a", "b", "c", "d", "É"])
story_ids = st.sampled_from(["s", "t", "u", "Ü"])
storyline_ids = st.sampled_from(["line", "s", "Ü"])
moments = st.integers(-2, 2).map(lambda hours: NOON + timedelta(hours=hours))
seldom = st.integers(0, 3).map(lambda n: n == 0)
small_articles = st.builds(
    Article,
    id=article_ids,
    title=st.sampled_from(["Fire", "FEUER", "Straße", "a%b", "a_b"]),
    text=st.sampled_from(["", "fire", "STRASSE"]),
    source=st.sampled_from([None, "x", " X", "y", ""]),
    language=st.sampled_from([None, "en", "EN_gb", "ent"]),
    status=st.sampled_from([Status.USABLE] * 8 + list(Status)),
    embargoed_until=st.sampled_from(
        [None] * 4 + [NOON - timedelta(hours=1), NOON, NOON + timedelta(hours=1)]
    ),
)


@st.composite
def small_filings(draw: st.DrawFn) -> Filing:
    article = draw(small_articles)
    origin = draw(st.sampled_from(["o", "a", article.id]))
    copied = draw(st.sampled_from([None, origin]))
    decision = Decision(article.id, draw(story_ids), Relation.SAME_STORY, 0.5, Receipt("r"), copied, origin)
    filed = FiledArticle(article, decision, NOON, draw(moments), withdrawn_at=NOON if draw(seldom) else None)
    vector = np.full(DIMENSION, draw(st.integers(0, 9)), dtype=np.float32)
    return Filing(filed, None if draw(seldom) else Vectors(vector, -vector), draw(traces))


def several(
    strategy: st.SearchStrategy[Any], most: int = 3, least: int = 0
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


states = st.sampled_from([StoryState.LIVE] * 4 + list(StoryState))
small_stories = st.builds(
    Story,
    story_ids,
    storyline_ids,
    moments,
    states,
    st.none() | story_ids,
    st.sampled_from([None, None, "a", "É"]),
    st.integers(1, 5),
)
entry_names = several(st.sampled_from(["a", "b", "É"]), 2)
records = st.builds(
    Record,
    steps=several(st.builds(Step, st.sampled_from(Shift), story_ids, story_ids, entry_names), 2),
    pins=several(st.builds(Pinning, story_ids, st.none() | article_ids, st.none() | article_ids), 1),
    links=several(st.builds(Relinking, story_ids, storyline_ids, storyline_ids), 1),
    staying=entry_names,
)
entries = st.builds(
    Entry,
    st.integers(1, 4),
    moments,
    st.sampled_from(Verb),
    several(story_ids, 2),
    entry_names,
    st.sampled_from(Actor),
    st.sampled_from([None, "eva"]),
    st.sampled_from([None, "Zwei Fähren"]),
    st.sampled_from([None, None, 1, 2, 3]),
    records,
)
spoken = st.builds(
    Constraint,
    st.sampled_from(Link),
    article_ids,
    article_ids,
    moments,
    entry=st.sampled_from([None, 1, 2, 3]),
)
reply_keys = st.sampled_from(["k1", "k2"])
reply_times = st.sampled_from([0, 1, 24, 25]).map(lambda hours: NOON + timedelta(hours=hours))
changes = st.builds(
    Change,
    filings=several(small_filings(), 5),
    moves=several(st.tuples(article_ids, story_ids), 2),
    stories=several(small_stories, 4),
    constraints=several(spoken, 2),
    events=several(st.builds(Event, st.sampled_from(EventType), story_ids, moments)),
    replies=several(st.builds(Reply, reply_keys, st.just("d"), st.just(200), st.binary(), reply_times), 2),
    entries=several(entries, 2),
)
queries = st.builds(
    StoryQuery,
    now=moments,
    since=st.sampled_from([None, None, NOON - timedelta(hours=1), NOON]),
    until=st.sampled_from([None, None, NOON, NOON + timedelta(hours=1)]),
    text=st.sampled_from([None] * 6 + ["FIRE", "strasse", "%", "_", ""]),
    source=st.sampled_from([None, None, None, "x"]),
    language=st.sampled_from([None, None, None, None, "en", "En-gb", "e%"]),
    min_origins=st.sampled_from([1, 1, 1, 2, 3]),
    limit=st.integers(1, 3),
    after=st.sampled_from([None, None]) | st.tuples(moments, story_ids),
    storyline=st.sampled_from([None, None, None, "line", "s"]),
    recent=st.sampled_from([None, NOON]),
)
OPENING = Change(
    filings=tuple(
        Filing(
            FiledArticle(
                Article(name, "Fire"),
                Decision(name, "s", Relation.NEW_STORY, 1.0, Receipt("r"), origin_id=name),
                NOON,
                NOON,
            ),
            None,
        )
        for name in ("a", "b", "c")
    ),
    stories=tuple(Story(story_id, "line", NOON) for story_id in ("s", "t", "u", "Ü")),
)


def accepts(store: Store, change: Change) -> bool:
    try:
        store.commit(change)
    except Conflict:
        return False
    return True


def everything(store: Store) -> list[Any]:
    known_articles, known_stories = ["a", "b", "c", "d", "É"], ["s", "t", "u", "Ü"]
    since = NOON - timedelta(hours=1)
    return [
        [list(store.history(name)) for name in known_articles],
        [store.story(name) for name in known_stories],
        [store.story_file(name) for name in known_stories],
        [list(store.stories_in(name)) for name in ("line", "s", "Ü")],
        [
            (row.filed, row.vectors.whole.tolist(), row.vectors.lead.tolist(), row.storyline_id, row.traces)
            for row in store.window_rows(since)
        ],
        list(store.constraints()),
        list(store.words()),
        [list(store.constraints({name})) for name in known_articles],
        [list(store.trail.find(TrailQuery(story=story))) for story in (None, *known_stories)],
        [list(store.trail.touching({"s", "Ü"}, {name}, 1)) for name in known_articles],
        [(store.trail.entry(place), list(store.trail.words(place))) for place in range(5)],
        store.trail.newest(),
        list(store.events(0, 100)),
        [store.recall(key) for key in ("k1", "k2")],
        store.clock(),
    ]


histories = given(history=st.lists(changes, max_size=6))


@relaxed
@histories
def test_all_stores_take_and_tell_the_same(
    fresh_durable_store: Callable[[], Store], history: list[Change]
) -> None:
    take_and_tell(fresh_durable_store, history)


@few
@histories
def test_postgresql_takes_and_tells_the_same(
    fresh_postgresql_store: Callable[[], Store], history: list[Change]
) -> None:
    take_and_tell(fresh_postgresql_store, history)


def take_and_tell(fresh_store: Callable[[], Store], history: list[Change]) -> None:
    memory = MemoryStore()
    with closing(fresh_store()) as other:
        for store in (memory, other):
            store.bind_encoder(ENCODER)
            store.commit(OPENING)
        begun = memory.place(), other.place()
        for change in history:
            before = everything(memory)
            taken = accepts(memory, change)
            assert accepts(other, change) == taken
            assert everything(other) == everything(memory)
            assert taken or everything(memory) == before
        assert told(memory, begun[0]) == told(other, begun[1])
        assert told(other, other.place()) == told(memory, memory.place())


def told(store: Store, since: Place) -> object:
    """What a window that follows from a place on is told, but for where that ends."""
    news = store.news(since, 1_000)
    assert news is not None
    assert news.place == store.place()
    return [
        sorted((row.filed.id, row.filed, row.vectors.whole.tolist(), row.traces) for row in news.filed),
        sorted(filed.id for filed in news.gone),
        sorted(news.moved),
        sorted((story.id, story, *article_ids) for story, article_ids in news.stories),
        list(news.words),
        list(news.lifted),
    ]


questions = given(
    filings=several(small_filings(), 12, least=4),
    ended=story_ids,
    linked=story_ids,
    asked=st.lists(queries, min_size=1, max_size=12),
)


@relaxed
@questions
def test_all_stores_find_the_same(
    fresh_durable_store: Callable[[], Store],
    filings: tuple[Filing, ...],
    ended: str,
    linked: str,
    asked: list[StoryQuery],
) -> None:
    find(fresh_durable_store, filings, ended, linked, asked)


@few
@questions
def test_postgresql_finds_the_same(
    fresh_postgresql_store: Callable[[], Store],
    filings: tuple[Filing, ...],
    ended: str,
    linked: str,
    asked: list[StoryQuery],
) -> None:
    find(fresh_postgresql_store, filings, ended, linked, asked)


def find(
    fresh_store: Callable[[], Store],
    filings: tuple[Filing, ...],
    ended: str,
    linked: str,
    asked: list[StoryQuery],
) -> None:
    memory = MemoryStore()
    with closing(fresh_store()) as other:
        for store in (memory, other):
            store.bind_encoder(ENCODER)
            store.commit(replace(OPENING, filings=filings))
            store.commit(Change(stories=(Story(linked, "s", NOON),)))
            store.commit(Change(stories=(Story(ended, "line", NOON, StoryState.WITHDRAWN),)))
        for query in asked:
            expected = list(memory.find_stories(query))
            assert list(other.find_stories(query)) == expected
            sizes = memory.size_stories(query)
            assert list(other.size_stories(query)) == list(sizes)
            assert [size.story_id for size in sizes] == [file.story.id for file in expected]
            names = [file.story.id for file in reversed(expected)]
            assert list(other.story_files(names)) == list(memory.story_files(names)) == expected[::-1]
            for file in expected:
                assert any(filed.visible(query.now) for filed in file.articles)
