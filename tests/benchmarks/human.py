"""Stories with summaries that people wrote: ``NAME.jsonl.gz`` with ``NAME.summaries.jsonl.gz`` beside it."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from service.model import Article, Decision, FiledArticle, Receipt, Relation

LIMITS = {"neus-dev": 60, "multinews-dev": 220}
"""Words of a summary, by set."""
FOLDS = 5
_AT = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """One story, and how a person summarised it."""

    story: str
    articles: tuple[FiledArticle, ...]
    summary: str

    @property
    def fold(self) -> int:
        """In which of the FOLDS it is judged; told by its id alone."""
        return int(sha256(self.story.encode()).hexdigest(), 16) % FOLDS


def told_stories(folder: Path, name: str, most: int | None = None) -> list[Told]:
    """Read a set, at most so many stories of it; none where it is not there."""
    paths = folder / f"{name}.summaries.jsonl.gz", folder / f"{name}.jsonl.gz"
    if not all(path.exists() for path in paths):
        return []
    summaries = {row["story"]: row["summary"] for row in islice(_rows(paths[0]), most)}
    members: dict[str, list[FiledArticle]] = {story: [] for story in summaries}
    for row in _rows(paths[1]):
        if row["story"] in members:
            members[row["story"]].append(_filed(row))
    return [Told(story, tuple(members[story]), summary) for story, summary in summaries.items()]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _filed(row: dict[str, Any]) -> FiledArticle:
    article = Article(row["id"], title=row["title"], text=row["text"], source=row["source"])
    receipt = Receipt("gold")
    decision = Decision(row["id"], row["story"], Relation.SAME_STORY, 1.0, receipt, origin_id=row["id"])
    return FiledArticle(article, decision, received_at=_AT, at=_AT)
