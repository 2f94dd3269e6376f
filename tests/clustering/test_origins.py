"""Whose origin a copy takes: reprints of one text count as one, in whatever order they come."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.window import Window
from service.model import Decision, Relation
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


DRESSED = [
    f"ORSK BRIDGE, Nov 3 (Reuters) - {FLOOD.strip()} (Reporting by Ida Brandt; Editing by Jon Hale)",
    f"(AP) - {FLOOD.strip()}\n\nAssociated Press writer Dana Collier contributed to this report.",
    f"By Lee Marsh, Northwire\n\n{FLOOD.strip()}\n\nCopyright 2026 Northwire. All rights reserved.",
    f"{FLOOD.strip()}\nReuters\nOur Standards: The Thomson Reuters Trust Principles.",
]


def test_copies_that_differ_in_headers_and_credits_alone_have_one_text() -> None:
    arriving = [
        evidence(f"r{place}", 90 * place, text=text, hours=place) for place, text in enumerate(DRESSED)
    ]
    decisions = _arrive(window_of({}), *arriving)
    assert _origins(decisions) == {"r0"}
    assert [decision.relation for decision in decisions[1:]] == [Relation.EXACT_DUPLICATE] * 3


def test_two_alerts_of_one_agency_are_no_copies_by_what_stands_around_them() -> None:
    around = (
        "PORT SUNDER, Nov 23 (Reuters) - {} (Reporting by Ida Brandt in Port Sunder; Editing by Jon Hale)"
    )
    alerts = ["Ferry Alma runs aground off the harbour.", "Mayor Varga resigns over rail contract."]
    arriving = [
        evidence(f"a{place}", 90 * place, text=around.format(text)) for place, text in enumerate(alerts)
    ]
    assert _origins(_arrive(window_of({}), *arriving)) == {"a0", "a1"}


def test_the_origin_outlives_its_first_article() -> None:
    window = window_of({})
    _arrive(window, evidence("a", 0, text=FLOOD), evidence("b", 0, text=reworded(FLOOD, 0.1, 1), hours=1))
    window.remove("a")
    assert _origins(_arrive(window, evidence("c", 0, text=reworded(FLOOD, 0.1, 2), hours=2))) == {"a"}
