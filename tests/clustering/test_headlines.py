"""With the real model and the shipped fusion: bare headlines of one event share few words, and are one story."""

from random import Random

import pytest

from embeddings import Encoder
from tests.clustering.test_first_of_their_kind import stories

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

RIG = (
    "Oil rig off Skarvik evacuated after gas leak",
    "Gas leak forces 140 workers off North Sea platform",
    "Platform cleared as gas alarm sounds off Skarvik",
    "Workers flown ashore in gas scare on oil platform",
)
VOTE = (
    "Lindhaven council backs car-free centre",
    "Cars to be banned from heart of Lindhaven",
    "Lindhaven votes to shut city centre to cars",
    "No more cars downtown, Lindhaven councillors decide",
)
MERGER = (
    "Bravik to buy Kestrel Lines for 2.1 billion",
    "Kestrel Lines agrees to Bravik takeover",
    "Container shipper Kestrel sold to logistics group Bravik",
    "Bravik swallows Kestrel in shipping deal",
)
RATES = (
    "Central bank of Estmark raises rates to 4.25 percent",
    "Estmark rate rise: borrowing costs highest since 2009",
    "Surprise rate increase from Estmark central bank",
)
OTHERS = (
    "Two die in Brest warehouse fire",
    "Fire guts furniture factory in Talle",
    "Brightest comet in a decade graces evening sky",
    "Tram drivers walk out in Aldmere",
    "Aldmere win cup final on penalties",
    "Court clears former minister of fraud",
    "Heavy snow closes mountain passes",
    "Stolen globe returns to Hovden museum",
    "Talle school wins robotics prize",
)


@pytest.mark.parametrize("seed", range(4))
def test_headlines_of_one_event_are_one_story_and_all_others_stay_apart(seed: int, encoder: Encoder) -> None:
    events = [RIG, VOTE, MERGER, RATES, *((title,) for title in OTHERS)]
    reports = [(title, "") for titles in events for title in titles]
    Random(seed).shuffle(reports)
    assert stories(reports, encoder) == set(map(frozenset, events))
