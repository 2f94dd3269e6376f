"""Speed and size on the volume set: one-shot grouping, single POSTs, and a start from a full window."""

import json
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.benchmarks import posting, rebuild
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say

PARTS = ("group", "posting", "rebuild")
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


def run(measured: Speed, part: str, folder: Path, cache: Path, *, limit: int | None = None) -> Speed:
    """Add ``part``, one of :data:`PARTS`, on at most ``limit`` articles."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        say(f"speed: {path} is not there; nothing measured")
        return measured
    if part == "group":
        grouped = _group(path, cache / f"{VOLUME}.npz", limit)
        return replace(measured, group=grouped["notes"], steps=grouped["steps"])
    articles = read_articles(path)[0][:limit]
    if part == "posting":
        return replace(measured, posting=posting.measure(articles[:POSTS]))
    return replace(measured, rebuild=rebuild.measure(articles[:WINDOW]))


def _group(path: Path, vectors: Path, limit: int | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.load", str(path), str(vectors), str(limit or WINDOW)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
