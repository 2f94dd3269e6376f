"""Wording in common without names in common, and what is believed of it."""

from dataclasses import replace

import numpy as np
import pytest

from service.clustering.sides.told import Groups
from service.clustering.sides.wording import alone_in_common, mean_strangeness, rarities, strangeness
from service.clustering.tables.terms import TermTable
from tests.clustering.support import evidence

REEF = "A ferry with forty on board struck a reef off Talle on Monday. Captain Ilse Brandt was questioned in Lindesay."
BARGE = "A ferry with sixty on board struck a barge off Marrow on Monday. Captain Tor Vik was questioned in Hovden."
CORRECTED = REEF.replace("forty", "fifty")


def strange(one: str, *others: str) -> float:
    """How strange the first is to the others, as one group."""
    groups = Groups(np.arange(1 + len(others)), np.array([0, 1, 1 + len(others)]))
    [mean] = mean_strangeness(table_of(one, *others).by_place, groups, rarities())
    return float(mean)


def table_of(*texts: str) -> TermTable:
    table = TermTable()
    for place, text in enumerate(texts):
        table.put(place, replace(evidence(f"a{place}", 0, text=text), article_id=f"a{place}"))
    return table


def test_other_names_are_strange_and_the_day_tells_nothing() -> None:
    assert strange(REEF, BARGE) == strange(BARGE, REEF) > 0.7
    assert strange(REEF, REEF) == strange(REEF, CORRECTED) == 0.0
    assert strange(REEF, BARGE, REEF) == pytest.approx(strange(REEF, BARGE) / 2)


def test_who_names_a_place_of_the_other_is_no_stranger() -> None:
    assert strange(REEF, "The wind had pushed her onto the rocks, said a fisherman from Talle.") == 0.0
    assert strange("A ferry ran aground, an office in Talle said.", BARGE.replace("Hovden", "TALLE")) == 0.0


def test_who_names_little_is_believed_little_and_who_names_nothing_not_at_all() -> None:
    headline = strange("Ferry strikes barge off Marrow", "Ferry strikes reef off Talle")
    assert 0.0 < headline < strange(REEF, BARGE)
    assert strange("A ferry has run aground.", BARGE) == strange("!", BARGE) == 0.0


def test_it_counts_as_far_as_words_are_alike() -> None:
    assert alone_in_common(0.5, 0.8) == alone_in_common(0.9, 0.8) == 0.8
    assert alone_in_common(0.25, 0.8) == pytest.approx(0.2)
    assert alone_in_common(0.0, 1.0) == 0.0


def test_many_together_are_as_strange_as_each_two_alone() -> None:
    texts = (REEF, BARGE, CORRECTED, "Ferry strikes reef off Talle", "A ferry has run aground.", "!")
    table = table_of(*texts)
    entries, bounds, *_ = table.by_place
    together = strangeness(entries, bounds[: len(texts)], bounds[: len(texts)], rarities())
    assert together.tolist() == [[strange(one, other) for other in texts] for one in texts]
