"""Who an article is: new, sent again, revised, late, withdrawn, or made from another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from embeddings import EncoderIdentity
from service.desk import Desk
from service.errors import EncoderMismatch, Gone, Moved, NotFound
from service.model import Article, Relation, Result, Status
from service.ports import Store, StoryQuery
from tests.desk.support import (
    DAY,
    HOUR,
    NOON,
    WordEncoder,
    brief,
    fate,
    members,
    on_show,
    report,
    story_of,
    submit,
    text_of,
)


def rules_of(results: list[Result]) -> list[tuple[Relation, str]]:
    return [(result.decision.relation, result.decision.receipt.rule) for result in results]


def test_sent_again_changes_nothing(desk: Desk, store: Store) -> None:
    [first] = submit(desk, report("a"))
    [again] = submit(desk, report("a"), now=NOON + HOUR)
    assert rules_of([again]) == [(Relation.UNCHANGED, "unchanged")]
    assert again.decision.story_id == first.decision.story_id
    assert len(store.history("a")) == 1
    assert [logged.event.type.value for logged in desk.events(0)] == ["story.created"]


def test_the_same_again_with_less_about_it_is_unchanged(desk: Desk, store: Store) -> None:
    """As when the page of a report is posted once by its publisher, and once from a reader's clipboard."""
    whole = replace(
        report("a", version="3"), source="Northern Wire", byline="A. Lund", url="https://n.example/a"
    )
    submit(desk, whole)
    for less in (
        replace(whole, published_at=None),
        replace(whole, source=None, byline=None),
        replace(whole, url=None, version=None),
    ):
        [again] = submit(desk, less)
        assert rules_of([again]) == [(Relation.UNCHANGED, "unchanged")]
    assert [filed.article for filed in store.history("a")] == [whole]


@pytest.mark.parametrize(
    ("then", "now", "doubted"),
    [("Wire", "Gazette", True), ("Wire", " WIRE", False), (None, "Gazette", False), ("Wire", None, False)],
)
def test_an_id_that_another_source_has_used_is_taken_with_a_warning(
    desk: Desk, then: str | None, now: str | None, doubted: bool
) -> None:
    """Two agencies that both count from 1: without a word the report of one would be gone from its story."""
    submit(desk, replace(report("1001"), source=then))
    for article in (replace(report("1001", take=2), source=now), report("1001", status=Status.CANCELED)):
        [result] = submit(desk, replace(article, source=now))
        assert bool(result.warnings) is doubted
        assert all("another source" in warning for warning in result.warnings)
        submit(desk, replace(report("1001", take=3), source=then))


def test_who_sends_what_nobody_will_see_is_told_why(desk: Desk) -> None:
    [late] = submit(desk, replace(report("late"), expires_at=NOON))
    [held] = submit(desk, replace(report("held"), status=Status.EMBARGOED))
    [killed] = submit(desk, report("killed", status=Status.CANCELED))
    [again] = submit(desk, report("killed", take=2))
    [fine] = submit(desk, replace(report("fine"), expires_at=NOON + timedelta(days=1)))
    said = [result.warnings for result in (late, held, killed, again, fine)]
    assert [len(warnings) for warnings in said] == [1, 1, 0, 1, 0]
    assert "expires_at" in said[0][0]
    assert "embargoed_until" in said[1][0]
    assert "Send it under another id" in said[3][0]


@pytest.mark.parametrize(
    "held", [replace(report("a"), embargoed_until=NOON + HOUR), replace(report("a"), expires_at=NOON + HOUR)]
)
def test_an_embargo_or_licence_that_is_gone_is_a_change(desk: Desk, held: Article) -> None:
    submit(desk, held)
    [again] = submit(desk, report("a"))
    assert rules_of([again]) == [(Relation.REVISION, "revision")]


def test_a_revision_keeps_the_story_and_the_history(desk: Desk, store: Store) -> None:
    versions = [report("a", take=take, version=str(take)) for take in (1, 2, 3)]
    stories = {story_of(desk, version) for version in versions}
    assert len(stories) == 1
    assert [filed.article for filed in store.history("a")] == versions
    filed = desk.article("a", NOON)
    assert (filed.revision, filed.decision.relation) == (3, Relation.REVISION)
    assert members(desk, stories.pop()) == ["a"]


