"""A report is called something that tells it from the others, also where it has neither title nor source."""

import pytest

from service.formats.outputs.names import OPENING, source_of, title_of
from service.model import Article

STORM = "Heavy rain is expected\nover the Alma valley on Friday; the survey has warned of floods, mud and closed roads."


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("River Alma\n floods", STORM, "River Alma floods"),
        ("", "Rain stops play", "Rain stops play"),
        (
            " \x00",
            STORM,
            "Heavy rain is expected over the Alma valley on Friday; the survey has warned of floods…",
        ),
        ("", "x" * 200, "x" * OPENING + "…"),
        ("", "\x07", "untitled"),
    ],
)
def test_a_title_or_the_opening_words(title: str, text: str, called: str) -> None:
    assert title_of(Article("1", title, text)) == called


def test_a_source_stands_on_one_line() -> None:
    assert source_of(Article("1", "Flood", source="Pell\n Post")) == "Pell Post"
    assert (
        source_of(Article("1", "Flood", source=" \n", url="https://www.pellpost.example/a"))
        == "pellpost.example"
    )
    assert source_of(Article("1", "Flood")) == "unnamed source"
