"""Stories of one subject are linked, never folded, and a storyline's id answers for ever."""

import pytest

from service.desk import Desk
from service.model import Linking, Status
from service.ports import Store, StoryQuery
from tests.desk.compass import answer, assert_lawful, desk_over, stored, towards
from tests.desk.support import DAY, NOON, brief, members, story_of, submit


def reason(store: Store, story_id: str) -> Linking:
    linking = stored(store, story_id).linking
    assert linking is not None
    return linking


def shown(desk: Desk, storyline_id: str) -> list[str]:
    return sorted(outline.story.id for outline in desk.storyline(storyline_id, StoryQuery(NOON)))


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_over(store)


def test_linking_folds_nothing_that_is_shown(desk: Desk, store: Store) -> None:
    first, second = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    assert first != second
    assert (members(desk, first), members(desk, second)) == (["a"], ["b"])
    assert {item.outline.story.id for item in brief(desk, NOON).items} == {first, second}
    assert shown(desk, first) == sorted([first, second])
    assert answer(desk, second) == first
    linking = reason(store, second)
    assert (linking.storyline_id, linking.receipt.rule) == (first, "same_subject")
    assert linking.receipt.features["whole"] == pytest.approx(0.7071, abs=1e-4)
    [told] = [one.event for one in desk.events(0) if one.event.type.value == "storyline.merged"]
    assert dict(told.data) == {"storyline_id": first, "absorbed": second, "why": "reconcile"}


def test_a_storyline_is_met_as_a_whole_so_that_no_story_chains_two_subjects(desk: Desk, store: Store) -> None:
    first, between, far = (story_of(desk, towards(str(angle), angle)) for angle in (10, 55, 100))
    assert shown(desk, first) == sorted([first, between])
    assert shown(desk, far) == [far]
    linking = reason(store, far)
    assert (linking.storyline_id, linking.receipt.rule) == (far, "no_subject")
    assert linking.receipt.runner_up is not None
    assert linking.receipt.runner_up.story_id == first


def test_of_two_storylines_the_larger_keeps_its_id(desk: Desk, store: Store) -> None:
    older, growing = story_of(desk, towards("a", 65)), story_of(desk, towards("b", 0))
    assert shown(desk, older) == [older]
    assert story_of(desk, towards("c", 30)) == growing
    assert answer(desk, older) == growing
    assert reason(store, older).storyline_id == growing
    assert shown(desk, growing) == sorted([older, growing])


def test_storylines_that_have_become_one_keep_their_reasons(store: Store) -> None:
    strict = desk_over(store, akin=0.7)
    a, b, c, d = (story_of(strict, towards(str(angle), angle)) for angle in (10, 52, 100, 142))
    assert (shown(strict, a), shown(strict, c)) == (sorted([a, b]), sorted([c, d]))
    before = reason(store, b)
    calibrated_anew = desk_over(store, akin=-0.1)
    assert story_of(calibrated_anew, towards("more", 101)) == c
    assert shown(calibrated_anew, c) == sorted([a, b, c, d])
    assert (answer(calibrated_anew, a), answer(calibrated_anew, b)) == (c, c)
    assert reason(store, b) == before
    assert reason(store, a).storyline_id == c
    assert_lawful(store, calibrated_anew)


def test_a_story_that_turns_out_to_be_of_another_subject_leaves(desk: Desk, store: Store) -> None:
    first, second = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    assert shown(desk, first) == sorted([first, second])
    assert story_of(desk, towards("c", 80)) == second
    assert (shown(desk, first), shown(desk, second)) == ([first], [second])
    assert answer(desk, second) == "live"
    assert reason(store, second).receipt.rule == "no_subject"
    last = desk.events(0)[-1].event
    assert (last.type.value, dict(last.data)["left"]) == ("story.updated", first)
    assert_lawful(store, desk)


def test_a_story_that_becomes_more_like_another_subject_goes_over_to_it(desk: Desk, store: Store) -> None:
    first, between, last = (story_of(desk, towards(str(angle), angle)) for angle in (0, 45, 120))
    assert (shown(desk, first), shown(desk, last)) == (sorted([first, between]), [last])
    assert story_of(desk, towards("more", 80)) == between
    assert (shown(desk, first), shown(desk, last)) == ([first], sorted([between, last]))
    linking = reason(store, between)
    assert (linking.storyline_id, linking.receipt.rule) == (last, "same_subject")
    assert linking.receipt.runner_up is not None
    assert linking.receipt.runner_up.story_id == first
    told = [dict(one.event.data) for one in desk.events(0)]
    assert {"storyline_id": last, "left": first, "why": "reconcile"} in told
    assert_lawful(store, desk)


def test_a_storyline_that_turns_out_to_hold_two_subjects_goes_on_as_two(store: Store) -> None:
    lax = desk_over(store, akin=-0.3)
    first, second, third = (story_of(lax, towards(*report)) for report in (("a", 0), ("b", 82), ("c", 122)))
    assert shown(lax, first) == sorted([first, second, third])
    calibrated_anew = desk_over(store)
    fourth = story_of(calibrated_anew, towards("d", 40))
    assert shown(calibrated_anew, first) == sorted([first, fourth])
    assert shown(calibrated_anew, second) == sorted([second, third])
    linking = reason(store, second)
    assert (linking.storyline_id, linking.receipt.rule) == (second, "divided")
    assert linking.receipt.features["whole"] < 0.5
    told = [dict(one.event.data) for one in calibrated_anew.events(0)]
    assert {"storyline_id": second, "left": first, "why": "reconcile"} in told
    assert_lawful(store, calibrated_anew)


def test_a_part_stays_in_the_storyline(desk: Desk, store: Store) -> None:
    story = story_of(desk, towards("a", 0))
    submit(desk, towards("b", 5))
    fresh = desk.split(story, ["b"], NOON)
    assert shown(desk, story) == sorted([story, fresh])
    assert reason(store, fresh).receipt.rule == "parted"
    assert answer(desk, fresh) == story


def test_a_merge_takes_a_storyline_along_only_when_nothing_of_it_is_left(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    c = story_of(desk, towards("c", 180))
    desk.merge(c, [a], NOON)
    assert (shown(desk, a), shown(desk, c)) == ([b], [c])
    desk.merge(c, [b], NOON)
    assert (answer(desk, a), answer(desk, b)) == (c, c)
    assert reason(store, a).receipt.rule == "merged"
    assert_lawful(store, desk)


def test_a_storyline_lives_until_the_last_of_it_is_withdrawn(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    desk.withdraw("a", NOON, "wrong")
    assert (shown(desk, a), answer(desk, b)) == ([b], a)
    desk.withdraw("b", NOON, "wrong")
    assert (answer(desk, a), answer(desk, b)) == ("gone", "gone")
    assert answer(desk, "nowhere") == "unknown"


def test_a_storyline_under_embargo_is_not_there_yet(desk: Desk) -> None:
    story = story_of(desk, towards("a", 0, status=Status.EMBARGOED))
    assert answer(desk, story) == "unknown"


def test_a_story_that_comes_back_into_the_window_is_where_it_was(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    later = NOON + 60 * DAY
    for article in (towards("c", 45, later, evolved_from="b"), towards("d", 90, later)):
        submit(desk, article, now=later)
    for one in (desk, desk_over(store)):
        assert one._window.storylines.of(b) == a
        assert {*one._window.storylines.stories(a)} == {b, store.article("d").story_id}  # type: ignore[union-attr]
