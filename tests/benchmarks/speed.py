"""Speed and size on the volume set: one-shot grouping, single POSTs, and a start from a full window."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks import posting, rebuild
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say

VOLUME = "reuters-volume"
WINDOW = 20_000
POSTS = 1_700


@dataclass(frozen=True, slots=True)
class Speed:
    """Figures by part; a part that was not run is empty."""

    group: list[dict[str, float]] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    """Where the time of grouping goes."""
    posting: dict[str, float] = field(default_factory=dict)
    rebuild: dict[str, float] = field(default_factory=dict)


def run(folder: Path, cache: Path, *, parts: frozenset[str], limit: int | None = None) -> Speed:
    """Measure ``parts`` of ``group``, ``posting`` and ``rebuild``, on at most ``limit`` articles."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        say(f"speed: {path} is not there; nothing measured")
        return Speed()
    articles, _ = read_articles(path)
    articles = articles[:limit]
    grouped = _group(path, cache / f"{VOLUME}.npz", limit) if "group" in parts else {}
    return Speed(
        group=grouped.get("notes", []),
        steps=grouped.get("steps", []),
        posting=posting.measure(articles[:POSTS]) if "posting" in parts else {},
        rebuild=rebuild.measure(articles[:WINDOW]) if "rebuild" in parts else {},
    )


def _group(path: Path, vectors: Path, limit: int | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.load", str(path), str(vectors), str(limit or WINDOW)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
