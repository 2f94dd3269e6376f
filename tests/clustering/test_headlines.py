"""With the real model and the shipped fusion: bare headlines of one event share few words, and are one story."""

import pytest

from embeddings import Encoder
from tests.clustering.test_first_of_their_kind import stories

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

TWICE = (
    ("Oil rig off Skarvik evacuated after gas leak", "Gas leak forces 140 workers off North Sea platform"),
    ("Lindhaven council backs car-free centre", "Cars to be banned from heart of Lindhaven"),
    ("Kestrel Lines agrees to Bravik takeover", "Container shipper Kestrel sold to logistics group Bravik"),
    (
        "Estmark rate rise: borrowing costs highest since 2009",
        "Surprise rate increase from Estmark central bank",
    ),
    ("Volcano erupts on Iceland's Reykjanes peninsula", "Lava flows as Icelandic volcano awakens"),
    ("Star striker Lunde out for season with knee injury", "Knee surgery ends Lunde's season"),
    ("Minister Varga quits over rail contract", "Rail deal costs transport minister her job"),
    ("Kidnapped heiress found alive in Lisbon", "Heiress freed after three weeks in captivity"),
    ("Spacecraft lands on far side of moon", "China's probe touches down on moon's dark side"),
    ("Toxic spill closes Danube beaches", "Danube bathing ban after chemical leak"),
)
"""Two headlines of each event."""
OTHERS = (
    "Two die in Brest warehouse fire",
    "Brightest comet in a decade graces evening sky",
    "Tram drivers walk out in Aldmere",
    "Penmoor win cup final on penalties",
    "Court clears former minister of fraud",
    "Heavy snow closes mountain passes",
    "Stolen globe returns to maritime museum",
    "Talle school wins robotics prize",
    "Beekeepers report record honey harvest",
    "Novelist Ada Orlin dies at 91",
    "Wolves seen near Denmoor for first time in a century",
    "Airline cancels 200 flights over software fault",
    "Hospital nurses to vote on pay offer",
    "Vaccine against potato blight passes field trial",
    "Orchestra names first woman as chief conductor",
    "Lottery winner gives half of jackpot to animal shelter",
    "Dutch cyclist takes yellow jersey in the Alps",
    "Whale beached in estuary swims free at high tide",
    "Village saves last pub by buying it",
    "Chess champion, 12, beats grandmaster",
    "Parliament bans single-use vapes",
    "Bakers fear for tradition as flour prices soar",
    "Asteroid sample lands in desert",
    "Road tunnel under strait delayed until 2034",
    "Archaeologists find Roman bath beneath car park",
    "Farmers block motorway with tractors",
    "Teenager sails solo round the world",
    "Power cut leaves stadium dark at half-time",
)


def test_headlines_of_one_event_are_one_story_and_all_others_stay_apart(encoder: Encoder) -> None:
    told = [*OTHERS, *(first for first, _ in TWICE), *(second for _, second in TWICE)]
    events = [*TWICE, *((title,) for title in OTHERS)]
    assert stories([(title, "") for title in told], encoder) == set(map(frozenset, events))
