"""The figures panel against a hand-checked set of invented stories, ``disagreements.jsonl``.

A line is a story: its reports, and the groups of figures that an editor would want to see, each with words that name
what it is about, the numbers said and how they stand to one another. Many stories are traps: nothing is to be shown.
The half ``open`` was used in making the rules: its first 43 stories were written before there were any, the rest in
four rounds, each measured before it was looked at (precision .93, .72, .94, .86; recall .67, .59, .84, .80). The half
``kept`` is the sixth round, on which no rule was made, and one narrowed (an offer is no price). The part ``real`` has a
story of our own for each class of error that real stories showed: what has been mended has to stay so. It measures and
never judges.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from service.briefings.figures.panel import disagreements
from service.briefings.values import Disagreement
from service.model import Article, Decision, FiledArticle, Receipt, Relation
from tests.benchmarks.outcomes import Row
from tests.benchmarks.sections import Section

STORIES = Path(__file__).with_suffix(".jsonl")
HALVES = ("open", "kept", "real")
_MORNING = datetime(2026, 11, 2, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """A group of figures that is to be shown."""

    about: tuple[str, ...]
    values: frozenset[tuple[float, float | None]]
    status: str

    def matches(self, shown: Disagreement) -> bool:
        """Whether it is this one."""
        said = frozenset((claim.value, claim.upper) for claim in shown.claims)
        about = shown.about.casefold()
        return (
            said == self.values and shown.status == self.status and all(word in about for word in self.about)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A story with what is to be shown of it."""

    id: str
    half: str
    articles: tuple[FiledArticle, ...]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Groups shown, expected, and both."""

    shown: int
    expected: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what is shown that is right."""
        return self.right / self.shown if self.shown else 1.0

    @property
    def recall(self) -> float:
        """Share of what is to be shown that is."""
        return self.right / self.expected if self.expected else 1.0


def cases(path: Path = STORIES) -> list[Case]:
    """Read the set."""
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def tally(stories: Sequence[Case]) -> Tally:
    """Count over these stories."""
    outcomes = [(story, disagreements(story.articles)) for story in stories]
    return Tally(
        shown=sum(len(shown) for _, shown in outcomes),
        expected=sum(len(story.expected) for story, _ in outcomes),
        right=sum(sum(_is_right(story, one) for one in shown) for story, shown in outcomes),
    )


def mistakes(stories: Sequence[Case]) -> Iterator[str]:
    """Name what is shown wrongly and what is missing, for people."""
    for story in stories:
        shown = disagreements(story.articles)
        for one in shown:
            if not _is_right(story, one):
                said = [(claim.value, claim.upper) for claim in one.claims]
                yield f"{story.id}: not expected: {one.about} {one.status} {said}"
        for expected in story.expected:
            if not any(expected.matches(one) for one in shown):
                yield f"{story.id}: missing: {expected.about} {expected.status} {sorted(expected.values, key=str)}"


def run() -> Section:
    """Measure both halves."""
    stories = cases()
    rows: list[Row] = []
    for half in HALVES:
        chosen = [story for story in stories if story.half == half]
        found = tally(chosen)
        rows.append(
            {
                "half": half,
                "stories": len(chosen),
                "of these with nothing to show": sum(not story.expected for story in chosen),
                "shown": found.shown,
                "expected": found.expected,
                "precision": found.precision,
                "recall": found.recall,
            }
        )
    return Section(
        "Figures on which sources disagree",
        "Invented stories with the groups of figures an editor would want to see. A group is right where what it is "
        "about, all its numbers and its status are. `open` was used in making the rules, `kept` came after; `real` "
        "has a story for each class of error that real stories showed.",
        {"": rows},
    )


def _is_right(story: Case, shown: Disagreement) -> bool:
    return any(expected.matches(shown) for expected in story.expected)


def _case(line: dict[str, Any]) -> Case:
    return Case(
        line["id"],
        line["half"],
        tuple(_filed(f"{line['id']}-{place}", report) for place, report in enumerate(line["reports"])),
        tuple(map(_expected, line["expect"])),
    )


def _filed(name: str, report: dict[str, Any]) -> FiledArticle:
    at = _MORNING + timedelta(hours=report["hour"])
    article = Article(name, report["title"], report["text"], source=report["source"], published_at=at)
    decision = Decision(
        name, "story", Relation.SAME_STORY, 1.0, Receipt("set"), origin_id=report.get("origin", name)
    )
    return FiledArticle(article, decision, at, at)


def _expected(group: dict[str, Any]) -> Expected:
    values = (value if isinstance(value, list) else [value, None] for value in group["values"])
    return Expected(
        tuple(group["about"]),
        frozenset((float(low), None if high is None else float(high)) for low, high in values),
        group["status"],
    )
