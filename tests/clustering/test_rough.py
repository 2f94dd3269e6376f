"""What rough copies say holds, whatever they are copies of."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.rough import RoughTable, copied
from service.model import FloatArray

DIMENSION = 24
ROWS = 40
SLACK = 1e-5


def _embeddings(random: np.random.Generator, spread: float, apart: float) -> FloatArray:
    """Whole and lead side by side; ``spread`` makes few numbers great, ``apart`` parts the lead from the whole."""
    whole = random.standard_normal((ROWS, DIMENSION)) * np.exp(spread * random.standard_normal(DIMENSION))
    lead = whole + apart * random.standard_normal((ROWS, DIMENSION)) * np.abs(whole).mean()
    views = [view / np.linalg.norm(view, axis=1, keepdims=True) for view in (whole, lead)]
    embeddings: FloatArray = np.concatenate(views, axis=1).astype(np.float32)
    embeddings[0] = 0.0
    embeddings[1] = -embeddings[2]
    return embeddings


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1), spread=st.floats(0, 3), apart=st.floats(0, 3), count=st.integers(1, ROWS)
)
def test_no_product_is_above_its_ceiling_and_the_highest_are_all_there(
    seed: int, spread: float, apart: float, count: int
) -> None:
    embeddings = _embeddings(np.random.default_rng(seed), spread, apart)
    table = RoughTable(DIMENSION)
    for place, embedding in enumerate(embeddings):
        table.resize(place + 1)
        table.put(place, embedding)
    products = embeddings.astype(float) @ embeddings.astype(float).T
    queries = copied(embeddings)
    ceilings = table.ceilings(queries, 0, ROWS)
    assert (ceilings >= products - SLACK).all()
    places = np.arange(ROWS)
    for query in (0, 1, 7):
        assert table.reaching(queries, query, places, (products[query] - SLACK).astype(np.float32)).all()
        least = np.sort(products[query])[-count]
        reached = float(np.sort(ceilings[query])[-count])
        listed = table.highest(queries, query, ceilings[query], reached, count, SLACK)
        assert set(np.flatnonzero(products[query] >= least)) <= set(listed.tolist())


def test_a_close_look_rules_out_most_that_a_first_does_not() -> None:
    random = np.random.default_rng(3)
    embeddings = _embeddings(random, 0.0, 0.5)
    table = RoughTable(DIMENSION)
    table.resize(ROWS)
    for place, embedding in enumerate(embeddings):
        table.put(place, embedding)
    queries = copied(embeddings[7:8])
    ceilings = table.ceilings(queries, 0, ROWS)[0]
    reached = float(np.sort(ceilings)[-5])
    assert len(table.highest(queries, 0, ceilings, reached, 5, SLACK)) <= 8
