"""What the table holds of an article comes back as it was, whoever came and went beside it."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.lexical import N_FEATURES
from service.clustering.evidence import MOST_COUNTED, Evidence, SparseRow
from service.clustering.terms import NAMES, WORDS, TermTable, terms_of
from service.clustering.weighed import mean_cosines, pair_cosines, weigh_rows
from tests.clustering.support import evidence

BLANK = evidence("a", 0)
PLACES = 6


@st.composite
def sparse_rows(draw: st.DrawFn) -> SparseRow:
    counts = draw(st.dictionaries(st.integers(0, N_FEATURES - 1), st.integers(1, MOST_COUNTED), max_size=9))
    terms = sorted(counts)
    return SparseRow(np.array(terms, np.int32), np.array([counts[term] for term in terms], np.uint16))


any_evidence = st.builds(
    lambda words, names, codes: replace(BLANK, words=words, names=names, codes=np.array(codes, np.uint32)),
    sparse_rows(),
    sparse_rows(),
    st.lists(st.integers(0, 2**32 - 1), max_size=9),
)


def _told(row: SparseRow) -> list[tuple[int, int]]:
    return list(zip(row.indices.tolist(), row.counts.tolist(), strict=True))


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.tuples(st.integers(0, PLACES - 1), st.none() | any_evidence), max_size=30),
    guest=any_evidence,
)
def test_articles_that_come_and_go_leave_the_others_as_they_are(
    steps: list[tuple[int, Evidence | None]], guest: Evidence
) -> None:
    table, live = TermTable(), dict[int, Evidence]()
    for place, came in steps:
        if live.pop(place, None):
            table.leave(place)
            table.give_back()
        if came:
            table.put(place, came)
            live[place] = came
        rows = table.rows([guest, guest])
        assert terms_of(rows, NAMES)[0].tolist() == 2 * guest.names.indices.tolist()
    for place, one in live.items():
        assert _told(table.words(place)) == _told(one.words)
        assert _told(table.names(place)) == _told(one.names)
        assert table.codes(place).tolist() == one.codes.tolist()


def test_what_is_given_up_makes_room() -> None:
    table, long = TermTable(), replace(BLANK, codes=np.arange(1_500, dtype=np.uint32))
    for turn in range(200):
        table.put(turn % 4, long)
        table.leave(turn % 4)
        table.give_back()
    assert len(table.rows([long]).entries) < 10 * len(long.codes)


def test_a_product_of_rows_is_that_of_their_weighed_terms() -> None:
    random = np.random.default_rng(3)
    weights = random.random(N_FEATURES, np.float32) * (random.random(N_FEATURES) < 0.7)
    dense = np.zeros((7, 40))
    made = []
    for row in dense:
        terms = np.sort(random.choice(40, 20, replace=False)).astype(np.int32)
        counts = random.integers(1, 9, 20).astype(np.uint16)
        row[terms] = (1 + np.log(counts)) * weights[terms]
        made.append(replace(BLANK, words=SparseRow(terms, counts)))
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    known = TermTable().rows(made)
    assert np.allclose(pair_cosines(known, WORDS, weights), dense @ dense.T, atol=1e-4)
    rows = weigh_rows(known, WORDS, weights)
    groups = np.array([[0, 2], [2, 3], [3, 7]])
    expected = [(dense[:2] @ dense[start:end].T).mean() for start, end in groups[1:]]
    assert np.allclose(mean_cosines(rows, groups), expected, atol=1e-6)
