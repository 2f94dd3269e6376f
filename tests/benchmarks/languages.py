"""News in other languages than the model reads, on a desk of its own and among English reports.

``languages.jsonl`` is invented: in each language some events, each told by two or three, and reports that are alone.
The half ``tried`` was in view when stop words of other languages came to be dropped, ``kept`` was written after that,
and looked at once before short texts came to be told by their language and their letters. It measures and never judges.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from statistics import mean

from service.clustering.metrics import PrecisionRecall, score
from service.model import Article
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

REPORTS = Path(__file__).with_suffix(".jsonl")
ENGLISH = 400
"""English reports that have come before."""
ORDERS = (1, 2, 3)
_BEGINNING = datetime(2026, 11, 20, 6, tzinfo=UTC)
_APART = timedelta(minutes=5)

Report = dict[str, str]

CAPTION = (
    "B³ of invented reports in several languages, mean of three orders: each language alone on a desk, and behind "
    f"{ENGLISH} English reports of the first set."
)


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Measure every language, in reports and in headlines."""
    lines: Iterator[Report] = map(json.loads, REPORTS.read_text("utf-8").splitlines())
    before = _before(sets[0].articles[:ENGLISH]) if sets else []
    remembering = RememberingEncoder(shipped, cache / "languages.npz")
    rows: list[Row] = []
    for (half, language), reports in groupby(lines, lambda line: (line["half"], line["language"])):
        told = list(reports)
        for form in ("reports", "headlines"):
            say(f"languages: {language}, {form}")
            bare = [line if form == "reports" else {**line, "text": ""} for line in told]
            row: Row = {"half": half, "language": language, "of": form, "count": len(told)}
            for name, others in {"alone": [], "among English": before}.items():
                scores = [_scores(bare, order, others, remembering) for order in ORDERS]
                for figure in ("precision", "recall", "f1"):
                    row[f"{name}, {figure}"] = mean(getattr(one, figure) for one in scores)
            rows.append(row)
    remembering.save()
    return Section("Languages", CAPTION, {"": rows})


def _before(articles: Sequence[Article]) -> list[Article]:
    """They came minute by minute before the others."""
    start = _BEGINNING - timedelta(minutes=len(articles))
    return [replace(one, published_at=start + timedelta(minutes=turn)) for turn, one in enumerate(articles)]


def _scores(
    reports: Sequence[Report], order: int, before: Sequence[Article], encoder: RememberingEncoder
) -> PrecisionRecall:
    shuffled = list(reports)
    Random(order).shuffle(shuffled)
    articles = [
        Article(
            id=f"report-{turn}",
            title=report["title"],
            text=report["text"],
            published_at=_BEGINNING + _APART * turn,
        )
        for turn, report in enumerate(shuffled)
    ]
    stories = take([*before, *articles], encoder).stories[len(before) :]
    return score([report["event"] for report in shuffled], stories).b_cubed
