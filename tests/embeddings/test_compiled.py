"""What was compiled is kept, and taken only where it is what would be compiled today."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

BY_NAME = """
from embeddings.compiled import compiled
from loops_called import STEP, step

@compiled
def twice(number):
    return STEP + step(number)
"""
BY_MODULE = """
import loops_called
from embeddings.compiled import compiled

@compiled
def twice(number):
    return loops_called.STEP + loops_called.step(number)
"""
CALLED = """
from embeddings.compiled import compiled

STEP = {step}

@compiled
def step(number):
    return number + {number}
"""


@pytest.mark.parametrize("caller", [BY_NAME, BY_MODULE])
def test_what_is_kept_is_made_anew_where_what_it_calls_or_names_has_changed(
    caller: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)

    def ask(step: str, number: str) -> tuple[int, int]:
        (tmp_path / "loops_called.py").write_text(CALLED.format(step=step, number=number), encoding="utf-8")
        for name in ("loops_called", "loops_caller"):
            sys.modules.pop(name, None)
        importlib.invalidate_caches()
        module: Any = importlib.import_module("loops_caller")
        return module.twice(0), sum(module.twice.stats.cache_hits.values())

    (tmp_path / "loops_caller.py").write_text(caller, encoding="utf-8")
    assert ask("1", "10") == (11, 0)
    assert ask("1", "10") == (11, 1)
    assert ask("1", "200") == (201, 0)
    assert ask("3000", "200") == (3200, 0)


TAKES = """
from typing import NamedTuple
from embeddings.compiled import compiled

class {name}(NamedTuple):
    number: int

@compiled
def read(taken):
    return taken.number

def ask():
    return read({name}(7)), sum(read.stats.cache_hits.values())
"""


def test_what_an_earlier_version_kept_of_what_is_gone_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    # Bytecode is told to be stale by the second and by size: both texts are as long, and may be written in one.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def ask(name: str) -> tuple[int, int]:
        (tmp_path / "loops_taking.py").write_text(TAKES.format(name=name), encoding="utf-8")
        sys.modules.pop("loops_taking", None)
        importlib.invalidate_caches()
        module: Any = importlib.import_module("loops_taking")
        answer: tuple[int, int] = module.ask()
        return answer

    assert ask("Pair_") == (7, 0)
    assert ask("Pairs") == (7, 0)
    assert ask("Pairs") == (7, 1)
    for kept in tmp_path.rglob("*.nbi"):
        kept.write_bytes(b"spoilt")
    assert ask("Pairs") == (7, 0)


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", full)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "loops_full.py").write_text(CALLED.format(step="1", number="10"), encoding="utf-8")
    importlib.invalidate_caches()
    assert importlib.import_module("loops_full").step(1) == 11
