"""Whose origin a copy takes: reprints of one text count as one, in whatever order they come."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.window import Window
from service.model import Decision
from tests.clustering.support import decided, evidence, window_of
from tests.clustering.texts import FLOOD, reworded


def _arrive(window: Window, *arriving: Evidence) -> list[Decision]:
    decisions = []
    for one in arriving:
        decision = decided(one, window)
        window.place(replace(one, origin_id=decision.origin_id), decision.story_id)
        decisions.append(decision)
    return decisions


def _origins(decisions: Sequence[Decision]) -> set[str]:
    return {decision.origin_id for decision in decisions}


def test_a_reprint_of_a_reprint_belongs_to_the_first() -> None:
    texts = [FLOOD]
    for seed in range(5):
        texts.append(reworded(texts[-1], 0.2, seed))
    arriving = [evidence(f"r{place}", 0, text=text, hours=place) for place, text in enumerate(texts)]
    assert _origins(_arrive(window_of({}), *arriving)) == {"r0"}


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [3, 1, 0, 5, 2, 4], [5, 4, 3, 2, 1, 0]])
def test_five_reprints_count_as_one_also_when_the_wire_comes_last(order: list[int]) -> None:
    texts = [FLOOD, *(f"HARROW (Wire {seed}) - {reworded(FLOOD, 0.08, seed)}" for seed in range(5))]
    arriving = [evidence(f"r{place}", 0, text=texts[place], hours=hour) for hour, place in enumerate(order)]
    assert _origins(_arrive(window_of({}), *arriving)) == {f"r{order[0]}"}


def test_the_origin_outlives_its_first_article() -> None:
    window = window_of({})
    _arrive(window, evidence("a", 0, text=FLOOD), evidence("b", 0, text=reworded(FLOOD, 0.1, 1), hours=1))
    window.remove("a")
    assert _origins(_arrive(window, evidence("c", 0, text=reworded(FLOOD, 0.1, 2), hours=2))) == {"a"}
