from collections.abc import Callable

import pytest

from service.briefings.figures.panel import disagreements
from service.model import FiledArticle

File = Callable[..., FiledArticle]

HIT = "A tram in Orr hit Eva Holt, a {}, on her way to the harbour."


def shown(file: File, one: str, other: str) -> list[tuple[str, list[str]]]:
    articles = [file("a", one, source="Wire"), file("b", other, source="Post", hours=0.5)]
    return [(line.about, [claim.said for claim in line.claims]) for line in disagreements(articles)]


def test_reports_may_differ_on_how_many_children_somebody_has(file: File) -> None:
    told = shown(file, HIT.format("mother of four"), HIT.format("mum-of-five"))
    assert told == [("children (tram, Eva Holt)", ["mother of four", "mum-of-five"])]


@pytest.mark.parametrize(
    "other",
    [
        HIT.format("mother of nine"),
        HIT.format("father of five"),
        HIT.format("mother of five") + " Neighbours called her a mother of four.",
        HIT.format("mother of five of the riders"),
        "A mother of five has won a race in Tarn.",
    ],
    ids=["far-off", "father", "known", "part", "other-words"],
)
def test_other_parents_are_no_contradiction(file: File, other: str) -> None:
    assert shown(file, HIT.format("mother of four"), other) == []
