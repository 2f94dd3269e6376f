"""Reports that a later one goes back on stand for nothing; one that might go back on them has not done so."""

from collections.abc import Sequence

import pytest

from service.briefings.latest import gone_back_on
from service.briefings.remembering import Memory, Told
from service.briefings.timeline import timeline
from service.briefings.wording.reversals import reversals_in, reversals_told
from service.model import FiledArticle, Story
from tests.briefings.conftest import NOON, File

MORE = "It was the first case of its kind in the county, and the council of Orr had followed it from the beginning. "


def told(*articles: FiledArticle) -> Told:
    return Memory().tell(Story("s", "s", NOON), articles)


Report = tuple[str, str]
"""A title, and how the text begins."""

REVERSALS: Sequence[tuple[Report, Report, Report]] = [
    (
        (
            "Police name teacher as suspect in Marren arson",
            "Police named a teacher in the Marren library fire.",
        ),
        (
            "Teacher held over library fire in Marren",
            "A teacher was held in Marren over the fire in its library.",
        ),
        (
            "Teacher cleared in Marren library fire as electrician is arrested",
            "Police cleared the teacher they had named as the suspect in the Marren library fire.",
        ),
    ),
    (
        (
            "Tamm agrees to buy Orbis for 3.2 billion",
            "Tamm has agreed to buy Orbis for 3.2 billion crowns, both said.",
        ),
        (
            "Tamm to take over Orbis",
            "Tamm will take over Orbis in a deal worth 3.2 billion crowns, it said.",
        ),
        (
            "Tamm drops Orbis bid after regulator objects",
            "Tamm dropped its bid for Orbis, for the regulator objected.",
        ),
    ),
    (
        (
            "Singer Mira Solen dies at 61",
            "The singer Mira Solen has died at 61, her record company said on Monday.",
        ),
        (
            "Mira Solen, voice of Harbour Lights, dead at 61",
            "Mira Solen has died in Pell, her record company said.",
        ),
        (
            "Singer Mira Solen is alive, family says after report of death",
            "The singer Mira Solen is alive, her family said, and her record company apologised.",
        ),
    ),
    (
        (
            "Mayor Brandt convicted of bribery",
            "A court in Orr convicted Mayor Lise Brandt of bribery on Monday.",
        ),
        (
            "Orr mayor gets two years for bribery",
            "Lise Brandt, mayor of Orr, must go to prison for taking bribes.",
        ),
        (
            "Appeals court overturns conviction of Orr mayor Brandt",
            "An appeals court overturned the bribery conviction of Lise Brandt, the mayor of Orr, on Sunday.",
        ),
    ),
]


@pytest.mark.parametrize(("before", "again", "after"), REVERSALS)
def test_what_a_full_report_goes_back_on_is_neither_headline_nor_summary(
    file: File, before: Report, again: Report, after: Report
) -> None:
    reports = [
        file(name, f"{text} {3 * MORE}", title=title, hours=hours)
        for name, (title, text), hours in (("a", before, 0), ("b", again, 2), ("c", after, 40))
    ]
    story = told(*reports)
    assert (story.telling.headline, story.telling.representative) == (after[0], "c")
    assert {cited.article_id for sentence in story.summary for cited in sentence.citations} == {"c"}
    assert timeline(reports)[-1].sentence == story.summary[0]
    assert told(*reports[:2]).telling.headline in (before[0], again[0])


@pytest.mark.parametrize(("before", "again", "after"), REVERSALS)
@pytest.mark.parametrize("titles", [("", "", ""), (None, None, "What it means for Orr")])
def test_where_the_title_does_not_tell_it_the_first_sentence_does(
    file: File, before: Report, again: Report, after: Report, titles: Sequence[str | None]
) -> None:
    reports = [
        file(name, f"{text} {3 * MORE}", title=own if title is None else title, hours=hours)
        for name, (own, text), title, hours in zip(
            "abc", (before, again, after), titles, (0, 2, 40), strict=True
        )
    ]
    story = told(*reports)
    assert story.telling.representative == "c"
    assert {cited.article_id for sentence in story.summary for cited in sentence.citations} == {"c"}


@pytest.mark.parametrize(
    ("lead", "kinds"),
    [
        ("A court in Orr on Monday overturned the conviction of Mayor Lise Brandt.", ["overturned"]),
        ("After two weeks of talks, Tamm has abandoned its plan to buy Orbis, it said.", ["off"]),
        ("The ministry said on Monday that it had reinstated the night bus.", ["restored"]),
        ("Police in Orr have cleared a teacher whom they had named as a suspect.", ["cleared"]),
        ("Prosecutors appealed on Monday against a ruling that overturned the mayor's conviction.", []),
        ("Mayor Lise Brandt, who was cleared of bribery in 2019, will run again.", []),
        ("Orr is to vote on Sunday for the seat vacated by Lise Brandt.", []),
        ("The council met in Orr after Tamm dropped its bid for the harbour.", []),
        ("Prosecutors had dropped the charges in March.", []),
        ("Police cleared the square of protesters.", []),
        ("The court cleared the way for a new bridge.", []),
        ("The result clears the path for a second bridge.", []),
    ],
)
def test_of_a_first_sentence_the_main_clause_counts(lead: str, kinds: Sequence[str]) -> None:
    assert list(reversals_told(lead)) == kinds


