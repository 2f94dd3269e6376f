"""Sixteen rows at once are multiplied as one by one, by whatever the processor has."""

import numpy as np
import pytest

from embeddings.compiled import compiled
from embeddings.lanes import EIGHT, FOUR, SIXTEEN, Add, Bytes, SignedBytes, Totals, by_pairs, multiplying

GROUPS = 5
_RANDOM = np.random.default_rng(7)


@pytest.mark.parametrize("queries", [1, EIGHT])
@pytest.mark.parametrize("add", [None, by_pairs], ids=["by what there is", "by pairs"])
def test_the_sums_are_those_of_plain_arithmetic(queries: int, add: Add | None) -> None:
    multiply = multiplying(queries, add)

    @compiled
    def multiplied(rows: Bytes, others: SignedBytes, totals: Totals) -> None:
        multiply(rows, others, totals)

    rows = _RANDOM.integers(0, 256, (GROUPS, SIXTEEN, FOUR), dtype=np.uint8)
    others = _RANDOM.integers(-128, 128, (GROUPS, queries, FOUR), dtype=np.int8)
    rows[0], others[0] = 255, -128
    totals = np.zeros((queries, SIXTEEN), np.int32)
    multiplied(rows, others, totals)
    expected = np.einsum("glf,gqf->ql", rows.astype(int), others.astype(int))
    assert (totals == expected).all()
