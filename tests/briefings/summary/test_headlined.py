"""A summary tells what its headline says, and has no sentence that has to do with nothing."""

import pytest

from service.briefings.summary import Budget, summarise
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.model import FiledArticle
from tests.briefings.conftest import File

HEADLINE = "Ilse Vann to run for parliament in spring"
WHO = [
    "Ilse Vann, the harbour pilot of Orr who brought the ferry Orla home through the January storm, spoke to sailors "
    "at Pell.",
    "The harbour pilot who brought the ferry Orla home through the January storm spoke to 400 sailors at Pell, Ilse "
    "Vann's office said.",
]
RUNS = "Ilse Vann, the harbour pilot of Orr, said that she would run for parliament in the spring."
CLAIM = "Ilse Vann told sailors at Pell on Monday that the harbour count had been rigged against pilots{}."
RUN = "Ilse Vann told sailors at Pell that she would run for parliament in the spring."
QUIP = "Halloween is always getting grown people into trouble."


def _told(reports: list[FiledArticle], headline: str) -> list[str]:
    return [one.text for one in summarise(reports, headline=headline)]


def _story(file: File, *texts: str, title: str = HEADLINE) -> list[FiledArticle]:
    return [file(name, text, title=title) for name, text in zip("abcd", texts, strict=False)]


def test_where_no_sentence_says_what_the_title_does_the_lead_that_does_is_taken(file: File) -> None:
    assert RUNS in _told(_story(file, *WHO, RUNS), HEADLINE)
    # A headline that was cut from a sentence is none of the titles, and decides nothing.
    assert RUNS not in _told(_story(file, *WHO, RUNS, title=""), HEADLINE)


@pytest.mark.parametrize(("behind", "stays"), [(", without providing evidence", True), (" for years", False)])
def test_what_is_said_without_evidence_stays_so(file: File, behind: str, stays: bool) -> None:
    claim = CLAIM.format(behind)
    echo = f"The harbour count had been rigged against pilots, Vann told sailors at Pell{behind}."
    told = _told(_story(file, claim, echo, RUN), HEADLINE)
    assert (claim in told or echo in told, RUN in told) == (stays, not stays)


@pytest.mark.parametrize(
    ("other", "stays"),
    [
        (QUIP, False),
        ("Halloween was cancelled in two counties, the governor said.", True),
        ("Halloween costumes sold at 18 shops were taken off their shelves.", True),
        ("Pia Lund had been hired away from a rival station in the north, where few had heard her.", True),
    ],
)
def test_the_odd_one_out_is_not_quoted(file: File, other: str, stays: bool) -> None:
    title = "Pia Lund apologises on air for her words about costumes"
    lead = "Pia Lund, who presents a show, apologised to viewers on Monday for her words about costumes."
    reports = _story(file, lead, other, title=title)
    assert (other in _told(reports, title)) is stays
    assert lead in _told(reports, title)


def test_where_there_is_nothing_but_odd_ones_they_are_told(file: File) -> None:
    reports = _story(
        file, QUIP, "Pumpkins grow fat in a wet and windy autumn.", title="Frost warning for Orr"
    )
    assert _told(reports, "Frost warning for Orr")


def test_in_other_languages_nothing_is_odd(file: File) -> None:
    lead = "Der Rat von Orr hat am Montag beschlossen, die alte Hafenbrücke für Lastwagen zu sperren."
    other = "Ein Umweg durch das Moor kostet jeden Spediteur zwei volle Stunden und manchen Reifen."
    title = "Orr sperrt Hafenbrücke für Lastwagen"
    reports = [file("a", lead, title=title, language="de"), file("b", other, title=title, language="de")]
    assert other in _told(reports, title)


@pytest.mark.parametrize(
    ("titles", "heard"),
    [
        ((HEADLINE, "You won’t believe what Vann plans"), [True, False]),
        ((HEADLINE, "Ilse Vann enters the race for parliament"), [True, True]),
        (("Here is why Vann runs", "You won’t believe what Vann plans"), [True, True]),
        ((HEADLINE, ""), [True, True]),
    ],
)
def test_beside_a_plain_title_what_stands_under_a_teaser_is_no_further_voice(
    file: File, titles: tuple[str, str], heard: list[bool]
) -> None:
    reports = [file("a", RUNS, title=titles[0]), file("b", WHO[0], title=titles[1])]
    assert Material(gather(reports), Budget()).voices.tolist() == heard
