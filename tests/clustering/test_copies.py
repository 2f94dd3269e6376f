"""What is a reprint, and what only sounds like one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.copies import CopyMatch, align
from service.clustering.evidence.background import DocumentFrequencies
from tests.clustering.support import evidence
from tests.clustering.texts import FLOOD, OTHER_FLOOD, QUAKE, reworded

HEADLINE = "Forty families spend night in school as Talle floods Hemmel"
HEADERS = [
    "",
    "HEMMEL, March 3 (Agency) - ",
    "Updates with quotes\n\nBy Anna Lindqvist and Tom Okafor\n\nPORT ELLIS (Wire) - ",
    "This article was first published by the Lindesay Herald. ",
]
FOOTERS = [
    "",
    " (Reporting by Anna Lindqvist in Port Ellis; Editing by Tom Okafor)",
    " (C) Wire. All rights reserved.",
]
seeds = st.integers(0, 10_000)


def _match(one: str, other: str) -> CopyMatch:
    weights = DocumentFrequencies().name_weights
    return align(evidence("a", 0, text=one), evidence("b", 0, text=other), weights)


def _is_copy(one: str, other: str) -> bool:
    return _match(one, other).is_copy


@settings(deadline=None)
@given(share=st.floats(0, 0.2), kept=st.floats(0.7, 1), seed=seeds, header=st.booleans())
def test_a_reprint_with_header_cut_tail_and_changed_words_is_a_copy(
    share: float, kept: float, seed: int, header: bool
) -> None:
    words = reworded(FLOOD, share / 2 if header else share, seed).split()
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
        (HEADLINE, HEADLINE.replace("Hemmel", "Lindesay"), False),
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


def test_a_sentence_or_two_that_two_reporters_write_of_one_event_are_no_copies() -> None:
    first = (
        "The ferry Astrid ran aground off Lund on Thursday with 120 people aboard, the coast guard said. "
        "Nobody was hurt. It lay on a sandbank."
    )
    other = (
        "Lifeboats took 120 passengers off the ferry Astrid, which had run aground off Lund on Thursday, "
        "the coast guard said."
    )
    assert not _is_copy(first, other)
    assert _is_copy(first, first.replace("Nobody was hurt. ", "").replace("120 people", "some 120 people"))
    assert _is_copy(first, f"LUND (Wire) - {first} More soon.")


def test_a_text_without_words_aligns_with_nothing() -> None:
    assert _match("🔥", FLOOD).of_shorter == 0
    assert not _is_copy("🔥", FLOOD)


@settings(deadline=None)
@given(share=st.floats(0, 1), seed=seeds, length=st.integers(1, 120))
def test_which_of_two_texts_came_first_does_not_matter(share: float, seed: int, length: int) -> None:
    other = " ".join(reworded(FLOOD, share, seed).split()[:length])
    assert _match(FLOOD, other) == _match(other, FLOOD)
    own = " ".join(FLOOD.split()[:length])
    assert _match(own, other) == _match(other, own)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, cut=st.integers(1, 40))
def test_the_more_is_changed_the_less_is_in_common(seed: int, cut: int) -> None:
    words = FLOOD.split()[:-cut]
    places = list(range(len(words)))
    Random(seed).shuffle(places)
    before = _match(FLOOD, " ".join(words))
    for step in range(0, len(places), 7):
        for place in places[step : step + 7]:
            words[place] = f"other{place}"
        now = _match(FLOOD, " ".join(words))
        assert now.of_shorter <= before.of_shorter
        assert now.in_blocks <= before.in_blocks
        assert now.beside <= before.beside
        before = now


@settings(deadline=None)
@given(share=st.floats(0, 0.15), seed=seeds, header=st.sampled_from(HEADERS), footer=st.sampled_from(FOOTERS))
def test_header_and_footer_change_nothing(share: float, seed: int, header: str, footer: str) -> None:
    reprint = reworded(FLOOD, share, seed)
    assert _is_copy(FLOOD, f"{header}{reprint}{footer}")
    assert not _is_copy(FLOOD, f"{header}{OTHER_FLOOD}{footer}")


@settings(deadline=None)
@given(seed=seeds)
def test_paragraphs_in_another_order_are_a_copy(seed: int) -> None:
    sentences = " ".join(FLOOD.split()).split(". ")
    Random(seed).shuffle(sentences)
    assert _is_copy(FLOOD, ". ".join(sentences))


def test_scanned_pages_are_copies() -> None:
    misread = {"e": "c", "l": "1", "o": "0", "m": "rn", "h": "b", " ": ""}
    random, found = Random(0), 0
    for _ in range(200):
        scanned = [misread.get(one, one) if random.random() < 0.03 else one for one in FLOOD]
        found += _is_copy(FLOOD, "".join(scanned))
    assert found >= 198


def test_an_update_that_keeps_some_background_is_no_copy() -> None:
    fresh, words = " ".join(OTHER_FLOOD.split()[:90]), FLOOD.split()
    assert not _is_copy(FLOOD, f"{fresh} {' '.join(words[-50:])}")
    assert _is_copy(FLOOD, f"{' '.join(fresh.split()[:20])} {' '.join(words[-110:])}")


def test_a_form_filled_in_for_another_event_is_no_copy() -> None:
    one = QUAKE.format("5.4", 12, "Port Ellis", "Hemmel", 20, "Ilse Brandt")
    other = QUAKE.format("6.1", 47, "Lindesay", "Harrow Sands", 35, "Tom Okafor")
    assert _match(one, other).beside > 0.7
    assert not _is_copy(one, other)
    assert _is_copy(one, f"LINDESAY, March 3 (Wire) - {one} More rain is forecast.")
