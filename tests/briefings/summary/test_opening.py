"""What a summary opens with."""

from dataclasses import replace

from service.briefings.summary import Budget
from service.briefings.summary.arranging import reading_order
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.briefings.summary.salience import shipped_salience
from service.briefings.summary.selection import choose
from service.briefings.wording.quotable import Grade, grade
from tests.briefings.conftest import File

HARDLY = "Hardly a wheel has turned on the quays since midnight."
VOTE = "The council of Orr voted on Monday to close the harbour bridge to lorries."
CLOSED = "Orr closes its harbour bridge to lorries, as the council voted on Monday."


def test_a_summary_has_a_lead_even_where_the_weights_speak_for_what_stands_deeper(file: File) -> None:
    material = Material(gather([file("a", f"{VOTE} {HARDLY}"), file("b", f"{CLOSED} {HARDLY}")]), Budget())
    shipped = shipped_salience()
    deep = replace(shipped, brief={**shipped.brief, "lead": -9.0, "depth": 9.0})
    assert material.opens(choose(material, deep))


def test_the_lead_that_says_what_all_tell_goes_before_an_earlier_one_of_the_evening(file: File) -> None:
    def opening(hours: float) -> str:
        articles = [file("a", HARDLY), file("b", VOTE, hours=hours), file("c", CLOSED, hours=hours)]
        material = Material(gather(articles), Budget())
        order = reading_order(material, range(len(material.candidates)))
        return material.candidates[order[0]].text

    assert opening(hours=1) != HARDLY
    assert opening(hours=30) == HARDLY


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
