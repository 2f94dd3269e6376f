"""What every store promises, by example."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from threading import Event as Flag
from threading import Thread

import numpy as np
import pytest

from embeddings import EncoderIdentity
from service.errors import Conflict, InputError
from service.events import Event, EventType, Told
from service.model import (
    ERASED,
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
    StoryState,
    Vectors,
)
from service.ports import Change, Filing, Reply, Store, StoryQuery
from service.stores.opening import open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENCODER = EncoderIdentity("tiny", "0" * 64, 2)


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def filed(article: Article, story_id: str = "s1", at: datetime = NOON) -> FiledArticle:
    decision = Decision(
        article.id, story_id, Relation.SAME_STORY, 0.75, Receipt("test"), origin_id=article.id
    )
    return FiledArticle(article, decision, received_at=at, at=at)


def filing(article: Article, story_id: str = "s1", at: datetime = NOON) -> Filing:
    vector = np.array([0.6, 0.8], dtype=np.float32)
    return Filing(filed(article, story_id, at), Vectors(vector, vector[::-1]), article.id.encode())


def story(story_id: str = "s1", state: StoryState = StoryState.LIVE, successor: str | None = None) -> Story:
    return Story(story_id, f"line of {story_id}", NOON, state, successor)


@pytest.fixture
def desk(store: Store) -> Store:
    """Two stories on file: ``s1`` with the articles a and b, ``s2`` with c."""
    store.bind_encoder(ENCODER)
    store.commit(
        Change(
            filings=(
                filing(Article("a", "Ferry runs aground", source="Coast Post", language="en")),
                filing(
                    Article("b", "Fähre läuft auf Grund", source="Küstenblatt", language="de"), at=hours(1)
                ),
                filing(Article("c", "Mayor resigns", "She leaves at 50 % support."), "s2", at=hours(2)),
            ),
            stories=(story("s1"), story("s2")),
        )
    )
    return store


def found(store: Store, query: StoryQuery) -> list[str]:
    return [file.story.id for file in store.find_stories(query)]


def ids(articles: Sequence[FiledArticle]) -> list[str]:
    return [article.id for article in articles]


def test_what_was_never_filed_is_not_there(store: Store) -> None:
    assert store.article("a") is None
    assert store.story("s1") is None
    assert store.story_file("s1") is None
    assert store.clock() is None
    assert store.recall("k") is None
    for nothing in (
        store.history("a"),
        store.events(0, 9),
        store.constraints(),
        found(store, StoryQuery(NOON)),
    ):
        assert list(nothing) == []
    assert list(store.window_rows(NOON)) == []


@pytest.mark.parametrize("name", ["a\x00", "a\ud800"])
def test_what_no_database_keeps_is_not_there_or_refused_as_input(desk: Store, name: str) -> None:
    for look in (
        desk.article,
        desk.story_file,
        lambda words: desk.find_stories(StoryQuery(NOON, text=words)),
    ):
        with suppress(InputError):
            assert not look(name)
    with suppress(InputError):
        desk.commit(Change(filings=(filing(Article("d", text=name)),)))


def test_many_are_looked_up_as_one_by_one(desk: Store) -> None:
    rewrites = [Article(name, "Ferry", evolved_from="a") for name in ("e", "d")]
    desk.commit(Change(filings=tuple(filing(article, at=hours(3)) for article in rewrites)))
    found = desk.look_up(["a", "nobody", "d"], ["s2", "nothing"])
    assert found.articles == {name: desk.article(name) for name in ("a", "d")}
    assert {name: ids(some) for name, some in found.successors.items()} == {"a": ids(desk.successors("a"))}
    assert ids(found.successors["a"]) == ["e", "d"]
    assert found.stories == {"s2": desk.story("s2")}
    nothing = desk.look_up([], [])
    assert not nothing.articles and not nothing.successors and not nothing.stories


def test_stories_are_sized_by_what_may_be_shown_and_read_in_the_order_asked_for(desk: Store) -> None:
    held = Article("d", "Held", embargoed_until=hours(9), status=Status.EMBARGOED)
    desk.commit(Change(filings=(filing(held, "s1", at=hours(3)),)))
    sizes = desk.size_stories(StoryQuery(hours(4)))
    assert [(size.story_id, size.article_count, size.origin_count) for size in sizes] == [
        ("s2", 1, 1),
        ("s1", 2, 2),
    ]
    assert [size.latest_published_at for size in sizes] == [hours(2), hours(1)]
    files = desk.story_files(["s2", "never filed", "s1"])
    assert [(file.story.id, ids(file.articles)) for file in files] == [
        ("s2", ["c"]),
        ("s1", ["a", "b", "d"]),
    ]
    assert list(desk.story_files([])) == []


def test_a_story_that_is_known_already_is_read_anew_only_where_its_header_has_changed(desk: Store) -> None:
    known = {file.story.id: replace(file, articles=()) for file in desk.story_files(["s1", "s2"])}
    [_, second] = desk.story_files(["s1", "s2"])
    header = replace(second.story, revision=second.story.revision + 1)
    desk.commit(Change(stories=(header,)))
    assert list(desk.story_files(["s2", "s1"], known)) == [replace(second, story=header), known["s1"]]


def test_a_replaced_text_is_history_and_keeps_its_place(desk: Store) -> None:
    before = desk.article("a")
    corrected = replace(filed(Article("a", "Ferry runs aground, all safe")), revision=2)
    desk.commit(Change(filings=(Filing(corrected, None),)))
    assert desk.article("a") == corrected
    assert list(desk.history("a")) == [before, corrected]
    file = desk.story_file("s1")
    assert file is not None
    assert ids(file.articles) == ["a", "b"]


def test_texts_of_one_id_in_one_change_are_all_kept(desk: Store) -> None:
    texts = [replace(filed(Article("n", f"version {count}")), revision=count) for count in (1, 2, 3)]
    desk.commit(Change(filings=tuple(Filing(text, None) for text in texts)))
    assert desk.article("n") == texts[-1]
    assert list(desk.history("n")) == texts


def test_a_withdrawal_deletes_the_vectors_and_adds_no_history(desk: Store) -> None:
    before = desk.article("a")
    assert before is not None
    withdrawn = replace(before, withdrawn_at=hours(3), withdrawn_reason="kill")
    desk.commit(Change(filings=(Filing(withdrawn, None),)))
    assert list(desk.history("a")) == [withdrawn]
    assert [row.filed.id for row in desk.window_rows(NOON)] == ["b", "c"]


def test_the_words_of_what_was_withdrawn_are_erased_and_the_rest_stays(desk: Store) -> None:
    first = replace(
        filed(Article("n", "Named", "A child is named.", url="https://x.example/child")), revision=1
    )
    second = replace(first, article=replace(first.article, text="Named again.", byline="A."), revision=2)
    killed = replace(second, withdrawn_at=hours(3), withdrawn_reason="kill")
    desk.commit(Change(filings=tuple(Filing(one, None) for one in (first, second, killed))))
    others = [desk.article(name) for name in "abc"]
    assert list(desk.erase(hours(2.9))) == []
    assert list(desk.history("n")) == [first, killed]
    assert list(desk.erase(hours(3))) == ["s1"]
    left = desk.article("n")
    assert left == replace(killed, article=Article("n", ERASED))
    assert left is not None and left.erased
    assert list(desk.history("n")) == [left]
    assert found(desk, StoryQuery(NOON, text="child")) == []
    assert [desk.article(name) for name in "abc"] == others
    assert list(desk.erase(hours(9))) == []


def test_the_window_is_told_by_each_articles_own_time(desk: Store) -> None:
    late = filing(Article("d", "Earlier than b, arrived after it"), at=hours(0.5))
    desk.commit(Change(filings=(late, filing(Article("e", "Long ago"), at=hours(-9)))))
    rows = list(desk.window_rows(hours(0.5)))
    assert [row.filed.id for row in rows] == ["b", "c", "d"]
    assert rows[0].vectors.whole.tolist() == pytest.approx([0.6, 0.8])
    assert rows[0].vectors.lead.tolist() == pytest.approx([0.8, 0.6])
    assert [row.traces for row in rows] == [b"b", b"c", b"d"]
    assert list(desk.window_rows(hours(2.5))) == []
    assert desk.clock() == hours(2)


def test_moves_and_redirects(desk: Store) -> None:
    gone = story("s2", StoryState.MERGED, successor="s3")
    desk.commit(Change(moves=(("c", "s3"), ("a", "s3")), stories=(gone, story("s3"))))
    left, merged, new = (desk.story_file(story_id) for story_id in ("s1", "s2", "s3"))
    assert left is not None
    assert merged is not None
    assert new is not None
    assert (ids(left.articles), ids(merged.articles), ids(new.articles)) == (["b"], [], ["a", "c"])
    assert merged.story == gone
    assert new.articles[0].decision.story_id == "s3"
    assert (desk.story("s2"), desk.story("s3")) == (gone, story("s3"))


def test_a_storyline_is_found_by_the_rows_that_name_it(desk: Store) -> None:
    linking = Linking("s1", 0.8, Receipt("same_subject", {"whole": 0.5}, runner_up=RunnerUp("s9", 0.25)))
    linked = replace(story("s2"), storyline_id="s1", linking=linking)
    first = replace(story("s1"), storyline_id="s1")
    ended = replace(story("s0", StoryState.WITHDRAWN), storyline_id="s1")
    desk.commit(Change(stories=(linked, first, ended)))
    assert list(desk.stories_in("s1")) == [ended, first, linked]
    assert list(desk.stories_in("line of s1")) == []
    assert desk.story("s2") == linked
    assert found(desk, StoryQuery(NOON, storyline="s1")) == ["s2", "s1"]
    assert found(desk, StoryQuery(NOON, storyline="line of s1")) == []
    desk.commit(Change(moves=(("c", "s1"),)))
    assert [row.storyline_id for row in desk.window_rows(NOON)] == ["s1"] * 3


def test_the_last_word_on_a_pair_stands(desk: Store) -> None:
    apart = Constraint(Link.CANNOT, "a", "b", NOON, "eva", "two ferries")
    other = Constraint(Link.MUST, "c", "a", hours(1))
    together = Constraint(Link.MUST, "b", "a", hours(2))
    desk.commit(Change(constraints=(apart,)))
    assert list(desk.constraints()) == [apart]
    desk.commit(Change(constraints=(other, together)))
    assert list(desk.constraints()) == [other, together]


def test_events_are_paged_in_order(desk: Store) -> None:
    told = [
        Event(EventType.STORY_UPDATED, "s1", hours(n), "a", {"n": n, "ids": ("a", "b")}) for n in range(5)
    ]
    desk.commit(Change(events=tuple(told[:3])))
    desk.commit(Change(events=tuple(told[3:])))
    first = desk.events(0, 2)
    rest = desk.events(first[-1].sequence, 10)
    assert [logged.event for logged in (*first, *rest)] == told
    places = [logged.sequence for logged in (*first, *rest)]
    assert places == sorted(set(places))
    assert list(desk.events(places[-1], 10)) == []


def test_the_log_knows_when_an_article_was_told_of(desk: Store) -> None:
    kinds = (
        ("a", EventType.STORY_CREATED, 0.0),
        ("b", EventType.STORY_UPDATED, 2.0),
        ("b", EventType.REPRESENTATIVE_CHANGED, 1.0),
        ("a", EventType.ARTICLE_REVISED, 3.0),
        ("b", EventType.ARTICLE_WITHDRAWN, 3.0),
    )
    desk.commit(Change(events=tuple(Event(kind, "s1", hours(at), name) for name, kind, at in kinds)))
    assert desk.told(["a", "b", "c"]) == {"a": Told(1, 4), "b": Told(2, 2)}
    assert desk.told([]) == {}
    # A batch that took long is written behind one that came later: whoever looked in between has not seen it.
    assert [desk.place_at(hours(at)) for at in (-1.0, 0.0, 1.0, 2.0, 3.0)] == [0, 1, 1, 3, 5]


def test_an_encoder_once_bound_stays(store: Store) -> None:
    assert store.bind_encoder(ENCODER) == ENCODER
    assert store.bind_encoder(EncoderIdentity("other", "1" * 64, 3)) == ENCODER


REPLY = Reply("key", "digest", 200, b'{"a": 1}\x00\xff', NOON)


def test_a_reply_is_kept_once(desk: Store) -> None:
    desk.commit(Change(replies=(REPLY,)))
    assert desk.recall("key") == REPLY
    with pytest.raises(Conflict, match="'key'"):
        desk.commit(Change(replies=(replace(REPLY, body=b"other"),)))
    assert desk.recall("key") == REPLY


def test_a_new_reply_clears_away_those_of_the_day_before(desk: Store) -> None:
    for number, at in enumerate((hours(0), hours(1), hours(24))):
        desk.commit(Change(replies=(replace(REPLY, key=f"k{number}", at=at),)))
    assert desk.recall("k0") is not None
    desk.commit(Change(replies=(replace(REPLY, key="k3", at=hours(25)),)))
    assert [number for number in range(4) if desk.recall(f"k{number}")] == [1, 2, 3]


def test_a_key_may_be_used_again_after_a_day(desk: Store) -> None:
    desk.commit(Change(replies=(REPLY,)))
    with pytest.raises(Conflict):
        desk.commit(Change(replies=(replace(REPLY, at=hours(24)),)))
    again = replace(REPLY, body=b"other", at=hours(24.5))
    desk.commit(Change(replies=(again,)))
    assert desk.recall("key") == again


WRONG_SHAPE = Filing(filed(Article("x", "t")), Vectors(np.zeros(3, np.float32), np.zeros(3, np.float32)))


@pytest.mark.parametrize(
    "broken",
    [
        Change(filings=(filing(Article("x", "t"), "nowhere"),)),
        Change(moves=(("nobody", "s1"),)),
        Change(moves=(("a", "nowhere"),)),
        Change(stories=(story("s1", StoryState.MERGED, "nowhere"),)),
        Change(stories=(replace(story("s1"), pinned="nobody"),)),
        Change(constraints=(Constraint(Link.MUST, "a", "nobody", NOON),)),
        Change(filings=(WRONG_SHAPE,)),
        Change(replies=(REPLY,)),
        Change(replies=(replace(REPLY, key="new"), replace(REPLY, key="new", body=b"other"))),
    ],
    ids=["filing", "move", "target", "successor", "pin", "constraint", "vectors", "reply", "two replies"],
)
def test_a_refused_change_changes_nothing(desk: Store, broken: Change) -> None:
    desk.commit(Change(replies=(REPLY,)))
    before = (
        desk.article("a"),
        desk.story_file("s1"),
        desk.story_file("s2"),
        desk.events(0, 9),
        list(desk.constraints()),
    )
    sound = Change(
        filings=(filing(Article("a", "other text"), "s9"), filing(Article("y", "new"), "s9")),
        moves=(("b", "s9"),),
        stories=(story("s9"),),
        constraints=(Constraint(Link.CANNOT, "a", "b", NOON),),
        events=(Event(EventType.STORY_CREATED, "s9", NOON),),
        replies=(replace(REPLY, key="second"),),
    )
    with pytest.raises(Conflict, match="nothing was written"):
        desk.commit(
            Change(
                filings=sound.filings + broken.filings,
                moves=sound.moves + broken.moves,
                stories=sound.stories + broken.stories,
                constraints=sound.constraints + broken.constraints,
                events=sound.events,
                replies=broken.replies or sound.replies,
            )
        )
    after = (
        desk.article("a"),
        desk.story_file("s1"),
        desk.story_file("s2"),
        desk.events(0, 9),
        list(desk.constraints()),
    )
    assert after == before
    assert (desk.article("y"), desk.story("s9"), desk.recall("second")) == (None, None, None)
    assert len(desk.history("a")) == 1
    assert len(list(desk.window_rows(NOON))) == 3


def test_vectors_need_a_bound_encoder(store: Store) -> None:
    with pytest.raises(Conflict, match="bind_encoder"):
        store.commit(Change(filings=(filing(Article("a", "t")),), stories=(story(),)))
    assert store.article("a") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("FÄHRE", ["s1"]),
        ("fa\u0308hre", ["s1"]),
        ("50 %", ["s2"]),
        ("%", ["s2"]),
        ("_", []),
        ('"resigns\x1fshe"', []),
        ("she resigns", ["s2"]),
        ('"she resigns"', []),
        ("", ["s2", "s1"]),
    ],
)
def test_text_is_found_whatever_its_case(desk: Store, words: str, expected: list[str]) -> None:
    assert found(desk, StoryQuery(NOON, text=words)) == expected


def test_a_page_goes_on_where_the_last_one_ended(desk: Store) -> None:
    tied = [story(f"t{n}") for n in range(3)]
    desk.commit(
        Change(filings=tuple(filing(Article(s.id, "tie"), s.id, hours(1)) for s in tied), stories=tuple(tied))
    )
    assert found(desk, StoryQuery(NOON, limit=2)) == ["s2", "s1"]
    assert found(desk, StoryQuery(NOON, limit=2, after=(hours(1), "s1"))) == ["t0", "t1"]
    assert found(desk, StoryQuery(NOON, limit=2, after=(hours(1), "t1"))) == ["t2"]


def test_an_embargo_ends_at_its_hour(desk: Store) -> None:
    held = Article("e", "Budget", status=Status.EMBARGOED, embargoed_until=hours(5))
    desk.commit(Change(filings=(filing(held, "s3", hours(3)),), stories=(story("s3"),)))
    assert found(desk, StoryQuery(hours(4.99), since=hours(2.5))) == []
    assert found(desk, StoryQuery(hours(5), since=hours(2.5))) == ["s3"]


def test_stories_are_found_by_what_is_visible(desk: Store) -> None:
    cases = list(product(Status, (None, hours(-1), hours(0), hours(1)), (None, NOON)))
    shown = []
    for number, (status, until, withdrawn_at) in enumerate(cases):
        article = Article(f"v{number:02}", "case", status=status, embargoed_until=until)
        case = replace(filed(article, f"v{number:02}", hours(9)), withdrawn_at=withdrawn_at)
        desk.commit(Change(filings=(Filing(case, None),), stories=(story(case.story_id),)))
        shown += [case.story_id] if case.visible(NOON) else []
    assert found(desk, StoryQuery(NOON, since=hours(9))) == shown
    assert found(desk, StoryQuery(NOON, text="case")) == shown


def test_a_reader_never_sees_half_a_change(desk: Store) -> None:
    done = Flag()
    torn: list[tuple[int, int]] = []

    def read() -> None:
        while not done.is_set():
            file = desk.story_file("s1")
            assert file is not None
            if file.story.revision + 1 != len(file.articles):
                torn.append((file.story.revision, len(file.articles)))

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for count in range(2, 42):
            grown = replace(story("s1"), revision=count)
            desk.commit(Change(filings=(filing(Article(f"n{count}", "more")),), stories=(grown,)))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert torn == []
    assert len(list(desk.window_rows(NOON))) == 43


def test_reopened_it_is_the_same(durable_url: str) -> None:
    first = open_store(durable_url)
    first.bind_encoder(ENCODER)
    kept = filing(Article("a", "t"))
    link = Constraint(Link.CANNOT, "a", "a2", NOON)
    told = Event(EventType.STORY_CREATED, "s1", NOON, "a", {"n": 1})
    first.commit(
        Change((kept, filing(Article("a2", "u"))), (), (story(),), (link,), (told,), (REPLY,)),
    )
    first.close()
    again = open_store(durable_url)
    assert again.bind_encoder(EncoderIdentity("other", "1" * 64, 3)) == ENCODER
    assert again.article("a") == kept.filed
    assert [row.filed.id for row in again.window_rows(NOON)] == ["a", "a2"]
    assert list(again.constraints()) == [link]
    assert [logged.event for logged in again.events(0, 9)] == [told]
    assert again.recall("key") == REPLY
    again.close()
