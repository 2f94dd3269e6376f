"""A toll that has been counted anew is never on top, however contested the counts before it were."""

import pytest

from service.briefings.figures.panel import panel
from service.briefings.remembering import Memory, Told
from service.model import FiledArticle, Story
from tests.briefings.conftest import NOON, File

STAR = "The Sall Star, with 200 people on board, struck the wall in calm weather."


def told(*articles: FiledArticle) -> Told:
    return Memory().tell(Story("s", "s", NOON), articles)


def ferry(file: File, *titles: str) -> list[FiledArticle]:
    texts = (
        f"Fourteen people were hurt when a ferry rammed the pier of Skar on Tuesday, police said. {STAR}",
        "At least 15 people were injured on Tuesday when a ferry hit the pier of Skar, the hospital said.",
        "Seventeen people were injured when a ferry hit the pier at Skar, the coastguard said on Tuesday.",
        "The controls may have failed on the ferry that hit the pier at Skar, investigators said. "
        "The number of injured rose to 19.",
    )
    sources = ("A Wire", "B Post", "C News", "B Post")
    hours = (0, 0.5, 6, 27)
    return [
        file(name, text, title=title, source=source, hours=at)
        for name, text, title, source, at in zip("abcd", texts, titles, sources, hours, strict=True)
    ]


def test_contested_counts_may_be_overtaken_and_what_happened_is_told_without_them(file: File) -> None:
    reports = ferry(
        file,
        "Ferry rams pier at Skar, 14 hurt",
        "At least 15 injured as ferry hits pier in Skar",
        "Ferry accident at Skar: 17 injured",
        "Controls suspected in Skar ferry accident, injured now put at 19",
    )
    story = told(*reports)
    assert [one.status for one in story.disagreements] == ["contested"]
    assert story.telling.headline == reports[3].article.title
    sentences = [sentence.text for sentence in story.summary]
    assert sentences[0] == STAR
    assert "The number of injured rose to 19." in sentences
    old = ("Fourteen", "15", "Seventeen")
    assert not any(number in sentence for sentence in sentences for number in old)
    at_first = told(*reports[:2]).telling.headline
    assert at_first in {one.article.title for one in reports[:2]}


def test_a_title_loses_the_old_count_where_no_other_serves(file: File) -> None:
    reports = ferry(
        file,
        "Ferry rams pier at Skar, 14 hurt, police say",
        "At least 15 injured as ferry hits pier in Skar",
        "17 people injured at Skar",
        "Why did it happen?",
    )
    assert told(*reports).telling.headline == "Ferry rams pier at Skar"
    assert (
        Memory().tell(Story("s", "s", NOON, pinned="a"), reports).telling.headline == reports[0].article.title
    )


def test_of_a_wire_that_a_hundred_papers_print_the_count_of_the_evening_is_told(file: File) -> None:
    def printed(place: int, number: str) -> FiledArticle:
        text = (
            f"{number} people were injured when a ferry hit the pier at Skar on Tuesday, the coastguard said."
        )
        title = f"{number} people injured in Skar ferry accident"
        return file(
            f"p{place:03}", text, title=title, source=f"Paper {place}", hours=place / 10, origin="p000"
        )

    story = told(
        *(printed(place, "Fourteen") for place in range(90)),
        *(printed(place, "Seventeen") for place in range(90, 110)),
    )
    assert story.telling.headline == "Seventeen people injured in Skar ferry accident"
    assert story.summary[0].text.startswith("Seventeen people were injured")


@pytest.mark.parametrize(
    ("publisher", "number", "old"),
    [("A Wire", "seven", {"a", "b"}), ("C News", "seven", set()), ("C News", "eleven", {"a", "b"})],
)
def test_a_count_is_overtaken_by_a_higher_one_and_by_a_correction_of_who_gave_it(
    file: File, publisher: str, number: str, old: set[str]
) -> None:
    crash = "{} people were killed on Monday when a bus ran off a mountain road near Pell, police said."
    reports = [
        file("a", crash.format("Nine"), source="A Wire", title="Bus crash near Pell kills nine"),
        file("b", crash.format("Nine"), source="B Post", title="Nine die in bus crash near Pell", hours=2),
        file(
            "c",
            crash.format(number.title()),
            source=publisher,
            title=f"Bus crash near Pell kills {number}",
            hours=9,
        ),
    ]
    overtaken = panel(reports).overtaken
    assert overtaken.titles == old
    assert {name for name, _ in overtaken.sentences} == old
    assert overtaken.current == ({"c"} if old else set())