def test_versions_in_one_batch_are_all_kept(desk: Desk, store: Store) -> None:
    batch = [report("b"), report("a", take=1), report("b", take=2), report("b", take=3), report("a", take=1)]
    relations = [relation for relation, _ in rules_of(submit(desk, *batch))]
    assert relations[2:] == [Relation.REVISION, Relation.REVISION, Relation.UNCHANGED]
    assert [filed.article for filed in store.history("b")] == [batch[0], batch[2], batch[3]]
    assert [filed.revision for filed in store.history("b")] == [1, 2, 3]
    assert len(store.history("a")) == 1
    assert [row.filed.id for row in store.window_rows(NOON - DAY)] == ["b", "a"]


@pytest.mark.parametrize(
    ("version", "later", "rule"),
    [
        ("9", "10", "revision"),
        ("10", "9", "older_version"),
        ("2", "2", "revision"),
        ("2", None, "revision"),
        ("b", "a", "revision"),
    ],
)
def test_only_a_smaller_number_is_an_older_version(
    desk: Desk, version: str, later: str | None, rule: str
) -> None:
    submit(desk, report("a", version=version))
    [result] = submit(desk, report("a", take=5, version=later))
    assert result.decision.receipt.rule == rule
    shown = desk.article("a", NOON).article
    assert shown == result.article
    assert shown.version == (version if rule == "older_version" else later)


@pytest.mark.parametrize("kill", [Status.CANCELED, Status.WITHHELD])
def test_a_killed_article_stays_out_whatever_is_sent(desk: Desk, kill: Status) -> None:
    story = story_of(desk, report("a"))
    [killed] = submit(desk, report("a", status=kill))
    [again] = submit(desk, report("a", take=4, version="9"))
    assert rules_of([killed, again]) == [(Relation.WITHDRAWN, "withdrawn")] * 2
    assert fate(desk, story, NOON) == "gone"
    with pytest.raises(Gone):
        desk.article("a", NOON)
    assert text_of("flood", 0) not in on_show(desk, NOON)
    assert desk.window_size == 0


def test_a_kill_that_comes_first_leaves_a_tombstone(desk: Desk) -> None:
    [kill] = submit(desk, report("a", status=Status.CANCELED))
    [late] = submit(desk, report("a", version="1"))
    assert kill.decision.story_id == late.decision.story_id
    assert late.decision.relation is Relation.WITHDRAWN
    assert fate(desk, kill.decision.story_id, NOON) == "gone"
    [twin] = submit(desk, report("b"))
    assert twin.decision.relation is Relation.NEW_STORY


