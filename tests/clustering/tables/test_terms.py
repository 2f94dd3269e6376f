"""What the table holds of an article comes back as it was, whoever came and went beside it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.lexical import LENGTHS, N_FEATURES
from service.clustering.evidence import MOST_COUNTED, Evidence, NameRow, SparseRow
from service.clustering.sides.scales import NOT_NUMBERED, Scale
from service.clustering.sides.told import Groups
from service.clustering.sides.weighed import MOST_OF_NAMES, MOST_OF_WORDS, mean_cosines, pair_cosines
from service.clustering.tables.terms import NAMED, NAMES, TERM_MASK, WORDS, TermTable, length_of
from service.model import FloatArray
from tests.clustering.support import evidence

BLANK = evidence("a", 0)
PLACES = 6


@st.composite
def sparse_rows(draw: st.DrawFn) -> SparseRow:
    counts = draw(st.dictionaries(st.integers(0, N_FEATURES - 1), st.integers(1, MOST_COUNTED), max_size=9))
    terms = sorted(counts)
    return SparseRow(np.array(terms, np.int32), np.array([counts[term] for term in terms], np.uint16))


def _named(row: SparseRow, lengths: Sequence[int]) -> NameRow:
    return NameRow(row.indices, row.counts, np.array(lengths, np.uint8))


@st.composite
def name_rows(draw: st.DrawFn) -> NameRow:
    row = draw(sparse_rows())
    many = len(row.indices)
    return _named(row, draw(st.lists(st.integers(1, LENGTHS - 1), min_size=many, max_size=many)))


any_evidence = st.builds(
    lambda words, names, codes: replace(BLANK, words=words, names=names, codes=np.array(codes, np.uint32)),
    sparse_rows(),
    name_rows(),
    st.lists(st.integers(0, 2**32 - 1), max_size=9),
)


def _told(row: SparseRow) -> list[tuple[int, int]]:
    return list(zip(row.indices.tolist(), row.counts.tolist(), strict=True))


GUEST = "guest"


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, PLACES - 1), st.none() | st.just(GUEST) | any_evidence), max_size=30
    ),
    guest=any_evidence,
)
def test_articles_that_come_and_go_leave_the_others_as_they_are(
    steps: list[tuple[int, Evidence | str | None]], guest: Evidence
) -> None:
    table, live = TermTable(), dict[int, Evidence]()
    for place, came in steps:
        if live.pop(place, None):
            table.leave(place)
            table.give_back()
        if came:
            live[place] = replace(guest) if isinstance(came, str) else came
            table.put(place, live[place])
        table.host(guest)
        assert _told(table.names(-1)) == _told(guest.names)
    for place, one in live.items():
        assert _told(table.words(place)) == _told(one.words)
        assert _told(table.names(place)) == _told(one.names)
        assert table.names(place).lengths.tolist() == one.names.lengths.tolist()
        assert table.codes(place).tolist() == one.codes.tolist()


def test_what_is_given_up_makes_room() -> None:
    table, long = TermTable(), replace(BLANK, codes=np.arange(1_500, dtype=np.uint32))
    for turn in range(200):
        table.put(turn % 4, long)
        table.leave(turn % 4)
        table.give_back()
    assert len(table.by_place.entries) < 10 * len(long.codes)


def test_words_that_are_names_too_stand_behind_the_others() -> None:
    table = TermTable()
    row = SparseRow(np.array([3, 5, 8, 9], np.int32), np.ones(4, np.uint16))
    names = _named(SparseRow(np.array([1, 5, 9], np.int32), np.ones(3, np.uint16)), [1, 2, 3])
    table.put(0, replace(BLANK, words=row, names=names))
    entries, bounds, *_ = table.by_place
    assert (entries[bounds[0, WORDS] : bounds[0, NAMED]] & TERM_MASK).tolist() == [3, 8]
    assert (entries[bounds[0, NAMED] : bounds[0, NAMES]] & TERM_MASK).tolist() == [5, 9]
    assert [length_of(entry) for entry in entries[bounds[0, WORDS] : bounds[0, NAMES]]] == [1, 1, 2, 3]


def test_a_product_of_rows_is_that_of_their_weighed_terms() -> None:
    random = np.random.default_rng(3)
    weights = random.random(N_FEATURES, np.float32) * (random.random(N_FEATURES) < 0.7)
    dense = np.zeros((7, 40))
    table, places = TermTable(), np.arange(7)
    for place, row in enumerate(dense):
        terms = np.sort(random.choice(40, 20, replace=False)).astype(np.int32)
        counts = random.integers(1, 9, 20).astype(np.uint16)
        row[terms] = (1 + np.log(counts)) * weights[terms]
        table.put(place, replace(BLANK, words=SparseRow(terms, counts)))
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    assert (dense > MOST_OF_WORDS).any()
    dense = np.minimum(dense, MOST_OF_WORDS)
    texts, scale = table.by_place, _scale(weights[:40])
    both = texts.entries, texts.bounds
    assert np.allclose(pair_cosines(both, places, WORDS, scale, NOT_NUMBERED), dense @ dense.T, atol=1e-4)
    groups = Groups(places, np.array([0, 2, 3, 7]))
    expected = [(dense[:2] @ dense[start:end].T).mean() for start, end in pairwise(groups.starts[1:])]
    assert np.allclose(mean_cosines(texts, WORDS, scale, groups, NOT_NUMBERED), expected, atol=1e-6)


def test_one_thing_in_common_counts_for_so_much_and_no_more() -> None:
    # A name of two words is two words, and with their pair three terms among the names.
    for words, names, length in (([3], [3], 1), ([3, 5], [3, 5, 7], 2), ([3, 5, 8], [3, 5, 7, 8, 9], 3)):
        table = TermTable()
        for place in range(2):
            told = replace(
                BLANK, words=_sevenfold(words), names=_named(_sevenfold(names), [length] * len(names))
            )
            table.put(place, told)
        texts, scale = table.by_place, _scale(np.ones(40, np.float32))
        for kind, most in ((WORDS, MOST_OF_WORDS), (NAMES, MOST_OF_NAMES)):
            pairs = pair_cosines((texts.entries, texts.bounds), np.arange(2), kind, scale, NOT_NUMBERED)
            assert np.allclose(pairs, most**2, atol=1e-4)
            groups = Groups(np.arange(2), np.arange(3))
            assert np.allclose(mean_cosines(texts, kind, scale, groups, NOT_NUMBERED), most**2)


def _sevenfold(terms: Sequence[int]) -> SparseRow:
    return SparseRow(np.array(terms, np.int32), np.full(len(terms), 7, np.uint16))


def _scale(weights: FloatArray) -> Scale:
    """By it so many terms weigh as much."""
    terms = np.arange(len(weights), dtype=np.uint32)
    slots = np.zeros(64, np.uint32)
    slots[terms] = terms + 1
    nothing = np.zeros(len(weights) + 1, np.uint8)
    return Scale(slots, np.append(terms[:1], terms), nothing, np.append(np.float32(0), weights))
