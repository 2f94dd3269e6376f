"""With the real model and the shipped fusion: the same story, told by forty, is one story; and so is its look-alike."""

from random import Random

import pytest

from embeddings import Encoder
from service.clustering.metrics import score
from tests.clustering.test_first_of_their_kind import stories
from tests.clustering.test_headlines import OTHERS

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

BRANNOCK = """
Brannock files for bankruptcy
Pizza chain Brannock files for bankruptcy protection
Brannock seeks Chapter 11 again
Brannock pizza chain goes bankrupt for second time
For the second time in three years, Brannock files for bankruptcy
Brannock blames quiet malls as it files Chapter 11
Velden-based Brannock enters Chapter 11 with prepackaged plan
Brannock returns to bankruptcy court
Struggling pizza seller Brannock files for insolvency
Brannock to hand keys to lenders in bankruptcy
Mall favourite Brannock declares bankruptcy
All out of dough: Brannock files second bankruptcy
Brannock Chapter 11: $140 million in debt
Brannock, closing 45 restaurants, seeks bankruptcy protection
Pizza maker Brannock Chapter 11 petition lists $140 million owed
Brannock files for bankruptcy, vows quick recovery
UPDATE 2-Pizza chain Brannock files for bankruptcy protection
Brannock says bankruptcy will not close all its pizzerias
Food court pizza chain Brannock bankrupt again
Brannock bankruptcy: what it means for your slice
Brannock in bankruptcy, lenders to take over
Burned to a crisp: Brannock goes under again
Brannock goes bankrupt
Brannock pizza files Ch. 11
Pizza company Brannock files for reorganization
Brannock again files for Ch. 11 reorganization
Bankruptcy for Brannock, the pizza of the malls
Court to hear Brannock bankruptcy petition Thursday
Brannock's second bankruptcy since 2011
Why Brannock went bankrupt, twice
"""
LUNDE_AIR = """
Lunde Air and Coastwing to merge
Coastwing to buy Lunde Air for $4 billion
Lunde Air agrees to Coastwing takeover
Merger of Coastwing and Lunde Air creates biggest regional airline
Coastwing, Lunde Air announce $4 billion merger
Airlines Lunde and Coastwing agree to combine
Lunde Air shares jump on Coastwing offer
Coastwing swoops for Lunde Air
Coastwing chief to lead airline merged with Lunde
Regional carrier Lunde Air sold to Coastwing
Coastwing-Lunde Air deal: what passengers should know
Lunde Air brand to vanish after Coastwing merger
Regulators to study Coastwing's purchase of Lunde Air
Coastwing buys rival Lunde Air
UPDATE 1-Coastwing to acquire Lunde Air in all-stock deal
Unions wary of Coastwing takeover of Lunde Air
Lunde Air board backs Coastwing bid
Coastwing and Lunde Air join forces
Coastwing says Lunde Air merger to save $300 million a year
A new airline giant: Coastwing merges with Lunde Air
Coastwing pays $4 billion for Lunde Air
Lunde Air to become part of Coastwing
Merger talk ends in deal for Lunde Air and Coastwing
Coastwing takes over Lunde Air
Airline deal: Coastwing acquires Lunde Air
"""
OTHER_DEAL = """
Fairmont Foods to buy Bellamy Biscuits
Bellamy Biscuits sold to Fairmont for $2 billion
Snack maker Fairmont Foods agrees to buy Bellamy
Fairmont, Bellamy to merge into biscuit giant
Bellamy Biscuits board accepts Fairmont Foods offer
Fairmont Foods swallows rival Bellamy Biscuits
"""


def test_the_same_story_told_by_forty_is_one_beside_its_look_alikes(encoder: Encoder) -> None:
    events = [text.strip().splitlines() for text in (BRANNOCK, LUNDE_AIR, OTHER_DEAL)]
    events += [[title] for title in OTHERS]
    told = [(title, str(place)) for place, event in enumerate(events) for title in event]
    Random(7).shuffle(told)
    found = stories([(title, "") for title, _ in told], encoder)
    names = {title: str(place) for place, story in enumerate(found) for title in story}
    scores = score([label for _, label in told], [names[title] for title, _ in told]).b_cubed
    assert scores.precision > 0.97
    assert scores.recall > 0.85, [story for story in found if len(story) > 1]
