"""Law 6 for what is remembered: what was withdrawn does not come out again."""

from dataclasses import replace

from service.briefings.figures.panel import panel
from service.briefings.remembering import Memory
from service.briefings.summary.budget import Budget
from service.model import Story
from tests.briefings.conftest import NOON, File

FIRST = "The council of Orr voted on Monday to close the old bridge to lorries until the spring."
SECOND = "Hauliers in Orr said on Tuesday that the detour would cost them two hours on every trip."


def test_a_story_is_told_anew_whenever_anything_it_is_told_by_has_changed(file: File) -> None:
    memory = Memory()
    story = Story("s", "s", NOON)
    one, other = file("a", FIRST, title="Orr closes old bridge"), file("b", SECOND, hours=1)
    told = memory.tell(story, [one, other])
    assert memory.tell(story, [one, other]) is told
    assert {cited.text for cited in told.summary} == {FIRST, SECOND}

    without = memory.tell(story, [one])
    assert [cited.text for cited in without.summary] == [FIRST]
    revised = replace(one, article=replace(one.article, text=SECOND), revision=2)
    assert [cited.text for cited in memory.tell(story, [revised]).summary] == [SECOND]
    assert memory.tell(replace(story, pinned="b"), [one, other]).telling.representative == "b"
    assert len(memory.tell(story, [one, other], Budget(sentences=1, least=1)).summary) == 1


def test_the_numbers_on_which_sources_differ_are_read_once_for_each_state_of_a_story(file: File) -> None:
    memory, story = Memory(), Story("s", "s", NOON)
    one = file("a", "The landslide at Orr killed 14 people on Monday, the rescue service said.")
    other = file("b", "The landslide at Orr killed 19 people on Monday, the interior ministry said.", hours=1)
    (dispute,) = memory.tell(story, [one, other]).disagreements
    assert [claim.value for claim in dispute.claims] == [14, 19]
    assert memory.tell(story, [one]).disagreements == ()
    later = [one, replace(other, at=NOON)]
    assert memory.tell(story, later) is not memory.tell(story, [one, other])


def test_no_more_is_remembered_than_was_agreed(file: File) -> None:
    memory = Memory(most=2)
    article = file("a", FIRST)
    first = memory.tell(Story("0", "0", NOON), [article])
    for name in "12":
        memory.tell(Story(name, name, NOON), [article])
    again = memory.tell(Story("0", "0", NOON), [article])
    assert again == first
    assert again is not first


def test_a_count_that_has_been_raised_since_is_quoted_only_where_nothing_else_is(file: File) -> None:
    first = "An explosion at the Harlow paint works in Orr on Tuesday killed three workers, the fire service said."
    second = "The blast at the Harlow paint works in Orr on Tuesday killed three workers, the police said."
    third = "An explosion at the Harlow paint works in Orr on Tuesday killed six workers, the police said."
    rounded = (
        "The explosion at the Harlow paint works in Orr on Tuesday killed about six workers, a nurse said."
    )
    cause = "Inspectors had found faults in its solvent store in March and set a deadline for repairs."
    early = [file("a", f"{first} {cause}"), file("b", second, hours=0.5)]
    alone = [cited.text for cited in Memory().tell(Story("s", "s", NOON), early).summary]
    assert first in alone or second in alone
    told = Memory().tell(Story("s", "s", NOON), [*early, file("c", third, hours=8)])
    assert [one.status for one in told.disagreements] == ["revised"]
    assert [cited.text for cited in told.summary] == [third, cause]
    later = [*early, file("c", third, hours=8), file("d", rounded, hours=9)]
    assert panel(later).overtaken.sentences == {("a", 0), ("b", 0)}
