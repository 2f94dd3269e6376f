"""How a report is told to stand to its story is how it stands there now, whatever was killed or parted since."""

from service.desk import Desk
from service.model import Relation
from tests.desk.support import HOUR, NOON, report, story_of, submit

EVENING = NOON + 6 * HOUR


def told(desk: Desk, *names: str) -> list[tuple[str, str | None, str]]:
    """The same of each, be it looked up by itself or in its story."""
    found = []
    for name in names:
        decision = desk.article(name, EVENING).decision
        outline, _ = desk.story(decision.story_id, EVENING)
        assert decision in [one.decision for one in outline.articles]
        found.append((decision.relation.value, decision.duplicate_of, decision.origin_id))
    return found


def test_when_the_original_is_killed_its_first_copy_is_one_no_more(desk: Desk) -> None:
    submit(desk, report("a"), report("b", source="Paper"), report("c", source="Other"))
    assert told(desk, "a", "b", "c") == [
        ("new_story", None, "a"),
        ("exact_duplicate", "a", "a"),
        ("exact_duplicate", "a", "a"),
    ]
    desk.withdraw("a", NOON, "libel")
    assert told(desk, "b", "c") == [("new_story", None, "b"), ("exact_duplicate", "b", "b")]


def test_a_copy_that_is_taken_out_is_none_where_it_lies_now(desk: Desk) -> None:
    story = story_of(desk, report("wire"))
    submit(desk, report("paper", source="Paper"), report("late", take=1))
    desk.split(story, ["paper"], NOON)
    assert told(desk, "wire", "paper") == [("new_story", None, "wire"), ("new_story", None, "paper")]
    assert desk.article("paper", EVENING).decision.probability == 1.0


def test_a_story_begins_with_what_it_is_left_to_begin_with(desk: Desk) -> None:
    submit(desk, report("first"), report("second", take=1), report("third", take=2))
    assert [one[0] for one in told(desk, "first", "second", "third")] == ["new_story"] + 2 * ["same_story"]
    desk.withdraw("first", NOON, "libel")
    assert [one[0] for one in told(desk, "second", "third")] == ["new_story", "same_story"]


def test_an_answer_tells_no_copy_of_what_may_not_be_shown(desk: Desk) -> None:
    submit(desk, report("secret", embargoed_until=EVENING))
    [first, second] = submit(desk, report("b"), report("c"))
    assert (first.decision.relation, first.decision.duplicate_of) == (Relation.NEW_STORY, None)
    assert (second.decision.relation, second.decision.duplicate_of) == (Relation.EXACT_DUPLICATE, "b")
    assert told(desk, "secret", "b")[1] == ("exact_duplicate", "secret", "secret")
