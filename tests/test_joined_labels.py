"""What gold labels in one group cost: the whole of what is missing from precision, and nothing once they are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clustering.metrics import score
from tests.benchmarks.joined_labels import lost_by_pair, rows

GROUPED = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("pqr")), min_size=1, max_size=40)


@given(GROUPED)
def test_the_pairs_together_cost_all_that_precision_lacks(grouped: list[tuple[str, str]]) -> None:
    gold, predicted = [label for label, _ in grouped], [group for _, group in grouped]
    lost = lost_by_pair(gold, predicted)
    assert sum(wrong for wrong, *_ in lost) == pytest.approx(1 - score(gold, predicted).b_cubed.precision)
    assert lost == sorted(lost, key=lambda pair: -pair[0])


def test_labels_of_the_same_news_cost_nothing_as_one_label() -> None:
    gold, predicted = ["flood", "flood, too", "fire", "deluge"], ["p", "p", "q", "p"]
    found = list(rows("desk", gold, predicted))
    assert [row["labels"] for row in found] == ["deluge, flood", "deluge, flood, too", "flood, flood, too"]
    assert [row["F1 if one"] for row in found] == [pytest.approx(value) for value in (0.8, 1.0, 1.0)]
