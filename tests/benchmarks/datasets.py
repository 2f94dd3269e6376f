"""Labelled sets, read from a folder of ``NAME.jsonl.gz`` files."""

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from service.model import Article

SAMPLED = {"neus-dev": 300}
"""Stories drawn from sets that would take too long, or be too easy to tell apart, as a whole."""

STORYLINE_SETS = frozenset({"uci-stream"})
"""Sets whose gold labels are running subjects, so that the storyline level is the one that counts.

All reports of one subject of uci-stream bear the very same time, that of a crawl. Whatever reads times by the hour can
read the labels there, and learns nothing that holds elsewhere.
"""

SEED = 20261123
"""Of every random choice: which stories are sampled, and the shuffled order."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Articles in arrival order, and the gold story of each, in the same order."""

    name: str
    articles: tuple[Article, ...]
    gold: tuple[str, ...]

    @property
    def level(self) -> str:
        """The level that its gold labels are of."""
        return "storyline" if self.name.removesuffix(" (whole)") in STORYLINE_SETS else "story"

    def shuffled(self) -> "LabelledSet":
        """The same articles in a random order that is always the same."""
        order = list(range(len(self.articles)))
        random.Random(SEED).shuffle(order)
        return self._pick(order)

    def sample(self, stories: int) -> "LabelledSet":
        """All articles of this many stories drawn at random, in arrival order."""
        drawn = set(random.Random(SEED).sample(sorted(set(self.gold)), stories))
        return self._pick([i for i, story in enumerate(self.gold) if story in drawn])

    def _pick(self, order: Sequence[int]) -> "LabelledSet":
        articles = tuple(self.articles[i] for i in order)
        return replace(self, articles=articles, gold=tuple(self.gold[i] for i in order))


def read_articles(path: Path) -> tuple[list[Article], list[str | None]]:
    """Articles and gold labels (None where a line has none) of one file; empty articles are left out."""
    articles: list[Article] = []
    gold: list[str | None] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not (row["title"].strip() or row["text"].strip()):
                continue
            published = row["published_at"] and datetime.fromisoformat(row["published_at"])
            article = Article(
                id=row["id"],
                title=row["title"],
                text=row["text"],
                url=row["url"],
                source=row["source"],
                published_at=published or None,
            )
            articles.append(article)
            gold.append(row["story"])
    return articles, gold


def labelled_sets(folder: Path, *, only: Sequence[str] = (), whole: bool = False) -> list[LabelledSet]:
    """Every labelled set in the folder, or those named; large ones sampled, and also ``whole`` if so."""
    sets = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if (only and name not in only) or not _is_labelled(path):
            continue
        articles, gold = read_articles(path)
        full = LabelledSet(name, tuple(articles), tuple(story for story in gold if story is not None))
        if len(full.gold) != len(articles):
            continue
        if name not in SAMPLED:
            sets.append(full)
            continue
        sets.append(full.sample(SAMPLED[name]))
        if whole:
            sets.append(replace(full, name=f"{name} (whole)"))
    return sets


def _is_labelled(path: Path) -> bool:
    """Whether the first line is an article with a gold story."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        row = json.loads(next(lines, "{}"))
    return bool(row.get("id") and row.get("story")) and "text" in row
