import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.wording.cutting import LONGEST_WHOLE, heading, shorten, without_stop

BRIDGE = (
    "The council of Orr voted to close the harbour bridge to lorries and buses until the spring of next year"
)


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (f"{BRIDGE}.", BRIDGE),
        (
            f"On Monday, Mayor Pia Lund closed {BRIDGE[-30:]} on Tuesday night.",
            f"Mayor Pia Lund closed {BRIDGE[-30:]}",
        ),
        (f"{BRIDGE}, the mayor said on Monday after a long night.", f"{BRIDGE}, the mayor said"),
        (
            "Two keepers were rescued from the lighthouse at Orr after a wave broke its door on Monday morning and put "
            "out the lamp.",
            "Two keepers were rescued from the lighthouse at Orr after a wave broke its door",
        ),
        (
            "The ferry Orla struck the harbour wall of Pell on Monday, throwing passengers from their seats and "
            "spilling coffee over the charts on the bridge.",
            "The ferry Orla struck the harbour wall of Pell",
        ),
        (
            "When the ferry Orla left Pell on Monday, Captain Berit Holm steered for the wall, which stands twelve "
            "metres out in the harbour and had been lit all night.",
            "When the ferry Orla left Pell on Monday, Captain Berit Holm steered for the wall",
        ),
        (
            "Orrline lends passengers a set of screens that show recorded concerts, old films, and other ways to pass "
            "the time, which every cabin on the night ferry to Pell has been given.",
            "Orrline lends passengers a set of screens that show recorded concerts, old films, and other ways to pass "
            "the time",
        ),
    ],
)
def test_a_headline_is_the_main_clause_with_who_says_it(sentence: str, cut: str) -> None:
    assert heading(sentence).text == cut
    assert heading(sentence).whole


@pytest.mark.parametrize(
    "sentence",
    [
        "Captain Berit Holm steered the ferry Orla into the harbour wall of Pell, but the board of inquiry denied on "
        "Monday that she had been asleep at the time.",
        "Captain Berit Holm steered the ferry Orla into the harbour wall of Pell, leaving seventeen passengers with "
        "cuts and bruises to show for it, the coastguard said on Monday.",
        "A report of the county's engineers, ordered last winter and kept from the council of Orr, its mayor and all "
        "others in town for a whole year, calls the harbour bridge unsafe for lorries.",
    ],
)
def test_an_ellipsis_stands_where_what_is_missing_would_change_it(sentence: str) -> None:
    cut = heading(sentence)
    assert cut.text.endswith("…")
    assert not cut.whole


WORDS = ("A", "bridge,", "was", "“closed”", "after", "(Orr)", "said.", "who", "to")


@given(st.text(max_size=700) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_it_is_one_stretch_of_the_sentence(sentence: str) -> None:
    cut = heading(sentence)
    assert cut.text.removesuffix("…") in sentence
    assert len(cut.text.removesuffix("…")) <= LONGEST_WHOLE


@given(st.text(), st.integers(2, 40))
def test_shortening_keeps_a_beginning_within_the_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit or short == text
    assert text.startswith(short.removesuffix("…"))


def test_a_stop_goes_unless_it_belongs_to_the_last_word_or_to_each_of_several_sentences() -> None:
    assert without_stop("Orr closes bridge.") == "Orr closes bridge"
    for kept in ("Orr sells to Holm Inc.", "Orr asks the U.S.", "It closed. Now it opens.", "Orr waits ..."):
        assert without_stop(kept) == kept
