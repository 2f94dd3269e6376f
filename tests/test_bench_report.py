"""A run of the benchmarks keeps what it has measured, whatever becomes of the parts that come after."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.parts import Measure, carry_out
from tests.benchmarks.report import Report
from tests.benchmarks.sections import Section


def telling(title: str, value: object = 1) -> Measure:
    def measure(report: Report) -> Report:
        rows = [{"value": value}]
        return replace(report, sections=[*report.sections, Section(title, "", {"": rows})])  # type: ignore[dict-item]

    return measure


def test_a_part_that_fails_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    def failing(_: Report) -> Report:
        raise OSError("no | server\nanswers")

    def looking(report: Report) -> Report:
        text = (tmp_path / "report.md").read_text("utf-8")
        assert "## First" in text
        assert "| failing | OSError: no \\| server answers |" in text
        assert "| looking | the run has not come to its end |" in text
        return telling("Third")(report)

    def stopping(_: Report) -> Report:
        raise KeyboardInterrupt

    parts = {
        "first": telling("First"),
        "failing": failing,
        "unwritable": telling("Odd", value={1}),
        "looking": looking,
    }
    with pytest.raises(SystemExit, match=r"failed: failing, unwritable$"):
        carry_out(parts, Report({}), tmp_path)
    whole = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [section["title"] for section in whole["sections"]] == ["First", "Third"]
    assert (list(whole["failed"]), whole["unmeasured"]) == (["failing", "unwritable"], [])

    with pytest.raises(SystemExit, match="stopped during stopping"):
        carry_out(
            {"first": telling("First"), "stopping": stopping, "last": telling("Last")}, Report({}), tmp_path
        )
    text = (tmp_path / "report.md").read_text("utf-8")
    assert "## First" in text
    assert "| stopping | the run" in text
    assert "| last | the run" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "report.md"]
    carry_out({"first": telling("First")}, Report({}), tmp_path)
    assert "Not measured" not in (tmp_path / "report.md").read_text("utf-8")
