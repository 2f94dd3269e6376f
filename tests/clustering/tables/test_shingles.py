"""Where reprints are looked for: by runs of words, whatever the vectors say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.tables.shingles import ShingleTable
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
    ids = [text.article_id for text in texts]
    fresh, lived = ShingleTable(ids), ShingleTable(ids)
    for place in order:
        lived.add(place, texts[place].codes)
    for place in gone:
        lived.remove(place)
    for place in sorted(set(range(12)) - gone):
        fresh.add(place, texts[place].codes)
    for one in texts:
        assert sorted(lived.sharing(one.codes, 5)) == sorted(fresh.sharing(one.codes, 5))


def test_the_rarest_shared_words_come_first() -> None:
    """Forms share theirs with all their kind, a reprint with its original alone."""
    table = ShingleTable([f"form{place:03}" for place in range(300)])
    form = [
        QUAKE.format(f"{place}.1", place, f"Bay{place}", f"Cape{place}", place, "x") for place in range(300)
    ]
    for place, text in enumerate(form):
        table.add(place, evidence("a", 0, text=text).codes)
    reprint = evidence("new", 0, text=reworded(form[137], 0.2, 3))
    assert table.sharing(reprint.codes, 1).tolist() == [137]


def test_who_came_and_went_shows_in_no_answer() -> None:
    """The places of some that go are taken by others."""
    random = np.random.default_rng(7)
    texts = [random.integers(8, size=30).astype(np.uint32) for _ in range(700)]
    names = [f"a{place:03}" for place in range(700)]
    moved = [*names[400:], *names[300:400]]
    lived, fresh = ShingleTable(moved), ShingleTable(names)
    for place, codes in enumerate(texts[:400]):
        lived.add(place, codes)
    for place, codes in enumerate(texts[400:]):
        lived.sharing(codes, 1)
        lived.remove(place)
        lived.add(place, codes)
    for place, codes in enumerate(texts[300:], 300):
        fresh.add(place, codes)
    for codes in texts:
        found = sorted(moved[place] for place in lived.sharing(codes, 9))
        assert found == sorted(names[place] for place in fresh.sharing(codes, 9)) != []
