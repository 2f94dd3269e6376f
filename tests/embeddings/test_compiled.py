"""What was compiled is kept, and taken only where it is what would be compiled today."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

CALLER = """
from embeddings.compiled import compiled
from loops_called import STEP, step

@compiled
def twice(number):
    return STEP + step(number)
"""
CALLED = """
from embeddings.compiled import compiled

STEP = {step}

@compiled
def step(number):
    return number + {number}
"""


def test_what_is_kept_is_made_anew_where_what_it_calls_or_names_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)

    def ask(step: str, number: str) -> tuple[int, int]:
        (tmp_path / "loops_called.py").write_text(CALLED.format(step=step, number=number), encoding="utf-8")
        for name in ("loops_called", "loops_caller"):
            sys.modules.pop(name, None)
        importlib.invalidate_caches()
        caller: Any = importlib.import_module("loops_caller")
        return caller.twice(0), sum(caller.twice.stats.cache_hits.values())

    (tmp_path / "loops_caller.py").write_text(CALLER, encoding="utf-8")
    assert ask("1", "10") == (11, 0)
    assert ask("1", "10") == (11, 1)
    assert ask("1", "200") == (201, 0)
    assert ask("3000", "200") == (3200, 0)
