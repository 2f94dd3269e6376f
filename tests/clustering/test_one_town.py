"""With the real model and the shipped fusion: reports from one town are not one story for its name alone."""

from collections.abc import Sequence
from random import Random

import pytest

from embeddings import Encoder
from service.demo import demo_lines
from service.formats.reading import read
from tests.clustering.test_first_of_their_kind import NOW, Told, stories

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

TOWN: dict[str, Sequence[Told]] = {
    "bus": [
        (
            "Two hurt in Ambleford bus crash",
            "Two passengers were taken to hospital after a bus left the road near Ambleford on Tuesday morning. The "
            "driver was unhurt.",
        ),
        (
            "Bus comes off road at Ambleford",
            "A bus full of pupils skidded into a hedge outside Ambleford early on Tuesday, leaving two people with "
            "broken bones.",
        ),
    ],
    "roof": [
        (
            "Ambleford school gets new roof",
            "Work has begun on a new roof for the primary school in Ambleford. The council is paying half of the cost.",
        )
    ],
    "library": [
        (
            "Ambleford library to close on Mondays",
            "The library in Ambleford will shut on Mondays from next month to save money, the county said.",
        ),
        (
            "Monday closing for library",
            "Readers in Ambleford will find the library's doors locked on Mondays. The county hopes to save 40,000 "
            "crowns a year.",
        ),
    ],
    "weir": [
        (
            "Dog rescued from weir",
            "Firefighters pulled a labrador from the weir at Ambleford on Sunday. The animal had been clinging to a "
            "branch for an hour.",
        )
    ],
    "bikes": [
        (
            "Burglars take bikes from Ambleford shop",
            "Thieves smashed the window of a cycle shop in Ambleford and took nine bicycles, police said.",
        ),
        (
            "Nine bikes stolen",
            "A cycle dealer in Ambleford lost nine machines to burglars who broke his shop window in the night.",
        ),
    ],
    "birthday": [
        (
            "Ambleford woman turns 105",
            "Edith Barlow, who has lived in Ambleford all her life, celebrated her 105th birthday on Friday with cake "
            "and sherry.",
        )
    ],
}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("town", ["Ambleford", "Port Elsing"])
@pytest.mark.parametrize("desk", ["empty", "demo"])
def test_reports_from_one_town_are_stories_of_their_own(
    desk: str, town: str, seed: int, encoder: Encoder
) -> None:
    before = read(demo_lines(), name="the demo reports", now=NOW).submissions if desk == "demo" else []
    events = [
        [(title.replace("Ambleford", town), text.replace("Ambleford", town)) for title, text in reports]
        for reports in TOWN.values()
    ]
    expected = {frozenset(title for title, _ in reports) for reports in events}
    reports = [told for reports in events for told in reports]
    Random(seed).shuffle(reports)
    assert stories(reports, encoder, before) == expected
