"""What rough copies say holds, whatever they are copies of."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.lanes import SIXTEEN
from service.clustering.tables import ceilings, rounded
from service.clustering.tables.ceilings import LOWEST, UNITS, Ceilings
from service.clustering.tables.rough import Copies, RoughTable, copied, copy_row
from service.model import FloatArray

DIMENSION = 22
ROWS = 48
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


def _table(embeddings: FloatArray) -> RoughTable:
    kept = rounded.room(ROWS, 2 * DIMENSION)
    table = RoughTable(kept)
    for place, embedding in enumerate(embeddings):
        rounded.write(embedding, place, kept)
        table.resize(place + 1)
        copy_row(kept, place, table.copies)
    return table


def _looked(queries: Copies, table: RoughTable, count: int) -> Ceilings:
    found = ceilings.room(count, ROWS)
    ceilings.look(queries, table.copies, 0, ROWS // SIXTEEN, found)
    return found


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    spread=st.floats(0, 3),
    apart=st.floats(0, 3),
    count=st.integers(1, ROWS - 1),
    asked=st.sampled_from([1, 7, 8, 11, ROWS]),
)
def test_no_product_is_above_its_ceiling_and_the_highest_are_all_there(
    seed: int, spread: float, apart: float, count: int, asked: int
) -> None:
    embeddings = _embeddings(np.random.default_rng(seed), spread, apart)
    table, gone = _table(embeddings), 3
    table.leave(gone)
    live = np.arange(ROWS) != gone
    products = embeddings[-asked:].astype(float) @ embeddings.astype(float).T
    queries = copied(rounded.multiples(embeddings[-asked:]))
    known = _looked(queries, table, asked)
    each = known.each.transpose(1, 0, 2).reshape(asked, ROWS)
    assert (each >= UNITS * (products - SLACK))[:, live].all()
    assert (each[:, gone] < LOWEST).all()
    assert (known.highest == each.reshape(asked, -1, SIXTEEN).max(axis=2)).all()
    for query in range(0, asked, 5):
        its = products[query].astype(np.float32) / 2
        lowest = its.reshape(-1, SIXTEEN).min(axis=1)
        reaching = ceilings.reaching(queries, query, table.copies, known, its, lowest, SLACK)
        assert set(reaching.tolist()) == set(np.flatnonzero(live).tolist())
        least = np.sort(products[query, live])[-count]
        reached = int(np.sort(each[query])[-count])
        likely = ceilings.likeliest(queries, query, table.copies, known, reached, count)
        assert count <= len(likely) <= ROWS - 1
        others = ceilings.others(queries, query, table.copies, known, least - SLACK, likely)
        assert set(np.flatnonzero(live & (products[query] >= least))) <= {*likely.tolist(), *others.tolist()}
        assert not set(likely.tolist()) & set(others.tolist())
        some = np.flatnonzero(live)[::2]
        among = ceilings.among(known, query, some, least - SLACK)
        assert set(some[products[query, some] >= least]) <= {*among.tolist()} <= {*some.tolist()}


def test_a_close_look_rules_out_most_that_a_first_does_not() -> None:
    embeddings = _embeddings(np.random.default_rng(3), 0.0, 1.0)
    table = _table(embeddings)
    queries = copied(rounded.multiples(embeddings[7:8]))
    known = _looked(queries, table, 1)
    reached = int(np.sort(known.each, axis=None)[-5])
    likely = ceilings.likeliest(queries, 0, table.copies, known, reached, 5)
    low = float(np.sort(embeddings @ embeddings[7])[-5]) - SLACK
    others = ceilings.others(queries, 0, table.copies, known, low, likely)
    assert len(likely) == 5
    assert len(others) <= 2
    assert (known.each >= UNITS * low).sum() > 10