def test_who_only_asks_for_it_or_tells_of_something_else_goes_back_on_nothing(file: File) -> None:
    storm = file(
        "a", f"Storm Edda cut the power of 20,000 homes in Sall. {MORE}", title="Storm Edda hits Sall"
    )
    search = file("b", MORE, title="Storm Edda: Tarn calls off search for two missing fishermen", hours=9)
    guilty = file(
        "c", f"A court in Orr convicted Mayor Brandt. {MORE}", title="Court in Orr convicts Mayor Brandt"
    )
    asks = file("d", MORE, title="Mayor Brandt asks court in Orr to throw out charges", hours=9)
    knows = file(
        "e", f"The conviction of Mayor Brandt was overturned in Orr. {MORE}", title="Mayor Brandt is back"
    )
    over = file("f", MORE, title="Appeals court overturns conviction of Orr mayor Brandt", hours=9)
    assert not gone_back_on([storm, search])
    assert not gone_back_on([guilty, asks])
    assert gone_back_on([guilty, knows, over]) == {"c"}
    assert not gone_back_on(
        [over, file("g", MORE, title="Mayor Brandt of Orr convicted by court", hours=9.5)]
    )


def test_who_has_won_replaces_exit_polls_and_first_counts_and_nothing_else(file: File) -> None:
    exit_poll = file(
        "a",
        f"Eva Holt was ahead in Orr's election on Sunday, an exit poll showed. {MORE}",
        title="Holt leads Orr election, exit poll shows",
    )
    profile = file("b", f"Eva Holt was a teacher before she ran. {MORE}", title="Who is Eva Holt of Orr?")
    won = file(
        "c",
        f"Eva Holt won the election in Orr, near-final results showed. Exit polls had said so. {MORE}",
        title="Holt wins Orr election",
        hours=3,
    )
    late = file("d", exit_poll.article.text, title="Exit poll gives Holt lead in Orr election", hours=3.5)
    other = file(
        "e", f"Marek won the vote in Tarn. {MORE}", title="Marek wins Tarn presidency in runoff", hours=9
    )
    assert gone_back_on([exit_poll, profile, won]) == {"a"}
    assert gone_back_on([exit_poll, file("f", won.article.text, title=won.article.title)]) == {"a"}
    assert not gone_back_on([won, late])
    assert not gone_back_on([exit_poll, other])
    story = told(exit_poll, profile, won)
    assert story.telling.headline == "Holt wins Orr election"
    assert "a" not in {cited.article_id for sentence in story.summary for cited in sentence.citations}


def test_a_flash_that_calls_another_a_hoax_need_not_say_what_was_one(file: File) -> None:
    gone = file("a", title="ALERT: Estmark president Moe resigns - state radio")
    stays = file(
        "b", title="ALERT: Estmark president Moe still in office, aide says; report was hoax", hours=1.5
    )
    assert gone_back_on([gone, stays]) == {"a"}


def test_copies_of_what_is_gone_back_on_go_with_it_though_they_come_later(file: File) -> None:
    deal = file("a", f"Tamm will buy Orbis in a deal. {MORE}", title="Tamm to buy Orbis")
    off = file("b", MORE, title="Tamm drops deal with Orbis", hours=9)
    reprint = file(
        "c", f"Tamm will buy Orbis in a deal. {MORE}", title="Tamm to buy Orbis", origin="a", hours=10
    )
    assert gone_back_on([deal, off, reprint]) == {"a", "c"}


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Union calls off strike at Orr port", ["off"]),
        ("Union threatens to call off talks", []),
        ("Court may overturn ban on ferries", []),
        ("Judge refuses to drop charges against Brandt", []),
        ("Senate clears way for bridge", []),
        ("There is one clear winner in Orr", []),
        ("Tamm reports drop in sales of phones", []),
        ("Waiting period ends on Tamm bid", []),
        ("Tamm shares drop five percent", []),
        ("Missing girl found alive in Orn forest", ["alive"]),
        ("Orr backs down, reinstates night bus", ["restored"]),
        ("Police correct toll of bus crash", []),
        ("Ministry lowers death toll of quake", ["untrue"]),
    ],
)
def test_a_reversal_is_told_of_as_done(title: str, kinds: Sequence[str]) -> None:
    assert list(reversals_in(title)) == kinds
