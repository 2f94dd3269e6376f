"""What an election's night tells before somebody has won is told from what tells who has."""

import pytest

from service.briefings.wording.provisional import Stage, stage

OPEN = [
    ("Holt leads in Orr presidential vote, exit poll shows", ""),
    (
        "Holt wins Orr presidency, exit poll shows",
        "Eva Holt won Sunday's election in Orr, an exit poll showed.",
    ),
    ("Orr votes on new constitution", "Voters in Orr go to the polls on Sunday."),
    ("Polls close in Tarn election", ""),
    ("Early results put Tarn's ruling party ahead in election", ""),
    ("Tarn vote too close to call", "With half of the votes counted, the race was open."),
    (
        "Greens ahead in Pell",
        "The Greens were ahead in Pell's election on Sunday, first partial results showed.",
    ),
]
SETTLED = [
    ("Holt wins Orr presidency", "Eva Holt won Sunday's election in Orr, beating the mayor of Pell."),
    ("Voters in Tarn back new constitution", "Tarn's referendum passed by 52 percent, final results showed."),
    ("Marek concedes defeat in Tarn election", ""),
    ("Greens to govern Pell", "The Greens won the election in Pell, near-complete results showed on Monday."),
    ("Opposition sweeps to power", "The opposition has won Marovia's election in a landslide."),
]
NEITHER = [
    ("Holt expected to win Orr presidency", "Eva Holt is likely to win the election on Sunday."),
    ("Could Marek win the Tarn election?", ""),
    ("Orr Rovers win final", "Orr Rovers beat Pell 2-1 on Sunday to win the cup."),
    ("Tamm reports full-year results", "Tamm said on Monday that its final results were better than in May."),
    ("Marek, who won the election in May, resigns", "Marek resigned on Monday."),
    ("Poll finds most in Orr want a bridge", "Six in ten want a bridge, a poll found."),
    ("Senate won't vote on bridge", "Senators will not vote on the bridge after the election."),
    (
        "New poll finds Holt ahead",
        "New polls show Holt ahead in states that Marek must win to be elected president.",
    ),
    ("Party starts again", "The Greens, who won the 2018 election, chose a new head on Monday."),
    ("Court rejects suit over Holt's election wins", ""),
    ("President Holt wins backing of Senate", "President Holt won a vote on the bridge."),
    (
        "Marek on bridge",
        "Marek, who lost the primary, conceded on Monday that the bridge cannot be paid for.",
    ),
    ("Vaccine from Orr shows early results", "Initial results of the trial were good, the firm said."),
    ("Pump fails at power plant in Orr", "A pump failed on Monday."),
]


@pytest.mark.parametrize(
    ("title", "opening", "expected"),
    [
        (*words, told)
        for told, cases in ((Stage.OPEN, OPEN), (Stage.SETTLED, SETTLED), (Stage.NONE, NEITHER))
        for words in cases
    ],
)
def test_how_far_an_election_is_told(title: str, opening: str, expected: Stage) -> None:
    assert stage(title, opening) is expected
