"""A sentence of a language model is believed only where the sentences it names bear it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.rewriting import Claimed, accept, objection
from service.briefings.values import Citation, CitedSentence

GIVEN = tuple(
    CitedSentence(text, (Citation(f"a{number}", 0, len(text)),))
    for number, text in enumerate(
        (
            "Fourteen people were hurt when the ferry Halden Star rammed a breakwater at Skarvik on Tuesday, "
            "police said.",
            "At least 1,200 people left their homes after the river Alma burst its banks, mayor Ines Calloway said.",
            "Prosecutors said the captain, Otto Lindqvist, may have been asleep.",
            "The shipping line denied that the engines had not been serviced.",
            "President Oleksandr Hrynevskyi asked for nine transformers.",
            "Three people were killed and 14 were injured in a fire at the Mercer mill, the fire service said.",
            "Bravik, the logistics group, will buy Kestrel Lines for $2.1 billion after talks on Monday.",
            "The court acquitted Jonas Berg of fraud, and the minister refused to resign.",
            "Half of the 900 workers walked out, and the bank raised its rate by 0.25 points to 4.5 percent.",
            "Temperatures fell to -12 degrees when the strike was called off.",
            "The captain, police said, denied that the captain killed three people.",
            "北方城市发生地震，三人死亡，市长王伟说。",
        ),
        start=1,
    )
)

OTHER_WORDS = "in the words of the sentences"


def why(text: str, *rests_on: int) -> str:
    return objection(Claimed(text, rests_on), GIVEN) or ""


@pytest.mark.parametrize(
    ("text", "rests_on"),
    [
        ("The ferry Halden Star rammed a breakwater at Skarvik, and 14 people were hurt, police said.", (1,)),
        ("More than 1200 people left their homes when the Alma burst its banks.", (2,)),
        (
            "The captain may have been asleep, prosecutors said, when the ferry Halden Star rammed a breakwater.",
            (1, 3),
        ),
        ("14 were injured and three people were killed at the Mercer mill.", (6,)),
        ("Bravik will buy Kestrel Lines for $2.1 billion, and the minister refused to resign.", (7, 8)),
        ("The bank raised its rate by 0.25 points to 4.5%.", (9,)),
        ("三人死亡，市长王伟说。", (12,)),
        ("Oleksandr Hrynevsky asked for nine transformers.", (5,)),
        ("Police said people were hurt as the Halden Star rammed a breakwater on Tuesday.", (1,)),
    ],
)
def test_what_the_sentences_say_is_believed(text: str, rests_on: tuple[int, ...]) -> None:
    assert why(text, *rests_on) == ""


@pytest.mark.parametrize(
    ("text", "rests_on", "objection"),
    [
        ("Fifteen people were hurt when the ferry rammed a breakwater.", (1,), "the number 15"),
        ("People left their homes after the Alma burst its banks: 1,300.", (2,), "the number 1300"),
        (
            "1,200 people left their homes after the river Alma burst its banks.",
            (2,),
            "qualified in another way",
        ),
        (
            "Nearly 1,200 people left their homes after the Alma burst its banks.",
            (2,),
            "qualified in another way",
        ),
        ("The ferry Halden Star rammed a breakwater at Bergen on Tuesday.", (1,), "the name Bergen"),
        ("Captain Otto Lindqvist was asleep, prosecutors said.", (3,), "hedges"),
        ("The engines had been serviced, the shipping line said.", (4,), "denies"),
        ("The captain killed three people, police said.", (1, 11), "denies"),
        ("No people were hurt when the ferry rammed a breakwater at Skarvik.", (1,), "denies"),
        ("The ferry Halden Star rammed a breakwater at Skarvik.", (), "does not name"),
        ("The ferry Halden Star rammed a breakwater at Skarvik.", (13,), "does not name"),
        ("The ferry Halden Star rammed a breakwater at Skarvik.", (2,), "the name Halden"),
        (
            "The breakwater caused a tragic, entirely foreseeable catastrophe for shaken islanders.",
            (1,),
            OTHER_WORDS,
        ),
        ("See https://halden.example for the ferry.", (1,), "plain text"),
        ("", (1,), "plain text"),
        ("hurt " * 46, (1,), "plain text"),
        ("Police said 14 people were hurt. The ferry rammed a breakwater.", (1,), "plain text"),
        ("Fourteen people were hurt,\u202e police said.", (1,), "plain text"),
        ("Fourteen people were hurt,\x00 police said.", (1,), "plain text"),
        ("Fourteen people were hurt,\x1b police said.", (1,), "plain text"),
        ("Fourteen people were hurt,\ud800 police said.", (1,), "plain text"),
        *(
            (text, rests_on, OTHER_WORDS)
            for text, rests_on in (
                ("14 people were killed when the ferry Halden Star rammed a breakwater at Skarvik.", (1,)),
                ("14 people were killed and three were injured in a fire at the Mercer mill.", (6,)),
                ("Captain Otto Lindqvist was asleep when the ferry Halden Star rammed a breakwater.", (1, 3)),
                ("Kestrel Lines will buy Bravik for $2.1 billion.", (7,)),
                ("Bravik will buy Kestrel Lines for $2.1 million.", (7,)),
                ("Bravik will buy Kestrel Lines for €2.1 billion.", (7,)),
                ("Bravik will buy Kestrel Lines before talks on Monday.", (7,)),
                ("Bravik, Kestrel Lines will buy for $2.1 billion.", (7,)),
                ("The court convicted Jonas Berg of fraud.", (8,)),
                ("The minister will resign.", (8,)),
                ("Jonas Berg acquitted the court.", (8,)),
                ("All of the 900 workers walked out.", (9,)),
                ("The bank raised its rate by 4.5 points.", (9,)),
                ("The bank raised its rate to 0.25 points.", (9,)),
                ("Temperatures fell to 12 degrees.", (10,)),
                ("The strike was called.", (10,)),
                ("南方城市发生地震。", (12,)),
                ("市长王伟死亡。", (12,)),
            )
        ),
    ],
)
def test_what_they_do_not_say_is_refused(text: str, rests_on: tuple[int, ...], objection: str) -> None:
    assert objection in why(text, *rests_on)


def test_what_fails_is_dropped_and_too_little_is_nothing() -> None:
    good = Claimed("The ferry Halden Star rammed a breakwater at Skarvik on Tuesday, police said.", (1,))
    bad = Claimed("Ninety people were hurt.", (1,))
    made = accept([good, bad], GIVEN)
    assert [sentence.text for sentence in made.sentences] == [good.text]
    assert made.sentences[0].citations == GIVEN[0].citations
    assert [one.text for one in made.refused] == [bad.text]
    assert accept([good, bad, bad], GIVEN).sentences == ()
    assert accept([], GIVEN).sentences == ()
    assert len(accept([good] * 9, GIVEN).sentences) in (0, 5)


@given(st.lists(st.builds(Claimed, st.text(max_size=80), st.tuples(st.integers(-1, 7))), max_size=8))
def test_anything_can_be_judged_and_all_that_is_kept_is_cited(claimed: list[Claimed]) -> None:
    made = accept(claimed, GIVEN)
    assert all(sentence.citations for sentence in made.sentences)
    assert len(made.sentences) + len(made.refused) <= len(claimed)
