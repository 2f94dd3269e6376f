"""Embeddings are rounded once and for all, and hardly at all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from service.clustering.tables import rounded
from service.model import FloatArray

WIDTH = 40
ROWS = 5
NUMBERS = st.floats(-1, 1, width=32)


@settings(max_examples=60, deadline=None)
@given(
    embeddings=arrays(np.float32, (ROWS, WIDTH), elements=NUMBERS),
    scale=st.sampled_from([0.0, 1e-3, 0.3, 0.49999997, 0.5, 1.0]),
)
def test_what_is_rounded_stays_as_it_is_and_is_off_by_little(embeddings: FloatArray, scale: float) -> None:
    embeddings = (embeddings * np.float32(scale)).astype(np.float32)
    highest = np.abs(embeddings).max(axis=1, keepdims=True)
    table = rounded.room(1, WIDTH)
    rounded.resize(table, ROWS)
    places = np.arange(ROWS)
    for place in range(ROWS):
        rounded.write(embeddings[place], place, table)
    once = rounded.read(table, places)
    assert (np.abs(once - embeddings) <= highest * np.float32(2.0**-22) + np.float32(2.0**-87)).all()
    for place in range(ROWS):
        rounded.write(once[place], place, table)
    assert (rounded.read(table, places) == once).all()
    of_rounded = rounded.multiples(once)
    for one, other in zip(rounded.multiples(embeddings), of_rounded, strict=True):
        assert (one == other).all()


@settings(max_examples=30, deadline=None)
@given(arrays(np.float32, (ROWS, WIDTH), elements=NUMBERS))
def test_a_cosine_is_the_same_whichever_of_the_two_is_looked_for(embeddings: FloatArray) -> None:
    embeddings = (embeddings / np.float32(WIDTH)).astype(np.float32)
    table, places = rounded.room(ROWS, WIDTH), np.arange(ROWS)
    for place in range(ROWS):
        rounded.write(embeddings[place], place, table)
    queries = rounded.multiples(embeddings)
    found = np.array([rounded.mean_cosines(queries, query, table, places) for query in range(ROWS)])
    assert (found == found.T).all()
    products = embeddings.astype(float) @ embeddings.astype(float).T
    assert np.abs(found - products / 2).max() < 1e-5
    alone = rounded.mean_cosines(queries, 2, table, places[4:])
    assert alone.tolist() == found[2, 4:].tolist()
