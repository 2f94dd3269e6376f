"""A run of the benchmarks measures what was named, or says that there is no such thing."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks


def test_a_name_of_neither_a_part_nor_a_labelled_set_ends_before_anything_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": "a", "title": "One", "text": "", "url": None, "source": None, "published_at": None}
    for name, story in (("labelled", "s"), ("bare", None)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(line | {"story": story}) + "\n")
    monkeypatch.setattr(benchmarks, "warm_up", lambda: pytest.fail("about to measure"))
    words = ["benchmarks", "--data", str(tmp_path), "--only", "growth", "labelled", "bare", "grwoth"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        benchmarks.main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "labelled set: bare, grwoth; parts are quality, " in told
    assert f"sets in {tmp_path}: labelled\n" in told

    monkeypatch.setattr(sys, "argv", words[:-2])
    with pytest.raises(pytest.fail.Exception, match="about to measure"):
        benchmarks.main()
