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
            "out the lamp, which had burned there every night for a hundred years.",
            "Two keepers were rescued from the lighthouse at Orr after a wave broke its door on Monday morning and put "
            "out the lamp",
        ),
        (
            "The ferry Orla struck the harbour wall of Pell on Monday, throwing passengers from their seats and "
            "spilling coffee over the charts on the bridge and the soup of the day over the stove.",
            "The ferry Orla struck the harbour wall of Pell",
        ),
        (
            "The memo was made by the staff of the chairman and alleges that the harbour office abused its powers of "
            "search, particularly when it looked into the locker of a pilot on two nights of March.",
            "The memo was made by the staff of the chairman and alleges that the harbour office abused its powers of "
            "search",
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
        "Captain Berit Holm steered the ferry Orla into the harbour wall of Pell with three hundred passengers on "
        "board, but the board of inquiry denied on Monday that she had been asleep at the time or had touched a drop.",
        "Captain Berit Holm steered the ferry Orla into the harbour wall of Pell with three hundred passengers on "
        "board, leaving seventeen of them with cuts and bruises to show for it and the mayor with a broken arm, the "
        "coastguard said on Monday.",
        "A report of the county's engineers, ordered last winter and kept from the council of Orr, its mayor and all "
        "others in town for a whole year of meetings on other bridges and roads, calls the harbour bridge unsafe for "
        "lorries.",
    ],
)
def test_an_ellipsis_stands_where_what_is_missing_would_change_it(sentence: str) -> None:
    cut = heading(sentence)
    assert cut.text.endswith("…")
    assert not cut.whole


WALL = "The builder of the harbour wall at Pell left out every second anchor and billed the council of Orr for all"


@pytest.mark.parametrize(
    ("who", "behind"),
    [
        ("prosecutors allege", ""),
        ("a former clerk claims", " in court"),
        ("the county attorney's office claimed", " Friday"),
        ("a clerk of his testified", ""),
        ("two councillors charged", ""),
        ("the council insists", ""),
        ("lawyers for it argued", " on Monday"),
        ("a jury has heard", ""),
        ("engineers believe", ""),
        ("the Pell Post has learned", ""),
        ("the mayor wrote", " in a letter"),
        ("a court in Orr heard", " on Tuesday"),
        ("the county suggested", " in a report"),
    ],
)
def test_an_allegation_is_no_headline_without_whose_it_is(who: str, behind: str) -> None:
    assert who in heading(f"{WALL}, {who}{behind}.").text
    longer = heading(
        f"{WALL} of them, {who}{behind}, in the worst case of its kind since that harbour was built."
    )
    assert who in longer.text or not longer.whole


@pytest.mark.parametrize(
    "rest",
    [
        "in what the county's prosecutors allege was a fraud from the first day of work to the last of them",
        "allegedly to pay for a yacht that he had ordered in Tarn before the work had been begun at all by him",
        "a claim which the county's own engineers found misleading after a week of diving at the wall in Pell",
    ],
)
def test_what_takes_an_allegation_back_is_never_cut_off(rest: str) -> None:
    cut = heading(f"{WALL}, {rest}.")
    assert rest[:12] in cut.text or not cut.whole
    assert not heading(f"{WALL} of them, as the tide tables of seventeen winters show, {rest}.").whole


def test_what_somebody_says_is_not_cut_off_before_its_verb() -> None:
    told = heading(
        "Police in Tarn say a lorry driver suspected of ramming two toll gates on the harbour road with a van full of "
        "stolen anchors has been found dead in a hotel at Pell."
    )
    assert "found dead" in told.text or not told.whole


def test_it_does_not_end_with_whom_a_clause_is_about() -> None:
    told = heading(
        "Shortly after Bo Cosk was sentenced to ten years in a state prison for theft and taken away in handcuffs, his "
        "lawyer Ivo Rell told reporters that Cosk — who had never pleaded guilty to stealing any anchor — was a victim."
    )
    assert not told.text.endswith(("that Cosk", "that Cosk…"))


def test_who_is_charged_or_believed_says_nothing() -> None:
    told = "A diver was pulled out of the harbour of Pell on Monday after the wall gave way, a man believed to be 40."
    assert heading(told).whole


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