def test_an_editors_withdrawal_leaves_the_others(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    submit(desk, report("b"), report("c", take=9))
    desk.pin(story, "a", NOON)
    results = [desk.withdraw("a", NOON, "libel", by="mae") for _ in range(2)]
    assert [result.decision.relation for result in results] == [Relation.WITHDRAWN] * 2
    assert members(desk, story) == ["b", "c"]
    assert desk.story(story, NOON)[0].story.pinned is None
    assert [log.event.type.value for log in desk.events(0)].count("article.withdrawn") == 1
    with pytest.raises(NotFound):
        desk.withdraw("nobody", NOON, "libel")


def test_the_story_of_a_moved_id_is_gone_once_all_of_it_is(desk: Desk) -> None:
    kept, folded = story_of(desk, report("a")), story_of(desk, report("b", "court"))
    desk.merge(kept, [folded], NOON)
    with pytest.raises(Moved, match=kept):
        desk.story(folded, NOON)
    desk.withdraw("a", NOON, "libel")
    desk.withdraw("b", NOON, "libel")
    assert (fate(desk, kept, NOON), fate(desk, folded, NOON)) == ("gone", "gone")


def test_a_rewrite_joins_its_source_even_when_that_has_left_the_window(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    much_later = NOON + 40 * DAY
    [rewrite] = submit(desk, report("b", "court", evolved_from="a", published_at=much_later), now=much_later)
    assert rules_of([rewrite]) == [(Relation.SAME_STORY, "provider_link")]
    assert members(desk, story, much_later) == ["a", "b"]
    [copy] = submit(desk, report("c", "court", published_at=much_later), now=much_later)
    assert (copy.decision.story_id, copy.decision.duplicate_of) == (story, "b")


def test_a_revision_may_be_what_names_the_source(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    other = story_of(desk, report("b", "court"))
    assert other != story
    revision = report("b", "court", take=1, evolved_from="a")
    submit(desk, revision)
    assert desk.article("b", NOON).story_id == desk.article("a", NOON).story_id
    assert [
        word.reason for word in desk.constraints(desk.story(desk.article("a", NOON).story_id, NOON)[0], NOON)
    ] == ["evolved_from"]
    submit(desk, replace(revision, title="Once more", evolved_from="b"))
    assert desk.article("b", NOON).revision == 3


def test_a_rewrite_of_something_withdrawn_stands_by_itself(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    desk.withdraw("a", NOON, "libel")
    assert story_of(desk, report("b", "court", evolved_from="a")) != story


def test_embargoed_until_its_time_and_then_visible_without_a_write(desk: Desk, store: Store) -> None:
    lifted = NOON + HOUR
    embargoed = report("a", status=Status.EMBARGOED, embargoed_until=lifted)
    story = story_of(desk, embargoed)
    companion = story_of(desk, report("b", take=2, evolved_from="a"))
    assert companion == story
    before, writes = lifted - HOUR / 60, len(desk.events(0))
    shown, file = desk.story(story, before)
    assert [filed.id for filed in (*shown.articles, *file.articles)] == ["b", "b"]
    assert text_of("flood", 0) not in on_show(desk, before)
    with pytest.raises(NotFound):
        desk.article("a", before)
    assert members(desk, story, lifted) == ["a", "b"]
    assert text_of("flood", 0) in on_show(desk, lifted)
    assert desk.article("a", lifted).article == embargoed
    assert len(desk.events(0)) == writes


def test_a_story_under_embargo_as_a_whole_is_not_there_yet(desk: Desk) -> None:
    story = story_of(desk, report("a", embargoed_until=NOON + HOUR))
    assert fate(desk, story, NOON) == "hidden"
    assert not desk.stories(StoryQuery(NOON))
    assert not brief(desk, NOON).items
    assert fate(desk, story, NOON + HOUR) == "live"


def test_an_embargo_that_is_lifted_by_a_revision(desk: Desk) -> None:
    embargoed = report("a", status=Status.EMBARGOED)
    story = story_of(desk, embargoed)
    assert fate(desk, story, NOON + 400 * DAY) == "hidden"
    submit(desk, replace(embargoed, status=Status.USABLE))
    assert members(desk, story) == ["a"]


def test_an_unknown_id_was_never_known(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no story has the id 'nowhere'"):
        desk.story("nowhere", NOON)
    with pytest.raises(NotFound, match="no article has the id 'nobody'"):
        desk.article("nobody", NOON)


def test_another_model_is_refused_with_the_remedy(desk: Desk, store: Store) -> None:
    submit(desk, report("a"))
    with pytest.raises(EncoderMismatch, match=r"made by words .* in use is others .* NEWSFOLD_MODEL"):
        Desk(store, WordEncoder("others"))
    assert store.bind_encoder(EncoderIdentity("x", "1", 1)) == WordEncoder().identity


def test_the_desk_starts_again_as_it_stopped(desk: Desk, restarted: Callable[[], Desk]) -> None:
    story = story_of(desk, report("a"))
    [copy] = submit(restarted(), report("b"))
    assert (copy.decision.story_id, copy.decision.relation) == (story, Relation.EXACT_DUPLICATE)


@pytest.mark.parametrize(
    ("first", "later", "rule"),
    [
        (("9", NOON), ("1", NOON + HOUR), "revision"),
        (("1", NOON + HOUR), ("9", NOON), "older_version"),
        (("2", NOON), ("1", NOON), "older_version"),
        (("b", NOON), ("a", NOON), "revision"),
        (("2", NOON), ("1", None), "older_version"),
    ],
)
def test_versions_go_by_the_providers_time_then_by_number_then_by_arrival(
    desk: Desk, first: tuple[str, datetime], later: tuple[str, datetime | None], rule: str
) -> None:
    submit(desk, report("a", version=first[0], revised_at=first[1]))
    [result] = submit(desk, report("a", take=5, version=later[0], revised_at=later[1]))
    assert result.decision.receipt.rule == rule


def test_a_rewrite_that_comes_before_its_predecessor_is_found_by_it(desk: Desk) -> None:
    early = [story_of(desk, report(f"r{n}", "court", n, evolved_from="a")) for n in range(2)]
    other = story_of(desk, report("r9", "globe", evolved_from="a"))
    assert other not in early
    story = story_of(desk, report("a", "flood"))
    assert {fate(desk, one, NOON) for one in (*early, other)} == {"live", story} or story in (*early, other)
    assert members(desk, story) == ["r0", "r1", "r9", "a"]
