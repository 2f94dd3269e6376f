"""One thing told in other words: the panel sets the numbers against each other, and no others."""

from collections.abc import Callable

import pytest

from service.briefings.figures.panel import disagreements
from service.model import FiledArticle

File = Callable[..., FiledArticle]


def shown(file: File, one: str, other: str) -> list[list[str]]:
    articles = [file("a", one, source="Wire"), file("b", other, source="Post", hours=0.5)]
    return [[claim.said for claim in line.claims] for line in disagreements(articles)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kidd Corp will lay off 120 workers in Orr.", "Kidd Corp announced 150 job cuts in Orr."),
        ("Kidd Corp announced 120 layoffs in Orr.", "Kidd Corp will axe 150 jobs in Orr."),
        ("A fire burned 120 homes to the ground in Orr.", "The fire in Orr destroyed 150 houses."),
        ("In Orr 120 houses went up in flames.", "In Orr 150 homes were lost to the fire."),
        ("A crash in Orr sent 120 people to hospital.", "Some 150 people were treated in hospital in Orr."),
        (
            "Some 120 people were plucked from the sea off Orr.",
            "Off Orr 150 people were picked up from the sea.",
        ),
        ("Officers detained 120 protesters in Orr.", "Police made 150 arrests in Orr."),
        ("About 120 people joined a march in Orr.", "A rally in Orr drew 150 people."),
        ("Kidd Air called off 120 flights.", "Kidd Air canceled 150 flights."),
        ("A judge gave Otto Brandt 12 years in prison.", "Brandt received a 14-year prison sentence."),
        ("Brandt must spend 12 years behind bars.", "Brandt was sent to prison for 14 years."),
        ("Orr counts 120 new measles cases.", "New daily measles infections in Orr hit 150."),
        (
            "The number of cases of the measles in Orr reached 120.",
            "Orr has 150-plus confirmed measles cases.",
        ),
        ("Coronavirus cases in Orr top 1,200.", "Orr has 1,500 Covid-19 infections."),
        ("Some 120 homes and businesses in Orr lost power.", "In Orr 150 customers were without power."),
        ("Rescuers tried to reach 12 trapped miners in Orr.", "In Orr 15 miners are stuck underground."),
        (
            "Some 120 migrants were sent home in May.",
            "The deportation of 150 migrants in May was confirmed.",
        ),
        ("Some 120 nurses walked off the job in Orr.", "A strike by 150 nurses began in Orr."),
        ("Some 120 nurses were taking part in the strike in Orr.", "In Orr 150 nurses joined the walkout."),
        ("The wildfire near Orr grew to 120 acres.", "The fire near Orr has burned 150 acres."),
        ("A blaze covering 120 hectares threatens Orr.", "Flames burned 150 hectares in Orr."),
        ("Kidd Stores will shutter 120 shops.", "Kidd Stores will close 150 outlets."),
        ("Marovia moved 120 soldiers into Tarn.", "Marovia sent 150 troops to Tarn."),
        ("In Orr 12 people suffered gunshot wounds.", "A gunman shot 15 people in Orr."),
        ("A storm left 120 travellers stuck in Orr.", "The storm stranded 150 passengers in Orr."),
        ("Turnout in Orr was 61 percent.", "In Orr 66 percent of eligible voters cast ballots."),
        ("A quake measuring 6.1 shook Orr.", "A magnitude 6.4 earthquake struck Orr."),
        ("Kidd Corp will pay $120 million for Wixo.", "Wixo was sold to Kidd Corp for $150 million."),
        ("Kidd Corp snapped up Wixo for $120 million.", "Kidd Corp agreed to acquire Wixo for $150 million."),
        ("The storm left 120 homes in Orr in the dark.", "In Orr 150 homes lost electricity in the storm."),
        ("In Orr 120 people were driven from their homes by floods.", "Floods in Orr displaced 150 people."),
        (
            "Floods along the river in Orr displaced 120 people.",
            "In Orr 150 people fled floods along the river.",
        ),
        (
            "Some 120 people were evacuated from flooded farms along the river in Orr.",
            "The river in Orr displaced 150 people from flooded farms.",
        ),
    ],
)
def test_numbers_of_one_thing_told_in_other_words_are_compared(file: File, one: str, other: str) -> None:
    assert len(shown(file, one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kidd Corp announced 120 tax cuts in Orr.", "Kidd Corp will axe 150 jobs in Orr."),
        ("The fire burned 120 acres in Orr.", "The fire in Orr destroyed 150 houses."),
        ("The estate in Orr grew to 120 acres.", "The fire in Orr burned 150 acres."),
        ("Kidd Corp sent 120 people to Orr.", "Some 150 people were treated in hospital in Orr."),
        (
            "A judge gave Otto Brandt 12 years in prison.",
            "Prosecutors had asked for a 14-year sentence for Brandt.",
        ),
        (
            "A judge gave Otto Brandt 12 years in prison.",
            "Prosecutors want Brandt sent to prison for 14 years.",
        ),
        ("A judge gave Otto Brandt 12 years in prison.", "Brandt got a 14-year term as head of Kidd Corp."),
        ("A judge gave Otto Brandt 12 years in prison.", "Kidd Corp gave Brandt 14 years to repay it."),
        ("Orr has 120 measles cases.", "Orr has 150 cases of mumps."),
        ("Orr has 120 measles cases.", "Measles cases in Orr rose by 150."),
        ("Orr has 120 measles cases.", "Orr has 150 new measles infections."),
        ("Cases in Orr reached 120.", "Orr has 150 measles cases."),
        ("In Orr 120 shops close to the harbour burned.", "Kidd Stores will close 150 shops in Orr."),
        ("Turnout in Orr was 61 percent.", "In Orr 66 percent of registered voters voted by mail."),
        ("Turnout in Orr was 61 percent.", "In Orr 66 percent of eligible voters cast ballots for Holt."),
        ("Floods displaced 120 people in Orr.", "In Orr 150 people work from their homes."),
        ("A fire destroyed 120 homes in Orr.", "In Orr 150 people fell to the ground."),
        ("A storm left 120 people stranded in Orr.", "In Orr 150 people stuck to their plans."),
        ("Kidd Corp will pay $120 million for damage.", "Kidd Corp will buy Wixo for $150 million."),
        ("Kidd Corp will pay $120 million for Wixo's debts.", "Kidd Corp will buy Wixo for $150 million."),
        ("Floods displaced 120 people in Orr; 150 were evacuated.", "In Orr 150 people were evacuated."),
    ],
)
def test_other_things_in_like_words_are_not(file: File, one: str, other: str) -> None:
    assert shown(file, one, other) == []
