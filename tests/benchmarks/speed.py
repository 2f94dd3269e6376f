"""Speed and size on the volume set: one-shot grouping, single POSTs, and a start from a full window."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import posting, rebuild
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.progress import say

VOLUME = "reuters-volume"
WINDOW = 20_000
POSTS = 1_700


@dataclass(frozen=True, slots=True)
class Speed:
    """Figures by part; a part that was not run is empty."""

    group: list[dict[str, float]] = field(default_factory=list)
    posting: dict[str, float] = field(default_factory=dict)
    rebuild: dict[str, float] = field(default_factory=dict)


def run(folder: Path, *, parts: frozenset[str], limit: int | None = None) -> Speed:
    """Measure ``parts`` of ``group``, ``posting`` and ``rebuild``, on at most ``limit`` articles."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        say(f"speed: {path} is not there; nothing measured")
        return Speed()
    articles, _ = read_articles(path)
    articles = articles[:limit]
    return Speed(
        group=_group(path, limit) if "group" in parts else [],
        posting=posting.measure(articles[:POSTS]) if "posting" in parts else {},
        rebuild=rebuild.measure(articles[:WINDOW]) if "rebuild" in parts else {},
    )


def _group(path: Path, limit: int | None) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "tests.benchmarks.load", str(path)]
    if limit is not None:
        command.append(str(limit))
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    notes: list[dict[str, float]] = json.loads(done.stdout)
    return notes
