"""The latest turn of a story has its headline and its opening, whatever stands closest to what all tell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.briefings.remembering import Memory, Told
from service.briefings.turning import latest_turn
from service.model import FiledArticle, Story
from tests.briefings.conftest import NOON, File

MORE = (
    "The council of Orr had followed the case from its beginning, and the county had seen nothing like it. "
    * 4
)
Reports = Sequence[tuple[float, str, str]]
"""Hours, titles, and how the texts begin."""

FIRE: Reports = [
    (0, "Library burns down in Marren", "The library of Marren burnt down on Monday."),
    (2, "Fire destroys library in Marren", "A fire has destroyed the library of Marren, the council said."),
    (
        30,
        "Teacher held over library fire in Marren",
        "A teacher was held in Marren over the fire in its library.",
    ),
    (
        34,
        "Teacher arrested over Marren library fire",
        "A teacher of Marren was arrested over its library fire.",
    ),
]
GUILTY = (
    400,
    "Jury finds teacher guilty of Marren library fire",
    "A jury found the teacher guilty on Wednesday of setting the fire in the library of Marren.",
)


def filed(file: File, reports: Reports) -> list[FiledArticle]:
    return [
        file("abcdefgh"[n], f"{text} {MORE}", title=title, hours=hours)
        for n, (hours, title, text) in enumerate(reports)
    ]


def passed(articles: Sequence[FiledArticle]) -> frozenset[str]:
    return latest_turn(articles).passed


def told(articles: Sequence[FiledArticle], pinned: str | None = None) -> Told:
    return Memory().tell(replace(Story("s", "s", NOON), pinned=pinned), articles)


def test_the_latest_turn_has_the_headline_and_the_opening(file: File) -> None:
    reports = filed(file, [*FIRE, GUILTY])
    story = told(reports)
    assert passed(reports) == set("abcd")
    assert (story.telling.headline, story.telling.representative) == (GUILTY[1], "e")
    assert "latest turn" in story.telling.why
    assert story.summary[0].citations[0].article_id == "e"
    assert told(reports[::-1]) == story


def test_what_went_before_the_turn_is_told_behind_it(file: File) -> None:
    before = "The library of Marren burnt down on Monday, and 40,000 books were lost."
    reports = [
        file("a", before, title=FIRE[0][1]),
        file("b", f"{before} Nobody was hurt.", title=FIRE[1][1], hours=2),
        file("c", GUILTY[2], title=GUILTY[1], hours=400),
    ]
    assert [sentence.text for sentence in told(reports).summary][:2] == [GUILTY[2], before]


def test_reports_of_one_time_are_told_as_before(file: File) -> None:
    reports = filed(file, [(0, title, text) for _, title, text in [*FIRE, GUILTY]])
    assert not passed(reports)
    assert not passed(filed(file, [(hours / 100, title, text) for hours, title, text in [*FIRE, GUILTY]]))


def test_what_an_editor_has_pinned_stays(file: File) -> None:
    story = told(filed(file, [*FIRE, GUILTY]), pinned="a")
    assert story.telling.headline == FIRE[0][1]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Marren remembers library fire: what if teacher is found guilty?", "Marren waits."),
        ("Jury to decide whether teacher is guilty of Marren library fire", "A jury is to decide."),
        ("Teacher not yet charged over Marren library fire", "Nobody has been charged."),
        ("Dog breeder found guilty of theft at Tarn", "A dog breeder was found guilty of theft at Tarn."),
        ("Opinion: Teacher found guilty of Marren library fire", "I think that this was right. I do."),
        ("", "A reader of the Marren library tells how she found the book that she had lost."),
    ],
)
def test_what_is_no_turn_of_this_story_passes_nothing(file: File, title: str, text: str) -> None:
    assert passed(filed(file, [*FIRE, (400, title, text)])).isdisjoint("cd")


def test_a_turn_that_later_reports_do_not_take_up_stands_beside_the_story(file: File) -> None:
    storm: Reports = [
        (0, "Storm Edda cuts power in Sall", "Storm Edda cut the power of 20,000 homes in Sall."),
        (1, "Storm Edda: airport of Sall closed", "The airport of Sall was closed as Storm Edda came."),
        (20, "Airport of Sall reopens after Storm Edda", "The airport of Sall was open again on Tuesday."),
    ]
    later: Reports = [
        (24, "Storm Edda: 9,000 homes in Sall without power", "Storm Edda left 9,000 homes without power."),
        (25, "Storm Edda: army sent to Sall", "The army was sent to Sall, which Storm Edda has hit."),
        (26, "Storm Edda: schools in Sall stay shut", "Schools in Sall stay shut after Storm Edda."),
    ]
    assert passed(filed(file, storm))
    assert not passed(filed(file, [*storm, *later]))


def test_later_reports_that_know_the_turn_stand_for_the_story_the_best_of_them(file: File) -> None:
    again = (
        402,
        "Marren library fire: teacher convicted",
        "A jury convicted the teacher of the Marren library fire.",
    )
    aside = (403, "Marren to build new library", "Marren is to have a new library, the council said.")
    reports = filed(file, [*FIRE, GUILTY, again, aside])
    assert passed(reports) == set("abcdg")
    assert told(reports).telling.representative in {"e", "f"}


def test_of_two_turns_the_later_one_counts_and_nobody_goes_back_in_the_course_of_justice(file: File) -> None:
    charged = (
        90,
        "Teacher charged over Marren library fire",
        "The teacher was charged over the Marren library fire.",
    )
    friend = (
        500,
        "Friend of teacher charged over Marren library fire",
        "A friend was charged over the Marren fire.",
    )
    assert passed(filed(file, [*FIRE, charged])) == set("abcd")
    assert passed(filed(file, [*FIRE, charged, GUILTY])) == set("abcde")
    assert passed(filed(file, [*FIRE, GUILTY, friend])) == set("abcdf")


def test_who_only_plans_what_has_been_done_gives_way_to_all_others(file: File) -> None:
    patch: Reports = [
        (0, "Tamm to release patch for Orbis browser", "Tamm said on Monday that it would release a patch."),
        (1, "Flaw found in Orbis browser of Tamm", "A flaw was found in the Orbis browser of Tamm."),
        (
            5,
            "Tamm releases patch for Orbis browser",
            "Tamm released a patch for the Orbis browser on Monday.",
        ),
    ]
    reports = filed(file, patch)
    assert passed(reports) == {"a"}
    assert told(reports).telling.headline != patch[0][1]
    assert not passed(reports[:2])
    assert not passed(filed(file, [patch[2], (9, patch[0][1], patch[0][2])]))


def test_a_report_without_a_title_knows_what_its_first_sentence_tells(file: File) -> None:
    reports = filed(file, [*FIRE, GUILTY, (401, "", GUILTY[2])])
    assert passed(reports) == set("abcd")
