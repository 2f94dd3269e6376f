"""Results of evaluations in a file: what was kept comes back, and what is no result loses nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clustering.calibrating import Bin
from service.clustering.metrics import PrecisionRecall, Scores
from service.errors import InputError
from service.formats.evaluation_json import (
    TAIL_BYTES,
    Evaluation,
    evaluation_json,
    keep_evaluation,
    kept_evaluations,
    read_evaluation,
)
from tests.api.support import NOON

SCORES = Scores(90, 30, 31, PrecisionRecall(0.9, 0.8), PrecisionRecall(0.85, 0.7), 0.76, 0.8, 0.9)
ONE = Evaluation(
    NOON,
    "gold.jsonl",
    "ab" * 32,
    "story",
    "a model",
    "shipped",
    "1.0",
    "2 cores",
    12.5,
    SCORES,
    (Bin(0.25, 0.2, 40), Bin(0.75, 0.9, 10)),
)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 9)), max_size=10))
def test_what_is_written_is_read(points: list[tuple[int, int, int]]) -> None:
    bins = tuple(Bin(p / 10_000, o / 10_000, n) for p, o, n in points)
    one = Evaluation(NOON, "é", "0", "story", "m", "c", "v", "x", 1.5, SCORES, bins)
    assert read_evaluation(evaluation_json(one)) == one


def test_runs_are_added_and_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "evaluations.jsonl"
    assert kept_evaluations(None).newest_first == kept_evaluations(path).newest_first == ()
    keep_evaluation(path, ONE)
    with path.open("ab") as file:
        file.write(b'{"at": "yesterday"}\n\xff\n[]\n7\n\n')
    keep_evaluation(path, Evaluation(NOON, "later", "0", "story", "m", "c", "v", "x", 1.0, SCORES))
    found = kept_evaluations(path)
    assert [one.name for one in found.newest_first] == ["later", "gold.jsonl"]
    assert found.newest_first[1] == ONE
    assert "4 of 6 lines" in found.trouble


def test_of_a_long_file_the_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "evaluations.jsonl"
    path.write_bytes(b"x" * TAIL_BYTES + b"\n")
    keep_evaluation(path, ONE)
    assert kept_evaluations(path).newest_first == (ONE,)
    assert kept_evaluations(path).trouble == ""


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="NEWSFOLD_EVALUATIONS"):
        keep_evaluation(tmp_path, ONE)
    assert "cannot be read" in kept_evaluations(tmp_path).trouble
