"""Where reprints are looked for: by runs of words, whatever the vectors say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.shingles import ShingleTable
from service.model import Relation
from tests.clustering.support import decided, evidence, window_of
from tests.clustering.texts import FLOOD, QUAKE, reworded


def test_a_reprint_is_found_whatever_the_vectors_say() -> None:
    original = evidence("a", 0, text=FLOOD)
    window = window_of({"s": [original], "t": [evidence(f"n{place}", 170) for place in range(60)]})
    decision = decided(evidence("new", 170, text=reworded(FLOOD, 0.2, 1)), window)
    assert (decision.relation, decision.duplicate_of) == (Relation.NEAR_DUPLICATE, "a")


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(12)), gone=st.sets(st.integers(0, 11)))
def test_what_shares_words_depends_on_the_articles_alone(order: list[int], gone: set[int]) -> None:
    texts = [evidence(f"a{place}", 0, text=reworded(FLOOD, place / 15, place)) for place in range(12)]
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
    reprint = evidence("new", 0, text=reworded(form[137], 0.2, 3))
    assert table.sharing(reprint.codes, 1) == ["form137"]


def test_sorting_and_what_changes_after_it_show_in_no_answer() -> None:
    """Enough rows to be sorted; then some go, others move into their places, and more come."""
    random = np.random.default_rng(7)
    texts = {f"a{place:03}": random.integers(8, size=30).astype(np.uint32) for place in range(700)}
    names = list(texts)
    lived, fresh = ShingleTable(), ShingleTable()
    for place, name in enumerate(names):
        lived.add(name, texts[name])
        if place >= 400:
            lived.sharing(texts[name], 1)
            lived.remove(names[place - 400])
    for name in names[300:]:
        fresh.add(name, texts[name])
    for codes in texts.values():
        assert lived.sharing(codes, 9) == fresh.sharing(codes, 9)
        assert lived.sharing(codes, 9)
