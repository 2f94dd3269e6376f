"""An editor's word is final: what was tied stays together, what was parted stays apart."""

from collections.abc import Callable

import pytest

from service.desk import Desk
from service.errors import Conflict, Gone, NotFound
from service.model import Link
from service.ports import Store
from tests.desk.support import DAY, NOON, fate, members, report, story_of, submit


def file_floods(desk: Desk, *names: str) -> str:
    """Copies of one report: one story."""
    stories = {result.decision.story_id for result in submit(desk, *(report(name) for name in names))}
    assert len(stories) == 1
    return stories.pop()


def lies(desk: Desk, article_id: str) -> str:
    return desk.article(article_id, NOON).story_id


def obeyed(desk: Desk, store: Store) -> bool:
    """Whether every word that stands is kept."""
    return all(
        (lies(desk, word.first) == lies(desk, word.second)) is (word.link is Link.MUST)
        for word in store.constraints()
    )


def test_merging_ties_stories_and_redirects(desk: Desk, store: Store) -> None:
    kept, *others = [story_of(desk, report(subject, subject)) for subject in ("flood", "court", "globe")]
    desk.pin(others[1], "globe", NOON)
    assert desk.merge(kept, [*others, kept, others[0]], NOON, by="mae") == kept
    assert [fate(desk, other, NOON) for other in others] == [kept, kept]
    assert members(desk, kept) == ["flood", "court", "globe"]
    assert desk.story(kept, NOON)[0].story.pinned == "globe"
    assert obeyed(desk, store)
    assert {word.by for word in store.constraints()} == {"mae"}
    assert story_of(desk, report("globe again", "globe")) == kept


def test_splitting_parts_and_later_copies_follow_the_text(
    desk: Desk, store: Store, restarted: Callable[[], Desk]
) -> None:
    story = file_floods(desk, "a", "b", "c", "d")
    fresh = desk.split(story, ["d", "b", "b"], NOON)
    assert (members(desk, story), members(desk, fresh)) == (["a", "c"], ["b", "d"])
    for take in range(4, 10):
        submit(desk, report(f"n{take}", take=take))
        submit(restarted(), report(f"m{take}", take=take))
    assert obeyed(desk, store)


def test_merging_takes_back_what_a_split_said(desk: Desk, store: Store) -> None:
    story = file_floods(desk, "a", "b", "c")
    fresh = desk.split(story, ["c"], NOON)
    desk.merge(fresh, [story], NOON)
    assert {lies(desk, name) for name in "abc"} == {fresh}
    assert obeyed(desk, store)


def test_splitting_takes_back_what_a_merge_said(desk: Desk, store: Store) -> None:
    one = file_floods(desk, "a", "x", "y")
    other = story_of(desk, report("c", "court"))
    desk.merge(one, [other], NOON)
    desk.split(one, ["x", "a"], NOON)
    assert lies(desk, "a") == lies(desk, "x") != lies(desk, "c") == lies(desk, "y")
    assert obeyed(desk, store)


def test_two_splits_keep_all_four_quarters_apart(desk: Desk, store: Store) -> None:
    """Nothing of the one half may meet anything of the other again, however the halves fall apart."""
    story = file_floods(desk, "a", "b", "c", "d")
    half = desk.split(story, ["c", "d"], NOON)
    desk.split(story, ["b"], NOON)
    desk.split(half, ["d"], NOON)
    for take in range(4, 10):
        submit(desk, report(f"n{take}", take=take))
    assert len({lies(desk, name) for name in "abcd"}) == 4
    assert obeyed(desk, store)


def test_a_split_outlives_the_window(desk: Desk, store: Store) -> None:
    """The articles that an editor parted have left the window; their stories must not become one."""
    story = file_floods(desk, "a", "c")
    fresh = desk.split(story, ["c"], NOON)
    soon, later = NOON + 10 * DAY, NOON + 20 * DAY
    for name, source in (("e", "a"), ("f", "c")):
        submit(desk, report(name, take=4, evolved_from=source, published_at=soon), now=soon)
    for take in range(10):
        submit(desk, report(f"n{take}", take=take, published_at=later), now=later)
    assert (fate(desk, story, later), fate(desk, fresh, later)) == ("live", "live")
    assert obeyed(desk, store)


def test_a_tie_outlives_the_window(desk: Desk, store: Store) -> None:
    """What the rewrites were made from has left the window; none of them is parted from it for that."""
    story, later = file_floods(desk, "a"), NOON + 20 * DAY
    for name, subject in (("e", "flood"), ("f", "flood"), ("g", "court")):
        rewrite = report(name, subject, 2, evolved_from="a", published_at=later)
        submit(desk, rewrite, now=later)
    assert sorted(members(desk, story, later)) == ["a", "e", "f", "g"]
    assert obeyed(desk, store)


def test_a_withdrawn_article_still_keeps_stories_apart(desk: Desk, store: Store) -> None:
    story = file_floods(desk, "a", "c")
    fresh = desk.split(story, ["c"], NOON)
    submit(desk, report("e", take=4, evolved_from="a"), report("f", take=4, evolved_from="c"))
    desk.withdraw("a", NOON, "libel")
    for take in range(4, 10):
        submit(desk, report(f"n{take}", take=take))
    assert (fate(desk, story, NOON), fate(desk, fresh, NOON)) == ("live", "live")


def test_pins_are_kept_until_the_article_leaves(desk: Desk) -> None:
    story = file_floods(desk, "a", "b", "c")
    desk.pin(story, "b", NOON)
    submit(desk, report("b", take=1, version="2"))
    assert desk.story(story, NOON)[0].representative.id == "b"
    fresh = desk.split(story, ["b"], NOON)
    assert [desk.story(one, NOON)[0].story.pinned for one in (story, fresh)] == [None, None]
    desk.pin(story, "c", NOON)
    desk.pin(story, None, NOON)
    assert desk.story(story, NOON)[0].story.pinned is None


def test_what_cannot_be_done_says_why(desk: Desk) -> None:
    story = file_floods(desk, "a", "b")
    other = story_of(desk, report("c", "court"))
    gone = story_of(desk, report("d", "globe"))
    desk.withdraw("d", NOON, "libel")
    events = len(desk.events(0))
    refused: list[tuple[type[Exception], str, Callable[[], object]]] = [
        (Conflict, "cannot be merged with itself", lambda: desk.merge(story, [story], NOON)),
        (NotFound, "no story has the id 's-0'", lambda: desk.merge(story, [other, "s-0"], NOON)),
        (Gone, "was withdrawn", lambda: desk.merge(story, [gone], NOON)),
        (Conflict, "not in story", lambda: desk.split(story, ["a", "c"], NOON)),
        (Conflict, "at least one article on each side", lambda: desk.split(story, ["a", "b"], NOON)),
        (Conflict, "at least one article on each side", lambda: desk.split(story, [], NOON)),
        (Conflict, "is not in story", lambda: desk.pin(story, "c", NOON)),
    ]
    for kind, reason, attempt in refused:
        with pytest.raises(kind, match=reason):
            attempt()
    assert len(desk.events(0)) == events
    desk.merge(other, [story], NOON)
    with pytest.raises(Conflict, match=f"was merged into '{other}'; use that id"):
        desk.pin(story, "a", NOON)
