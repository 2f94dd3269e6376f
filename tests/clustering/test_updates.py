"""An update shares most of its words with the text it goes back to, counts to its origin, and is no copy of it."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.updates import is_update
from service.model import Relation
from tests.clustering.support import decided, evidence, window_of
from tests.clustering.texts import FLOOD, OTHER_FLOOD, reworded

WIRE = (
    "LIMA, Nov 19 (Wire) - A powerful earthquake struck northern Peru before dawn on Thursday, killing at least "
    "12 people and toppling hundreds of adobe homes, officials said. The magnitude 7.1 quake hit at 4:52 a.m. "
    "about 40 kilometers east of the city of Chachapoyas. Electricity was cut in much of the Amazonas region and "
    "landslides blocked the main highway to the coast. The whole house moved like a boat, said Rosa Quispe, a "
    "teacher in the town of Bagua who ran into the street with her two children. President Dina Salas said she "
    "would fly to the area later in the day."
)
RESCUERS = (
    "Rescuers were digging by hand through the ruins of a school dormitory in Bagua where fifteen students were still "
    "missing on Thursday afternoon, civil defense chief Luis Arana told reporters. "
)
UPDATES = {
    "another count": WIRE.replace("12 people", "31 people"),
    "the count in other words": WIRE.replace("at least 12 people", "more than 31 people"),
    "a count in words": WIRE.replace("12 people", "seventeen people"),
    "a magnitude": WIRE.replace("7.1", "6.8"),
    "from tens to hundreds": FLOOD.replace("forty families", "hundreds families"),
    "a new top": f"{RESCUERS}{WIRE}",
    "a new top in place of the old": f"{RESCUERS}{WIRE[WIRE.index('The magnitude') :]}",
    "a second report behind it": f"{WIRE} {FLOOD}",
}
COPIES = {
    "the same": WIRE,
    "dated anew": WIRE.replace("Nov 19", "Nov 20"),
    "cut short": WIRE[: WIRE.index("The whole house")],
    "without its first sentence": WIRE[WIRE.index("The magnitude") :],
    "a count left out": WIRE.replace("at least 12", "many"),
    "a count in words": WIRE.replace("12 people", "twelve people"),
    "counts that are there already": WIRE.replace("12 people", "40 people"),
    "with a header and credits": f"Updates with quotes\n\nBy Anna Berg and Tom Okafor\n\n{WIRE}\n\nReporting by A. B.",
    "a changed end": f"{WIRE} Nine aftershocks followed.",
}


def _is_update(later: str, earlier: str = WIRE) -> bool:
    return is_update(evidence("later", 0, text=later), evidence("earlier", 0, text=earlier))


@pytest.mark.parametrize("what", UPDATES)
def test_a_text_with_news_is_an_update(what: str) -> None:
    assert _is_update(UPDATES[what], FLOOD if "hundreds families" in UPDATES[what] else WIRE)


@pytest.mark.parametrize("what", COPIES)
def test_a_text_without_news_is_none(what: str) -> None:
    assert not _is_update(COPIES[what])


def _reprinted(text: str, share: float, kept: float, seed: int) -> str:
    random = Random(seed)
    return " ".join(word for word in reworded(text, share, seed).split() if random.random() < kept)


@settings(deadline=None)
@given(share=st.floats(0, 0.1), seed=st.integers(0, 10_000), kept=st.floats(0.7, 1))
def test_a_reprint_with_words_cut_and_replaced_is_no_update(share: float, seed: int, kept: float) -> None:
    for text in (WIRE, FLOOD, OTHER_FLOOD):
        assert not _is_update(_reprinted(text, share, kept, seed), text)


def test_of_reprints_with_three_words_in_ten_replaced_hardly_one_is_taken_for_an_update() -> None:
    """They may all stand in the opening, by chance: then it reads like a new one."""
    texts = [(text, seed) for text in (WIRE, FLOOD, OTHER_FLOOD) for seed in range(150)]
    taken = sum(_is_update(_reprinted(text, 0.3, 0.85, seed), text) for text, seed in texts)
    assert taken <= 0.02 * len(texts)


def test_an_update_counts_to_the_origin_but_is_no_copy_and_its_reprint_is_one_of_it() -> None:
    window = window_of({"s": [evidence("first", 0, text=WIRE)]})
    decision = decided(evidence("update", 2, text=UPDATES["another count"], hours=3), window)
    assert (decision.story_id, decision.relation) == ("s", Relation.SAME_STORY)
    assert (decision.duplicate_of, decision.origin_id) == (None, "first")

    window = window_of(
        {
            "s": [
                evidence("first", 0, text=WIRE),
                evidence("update", 2, text=UPDATES["another count"], hours=3),
            ]
        }
    )
    reprint = evidence("paper", 2, text=f"{UPDATES['another count']} Nine aftershocks followed.", hours=4)
    decision = decided(reprint, window)
    assert (decision.relation, decision.duplicate_of) == (Relation.NEAR_DUPLICATE, "update")
    late = evidence("late", 2, text=f"{WIRE} Nine aftershocks followed.", hours=4)
    assert decided(late, window).duplicate_of == "first"


def test_what_may_be_a_form_is_an_update_only_where_it_is_of_the_same_event() -> None:
    """A few lines with other figures may be the next quake: the meaning has to say that it is not."""
    window = window_of({"s": [evidence("first", 0, text=WIRE)]})
    decision = decided(evidence("other", 120, text=UPDATES["another count"], hours=3), window)
    assert (decision.relation, decision.origin_id) == (Relation.NEW_STORY, "other")


def test_so_many_words_with_another_count_are_surely_of_the_same_event() -> None:
    long = f"{WIRE} {FLOOD}"
    window = window_of({"s": [evidence("first", 0, text=long)]})
    decision = decided(evidence("new", 120, text=long.replace("12 people", "31 people"), hours=3), window)
    assert (decision.story_id, decision.receipt.rule, decision.relation) == (
        "s",
        "update",
        Relation.SAME_STORY,
    )
    assert (decision.duplicate_of, decision.origin_id) == (None, "first")


def test_the_same_address_with_another_count_is_an_update_too() -> None:
    page = "https://news.example/peru"
    window = window_of({"s": [evidence("first", 0, text=WIRE, url=page)]})
    decision = decided(evidence("new", 120, text=UPDATES["another count"], hours=3, url=page), window)
    assert (decision.story_id, decision.receipt.rule, decision.duplicate_of) == ("s", "update", None)

    second = evidence("second", 0, text=UPDATES["another count"], hours=1, url=page)
    window = window_of({"s": [evidence("first", 0, text=WIRE, url=page), second]})
    corrected = UPDATES["another count"].replace("a teacher", "teacher")
    decision = decided(evidence("new", 120, text=corrected, hours=3, url=page), window)
    assert (decision.receipt.rule, decision.duplicate_of) == ("same_page", "second")
