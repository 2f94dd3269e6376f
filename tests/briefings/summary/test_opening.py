"""What a summary opens with."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.briefings.summary import Budget
from service.briefings.summary.arranging import reading_order
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.briefings.summary.salience import shipped_salience
from service.briefings.summary.selection import choose
from service.briefings.wording.dated import is_background
from service.briefings.wording.quotable import Grade, grade
from service.model import FiledArticle
from tests.briefings.conftest import File

HARDLY = "Hardly a wheel has turned on the quays since midnight."
VOTE = "The council of Orr voted on Monday to close the harbour bridge to lorries."
CLOSED = "Orr closes its harbour bridge to lorries, as the council voted on Monday."


def opening(articles: Sequence[FiledArticle], headline: str = "") -> str:
    """The sentence that is read first where all of them are."""
    material = Material(gather(articles), Budget(), headline)
    return material.candidates[reading_order(material, range(len(material.candidates)))[0]].text


def test_a_summary_has_a_lead_even_where_the_weights_speak_for_what_stands_deeper(file: File) -> None:
    material = Material(gather([file("a", f"{VOTE} {HARDLY}"), file("b", f"{CLOSED} {HARDLY}")]), Budget())
    shipped = shipped_salience()
    deep = replace(shipped, brief={**shipped.brief, "lead": -9.0, "depth": 9.0})
    assert material.opens(choose(material, deep))


def test_the_lead_that_says_what_all_tell_goes_before_an_earlier_one_of_the_evening(file: File) -> None:
    def told(hours: float) -> list[FiledArticle]:
        return [file("a", HARDLY), file("b", VOTE, hours=hours), file("c", CLOSED, hours=hours)]

    assert opening(told(hours=1)) != HARDLY
    assert opening(told(hours=30)) == HARDLY


def test_where_no_lead_dates_its_news_the_one_that_says_what_the_titles_name_goes_before_a_scene(
    file: File,
) -> None:
    scene = "The kettle was still warm in the keeper's kitchen, and the door of the harbour stood open."
    news = "The keeper of the harbour light of Orr has been found alive on a sandbank."
    told = [
        file("a", scene, title="Missing Orr light keeper is found alive"),
        file("b", news, title="Keeper of Orr light found alive"),
    ]
    assert opening(told) == news
    untitled = [file("a", scene), file("b", news)]
    assert opening(untitled) == scene


def test_what_the_headline_says_goes_before_what_hardly_touches_it(file: File) -> None:
    said = (
        "The mayor of Orr told reporters on Monday that she had slept badly for a week and would say no more."
    )
    echo = "Having slept badly for a week, the mayor of Orr would say no more on Monday."
    told = [file("a", said), file("b", echo), file("c", VOTE, hours=1)]
    assert opening(told) == said
    assert opening(told, "Orr council votes to close bridge to lorries") == VOTE
    assert opening(told, "Orr mayor slept badly, and the council voted") == said
    assert opening(told, "Geese win the race of Quillon") == said


BACKGROUND = "In March 2019, the council of Orr closed its harbour bridge to lorries for a summer."
RULED = "A court in Orr has lifted the ban on lorries that a summer on the harbour bridge began with."


@pytest.mark.parametrize(
    ("sentence", "old"),
    [
        (BACKGROUND, True),
        ("Doctors often recommend the syrup to children who cannot sleep.", True),
        ("For years, ferries to Skar left the pier before the tide was in.", True),
        ("Two weeks before the vote, nobody in Orr knew the name of Lise Brandt.", True),
        ("Lise Brandt, who governed Orr, had been warned about the bridge.", True),
        ("There are eleven bridges over the Orn, and none is wider.", True),
        (RULED, False),
        ("A month after the flood, Orr has reopened its harbour bridge.", False),
        ("Police arrested a man who had been sought for a year.", False),
        ("In March, the council will close the harbour bridge to lorries.", False),
        ("For years, ferries left the pier too early, an auditor said on Monday.", False),
        ("The council closed a bridge that lorries often use.", False),
    ],
)
def test_what_was_so_before_is_told_from_what_happened(sentence: str, old: bool) -> None:
    assert is_background(sentence) is old


def test_a_summary_opens_with_no_background_where_another_lead_tells_what_happened(file: File) -> None:
    reports = [file("a", f"{BACKGROUND} {HARDLY}"), file("b", RULED)]
    assert opening(reports) == RULED


def test_what_goes_on_from_its_headline_is_no_opening() -> None:
    for sentence in (
        "But lorries may still use the bridge at night.",
        "Instead, lorries are to take the ferry.",
    ):
        assert grade(sentence, len(sentence.split()), opens_text=True) is Grade.FOLLOWING


def test_an_event_is_told_once_where_words_differ_by_their_endings_alone(file: File) -> None:
    banned = "The council of Orr banned discrimination by ferry operators against disabled passengers."
    again = "Ferry operators may no longer discriminate against passengers who are disabled, as Orr decided."
    material = Material(gather([file("a", banned), file("b", again)]), Budget())
    assert not material.unlike[0, 1]
