"""What is a reprint, and what only sounds like one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.background import DocumentFrequencies
from service.clustering.copies import CopyMatch, align
from tests.clustering.support import evidence

FLOOD = """
The river Talle rose above its banks near Orsk Bridge on Monday night and cut off the villages of Hemmel and Little
Hemmel, where forty families spent the night in a school. Soldiers brought blankets and bread by boat, and a helicopter
lifted two patients from the clinic on the hill. The water had been rising since Friday, when a storm broke a dyke
upstream, and engineers do not expect it to fall before the weekend. Mayor Ilse Brandt said the dyke had been reported
as unsafe three times in as many years. "We wrote letters and got letters back," she told reporters. The provincial
government promised an inquiry and two million crowns in aid, half of it at once. Schools in the valley stay closed
until further notice, and the railway runs buses instead of trains between Port Ellis and the border.
"""
OTHER_FLOOD = """
Heavy rain sent the Marrow over its banks in the port of Lindesay on Thursday, flooding some three hundred cellars and
the old market, where traders carried their goods up to the galleries. Nobody was hurt, the fire service said, though
a man was pulled out of his car in the underpass at the station. Pumps from all over the county were at work by noon.
The council had opened the new flood gates only last spring, and questions were soon asked why they had stood open.
A spokeswoman said that a sensor had failed and that the watchman on duty had not been able to reach the hand wheel.
Insurers put the damage at up to nine million. More rain is forecast for Sunday, and volunteers were filling sandbags
along the quay through the night. The cup match against Harrow was called off, and ferries will not run until Monday.
"""
HEADLINE = "Forty families spend night in school as Talle floods Hemmel"
seeds = st.integers(0, 10_000)


def _match(one: str, other: str) -> CopyMatch:
    weights = DocumentFrequencies().name_weights
    return align(evidence("a", 0, text=one), evidence("b", 0, text=other), weights)


def _is_copy(one: str, other: str) -> bool:
    return _match(one, other).is_copy


def _reworded(text: str, share: float, seed: int) -> str:
    random, words = Random(seed), text.split()
    for place in random.sample(range(len(words)), round(share * len(words))):
        words[place] = f"other{random.randrange(1_000)}"
    return " ".join(words)


@settings(deadline=None)
@given(share=st.floats(0, 0.2), kept=st.floats(0.7, 1), seed=seeds, header=st.booleans())
def test_a_reprint_with_header_cut_tail_and_changed_words_is_a_copy(
    share: float, kept: float, seed: int, header: bool
) -> None:
    words = _reworded(FLOOD, share / 2 if header else share, seed).split()
    reprint = " ".join(words[: round(kept * len(words))])
    if header:
        reprint = (
            f"HEMMEL, March 3 (Agency) - Editors: recasts, adds quotes.\n{reprint}\nReporting by our desk"
        )
    assert _is_copy(FLOOD, reprint)
    assert _is_copy(reprint, FLOOD)


def test_two_texts_of_one_genre_are_no_copies() -> None:
    assert not _is_copy(FLOOD, OTHER_FLOOD)


@settings(deadline=None)
@given(seed=seeds)
def test_the_same_words_in_another_order_are_no_copy(seed: int) -> None:
    words = FLOOD.split()
    Random(seed).shuffle(words)
    assert not _is_copy(FLOOD, " ".join(words))


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        (HEADLINE, HEADLINE.upper() + "!", True),
        (HEADLINE, HEADLINE.replace("Forty", "Sixty"), True),
        (HEADLINE, HEADLINE.replace("Talle floods Hemmel", "Marrow floods Lindesay"), False),
        (HEADLINE, FLOOD, False),
        ("Morning briefing", "Morning briefing", False),
        (FLOOD.split(".", maxsplit=1)[0], FLOOD * 8, False),
        (FLOOD, f"{FLOOD} {OTHER_FLOOD}", True),
        (
            "河水在星期一夜里漫过堤岸,四十户人家在学校过夜。",
            "河水在星期二夜里漫过堤岸,四十户人家在学校过夜。",
            True,
        ),
        (
            "河水在星期一夜里漫过堤岸,四十户人家在学校过夜。",
            "市长因未付账单于星期二辞职,议会将另选继任者。",
            False,
        ),
    ],
)
def test_short_long_and_unspaced_texts(one: str, other: str, copies: bool) -> None:
    assert _is_copy(one, other) is copies


def test_a_text_without_words_aligns_with_nothing() -> None:
    assert _match("🔥", FLOOD).of_shorter == 0
    assert not _is_copy("🔥", FLOOD)
