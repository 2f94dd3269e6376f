"""What is a reprint, and what only sounds like one; where reprints are looked for, and whose origin they take."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.background import DocumentFrequencies
from service.clustering.copies import CopyMatch, align
from service.clustering.evidence import Evidence
from service.clustering.shingles import ShingleTable
from service.clustering.window import Window
from service.model import Decision, Relation
from tests.clustering.support import decided, evidence, window_of

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


@settings(deadline=None)
@given(share=st.floats(0, 1), seed=seeds, length=st.integers(1, 120))
def test_which_of_two_texts_came_first_does_not_matter(share: float, seed: int, length: int) -> None:
    other = " ".join(_reworded(FLOOD, share, seed).split()[:length])
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
    reprint = _reworded(FLOOD, share, seed)
    assert _is_copy(FLOOD, f"{header}{reprint}{footer}")
    assert not _is_copy(FLOOD, f"{header}{OTHER_FLOOD}{footer}")


@settings(deadline=None)
@given(seed=seeds)
def test_paragraphs_in_another_order_are_a_copy(seed: int) -> None:
    sentences = " ".join(FLOOD.split()).split(". ")
    Random(seed).shuffle(sentences)
    assert _is_copy(FLOOD, ". ".join(sentences))


@settings(deadline=None)
@given(seed=seeds)
def test_a_scanned_page_is_a_copy(seed: int) -> None:
    random = Random(seed)
    misread = {"e": "c", "l": "1", "o": "0", "m": "rn", "h": "b", " ": ""}
    scanned = "".join(misread.get(one, one) if random.random() < 0.03 else one for one in FLOOD)
    assert _is_copy(FLOOD, scanned)


def test_an_update_that_keeps_some_background_is_no_copy() -> None:
    fresh, words = " ".join(OTHER_FLOOD.split()[:90]), FLOOD.split()
    assert not _is_copy(FLOOD, f"{fresh} {' '.join(words[-50:])}")
    assert _is_copy(FLOOD, f"{' '.join(fresh.split()[:20])} {' '.join(words[-110:])}")


QUAKE = (
    "An earthquake of magnitude {} struck {} km off {} on Monday, the seismological institute said. There were no "
    "immediate reports of damage or casualties. No tsunami warning was issued. Residents of {} told local radio that "
    "buildings had shaken for about {} seconds, and {} of the rescue service asked people to stay calm."
)


def test_a_form_filled_in_for_another_event_is_no_copy() -> None:
    one = QUAKE.format("5.4", 12, "Port Ellis", "Hemmel", 20, "Ilse Brandt")
    other = QUAKE.format("6.1", 47, "Lindesay", "Harrow Sands", 35, "Tom Okafor")
    assert _match(one, other).beside > 0.7
    assert not _is_copy(one, other)
    assert _is_copy(one, f"LINDESAY, March 3 (Wire) - {one} More rain is forecast.")


def test_a_reprint_is_found_whatever_the_vectors_say() -> None:
    original = evidence("a", 0, text=FLOOD)
    window = window_of({"s": [original], "t": [evidence(f"n{place}", 170) for place in range(60)]})
    decision = decided(evidence("new", 170, text=_reworded(FLOOD, 0.2, 1)), window)
    assert (decision.relation, decision.duplicate_of) == (Relation.NEAR_DUPLICATE, "a")


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(12)), gone=st.sets(st.integers(0, 11)))
def test_what_shares_words_depends_on_the_articles_alone(order: list[int], gone: set[int]) -> None:
    texts = [evidence(f"a{place}", 0, text=_reworded(FLOOD, place / 15, place)) for place in range(12)]
    fresh, lived = ShingleTable(), ShingleTable()
    for place in order:
        lived.add(texts[place].article_id, texts[place].codes)
    for place in gone:
        lived.remove(texts[place].article_id)
    for place in sorted(set(range(12)) - gone):
        fresh.add(texts[place].article_id, texts[place].codes)
    for one in texts:
        assert lived.sharing(one.codes, 5) == fresh.sharing(one.codes, 5)


def test_the_rarest_shared_words_come_first() -> None:
    """Forms share theirs with all their kind, a reprint with its original alone."""
    table = ShingleTable()
    form = [
        QUAKE.format(f"{place}.1", place, f"Bay{place}", f"Cape{place}", place, "x") for place in range(300)
    ]
    for place, text in enumerate(form):
        table.add(f"form{place:03}", evidence("a", 0, text=text).codes)
    reprint = evidence("new", 0, text=_reworded(form[137], 0.2, 3))
    assert table.sharing(reprint.codes, 1) == ["form137"]


def _arrive(window: Window, *arriving: Evidence) -> list[Decision]:
    decisions = []
    for one in arriving:
        decision = decided(one, window)
        window.place(replace(one, origin_id=decision.origin_id), decision.story_id)
        decisions.append(decision)
    return decisions


def _origins(decisions: Sequence[Decision]) -> set[str]:
    return {decision.origin_id for decision in decisions}


def test_a_reprint_of_a_reprint_belongs_to_the_first() -> None:
    texts = [FLOOD]
    for seed in range(4):
        texts.append(_reworded(texts[-1], 0.2, seed))
    assert not _is_copy(texts[0], texts[-1])
    arriving = [evidence(f"r{place}", 0, text=text, hours=place) for place, text in enumerate(texts)]
    assert _origins(_arrive(window_of({}), *arriving)) == {"r0"}


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [3, 1, 0, 5, 2, 4], [5, 4, 3, 2, 1, 0]])
def test_five_reprints_count_as_one_also_when_the_wire_comes_last(order: list[int]) -> None:
    texts = [FLOOD, *(f"HARROW (Wire {seed}) - {_reworded(FLOOD, 0.08, seed)}" for seed in range(5))]
    arriving = [evidence(f"r{place}", 0, text=texts[place], hours=hour) for hour, place in enumerate(order)]
    assert _origins(_arrive(window_of({}), *arriving)) == {f"r{order[0]}"}


def test_the_origin_outlives_its_first_article() -> None:
    window = window_of({})
    _arrive(window, evidence("a", 0, text=FLOOD), evidence("b", 0, text=_reworded(FLOOD, 0.1, 1), hours=1))
    window.remove("a")
    assert _origins(_arrive(window, evidence("c", 0, text=_reworded(FLOOD, 0.1, 2), hours=2))) == {"a"}
