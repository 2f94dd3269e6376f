from collections.abc import Callable, Sequence

import pytest

from service.briefings.figures.panel import disagreements
from service.model import FiledArticle

File = Callable[..., FiledArticle]

ILLNESS = (
    "Minister Eva Holt signed an order on Tuesday to help the {} Belmarkers who suffer from river fever."
)
FEVER = "The order that Holt signed changes the care of the {} Belmarkers with river fever."


def shown(articles: Sequence[FiledArticle]) -> list[tuple[str, str, list[str]]]:
    return [(one.about, one.status, [claim.said for claim in one.claims]) for one in disagreements(articles)]


def pair(file: File, one: str, other: str, source: str = "Post") -> list[FiledArticle]:
    return [
        file("a", one, source="Wire", title="Holt"),
        file("b", other, source=source, title="Order", hours=0.5),
    ]


def test_figures_without_an_event_are_compared_by_the_words_around_them(file: File) -> None:
    articles = pair(file, ILLNESS.format("30,000"), FEVER.format("37,000"))
    assert shown(articles) == [("Belmarkers (river fever, order)", "contested", ["30,000", "37,000"])]
    fits = pair(file, ILLNESS.format("more than 30,000"), FEVER.format("37,000"))
    assert [one[1] for one in shown(fits)] == ["compatible"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ILLNESS.format("30,000"), FEVER.format("30,000")),
        (ILLNESS.format("30,000"), FEVER.format("more than 30,100")),
        (ILLNESS.format("30,000"), FEVER.format("90,000")),
        (ILLNESS.format("30,000"), FEVER.format("37,000") + " Some 30,000 of them live in Orr."),
        (
            ILLNESS.format("30,000"),
            FEVER.format("37,000") + " In Orr there are 25,000 Belmarkers with a cough.",
        ),
        (ILLNESS.format("30,000"), "The hall holds 37,000 Belmarkers, the owner of the place signed a note."),
        (
            "Sarn Corp is raising $75 million through an offering of bonds, Kidd Brothers said.",
            "Wixo Corp is raising $110 million through an offering of bonds, Kidd Brothers said.",
        ),
        (
            "Reformers took 41 percent in Orr, a poll by Opina showed.",
            "In Orr 32 percent are idle, an Opina poll showed.",
        ),
        (ILLNESS.format("30,000"), FEVER.format("37,000").replace("the care", "the care in 2011")),
        (
            ILLNESS.format("30,000"),
            FEVER.format("37,000").replace("fever", "fever, excluding carriers"),
        ),
        (
            "Fuel rose to $4.10 at most stations of the coast.",
            "Fuel rose to $4.60 at most stations of the coast.",
        ),
    ],
    ids=[
        "same",
        "rounded",
        "far-off",
        "known",
        "rival",
        "other-words",
        "firms",
        "polls",
        "year",
        "whole",
        "prices",
    ],
)
def test_what_may_be_of_two_things_is_not_shown(file: File, one: str, other: str) -> None:
    assert shown(pair(file, one, other)) == []


def test_one_publisher_is_not_set_against_himself(file: File) -> None:
    assert shown(pair(file, ILLNESS.format("30,000"), FEVER.format("37,000"), source="Wire")) == []


def test_programmes_are_under_no_bound(file: File) -> None:
    articles = pair(
        file,
        "Firms of Orr got loans under the $500 million harvest rescue programme.",
        "Loans of the $670 million harvest rescue programme went to firms of Orr.",
    )
    assert [one[1] for one in shown(articles)] == ["contested"]


def test_including_tells_of_a_part_but_not_before_a_way(file: File) -> None:
    told = "Guards chased the thief at speeds {}through the old town of Orr before he drove the van into a ditch."
    one, other = told.format("of 120 mph, including {}"), told.format("of 100 mph ")
    assert len(shown(pair(file, one.format(""), other))) == 1
    assert shown(pair(file, one.format("one minute "), other)) == []


def test_many_names_in_common_tell_as_much_as_a_plain_word(file: File) -> None:
    one = "The Tarn Harbour Board, the Belmark Rail Council and 14 towns sued Kidd Corp."
    other = "Kidd Corp faces claims of the Tarn Harbour Board, the Belmark Rail Council and 17 towns."
    assert len(shown(pair(file, one, other))) == 1
    fewer = (
        one.replace("the Belmark Rail Council", "a firm"),
        other.replace("the Belmark Rail Council", "a guild"),
    )
    assert shown(pair(file, *fewer)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The 12,000-acre fire in the hills of Orr spread.",
            "The fire in the hills of Orr is at 15,000 acres.",
        ),
        (
            "Holt gave a 77-minute speech on harbours in Tarn.",
            "Holt's speech in Tarn on harbours took 90 minutes.",
        ),
        (
            "Unions lost a vote at a 600-worker shoe plant in Orr.",
            "In Orr, 580 workers of a shoe plant had a vote.",
        ),
    ],
)
def test_a_hyphen_may_join_a_number_to_what_it_counts(file: File, one: str, other: str) -> None:
    assert len(shown(pair(file, one, other))) == 1


def test_ages_are_no_spans(file: File) -> None:
    aged = "A 77-year-old speaker on harbours in Tarn fell."
    assert shown(pair(file, aged, "The speaker in Tarn on harbours ruled for 90 years.")) == []


def test_a_name_is_no_plain_word_for_being_an_owners(file: File) -> None:
    one, other = (
        "Kidd Corp took on $120 million for Wixo's mines.",
        "Kidd Corp gave Wixo a loan of $150 million.",
    )
    assert shown(pair(file, one, other)) == []