def test_where_all_titles_give_old_counts_the_headline_is_cut_out_of_a_lead_that_does_not(file: File) -> None:
    killed = "{} people were killed when a bus ran off a road near Pell, police said."
    reports = [
        file("a", killed.format("Nine"), title="Bus crash near Pell kills nine", source="A Wire"),
        file("b", killed.format("Nine"), title="Nine die in bus crash near Pell", source="B Post", hours=1),
        file("c", killed.format("Eleven"), source="A Wire", hours=9),
    ]
    assert told(*reports).telling.headline == killed.format("Eleven").removesuffix(".")


def test_whoever_says_that_he_lowers_a_count_corrects_it(file: File) -> None:
    killed = file("a", "An earthquake killed 23 people in the province of Vell on Monday.", source="A Wire")
    lowered = (
        "The ministry lowered the number of people killed by the earthquake in the province of Vell to 19."
    )
    assert panel([killed, file("b", lowered, source="B Post", hours=9)]).overtaken.sentences == {("a", 0)}


@pytest.mark.parametrize("raising", ["raising an earlier toll of nine", "up from nine on Monday"])
def test_who_gives_the_old_count_beside_the_new_one_is_up_to_date(file: File, raising: str) -> None:
    crash = "{} people were killed when a bus ran off a road near Pell, {}."
    old = file("a", crash.format("Nine", "police said"), source="A Wire")
    new = file("b", crash.format("Eleven", f"police said, {raising}"), source="A Wire", hours=9)
    figures = panel([old, new])
    assert [claim.value for claim in figures.disagreements[0].claims] == [9, 11]
    assert figures.overtaken.sentences == {("a", 0)}


SHOT = "Four people were killed when a gunman opened fire at a market in Orr on Monday, police said."


@pytest.mark.parametrize(
    ("later", "overtakes"),
    [
        (
            "A fifth person has died of wounds suffered in the shooting at a market in Orr, the hospital said.",
            True,
        ),
        ("A 5th person died on Tuesday after the shooting that killed four people at a market in Orr.", True),
        ("The death toll from the shooting at a market in Orr has climbed to five.", True),
        ("The hospital reported a fifth death from the shooting at a market in Orr.", True),
        # A number of something else, of the injured first of all, or not the next one.
        ("A fifth person was injured in the shooting at a market in Orr, the hospital said.", False),
        ("A sixth person has died of wounds suffered in the shooting at a market in Orr.", False),
        ("The gunman in Orr lived on the fifth floor with a person who has died.", False),
        ("His fifth victim has not died, the hospital in Orr said of the shooting at a market.", False),
        ("A fifth person has died in a shooting at a school in Sall, police said.", False),
        ("It was the fifth death in Orr this year.", False),
        ("The fifth person may have died of wounds suffered in the shooting at a market in Orr.", False),
    ],
)
def test_the_next_to_die_makes_the_count_before_a_past_one(file: File, later: str, overtakes: bool) -> None:
    old = file("a", SHOT, source="A Wire", title="Gunman kills four people at Orr market")
    new = file("b", later, source="B Post", hours=20)
    figures = panel([old, new])
    assert figures.overtaken.sentences == ({("a", 0)} if overtakes else set())
    assert [[claim.value for claim in one.claims] for one in figures.disagreements] == [[4, 5]] * overtakes


def test_who_names_the_next_to_die_and_those_before_states_the_number_in_all(file: File) -> None:
    old = file("a", SHOT, source="A Wire", title="Gunman kills four people at Orr market")
    later = "A fifth person has died after the shooting at a market in Orr, the hospital said."
    new = file(
        "b", f"{later} {SHOT}", source="A Wire", title="Fifth person dies after Orr shooting", hours=20
    )
    assert told(old, new).telling.headline == new.article.title
    alone = file("c", later, source="B Post", hours=20)
    assert not panel([alone, file("d", "A market in Orr was closed.")]).disagreements
