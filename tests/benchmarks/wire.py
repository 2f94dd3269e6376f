"""A raw business wire on a desk that has just begun: most reports are alone, and many look alike.

The sets with gold labels are made of events that several reports tell. Of a wire most events are told once, and what
matters is that its hundred trades stay apart. Two stretches of the volume set were labelled by headline, within the
stories of the version of 27 Nov 2026: in ``wire_events/reports-START.txt`` a line for each event that several reports
tell, by number; all others are alone. So what that version had not put together counts as apart, and recall is
flattered. The first stretch was in view when what it shows was mended, the second one's labels were written before.
"""

from collections.abc import Sequence
from pathlib import Path

from service.clustering.metrics import score
from service.model import Article
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.speed import VOLUME
from tests.benchmarks.vectors import RememberingEncoder

STRETCH = 800
LABELS = Path(__file__).parent / "wire_events"


def run(folder: Path, cache: Path) -> Section:
    """B-cubed and pairwise scores on each stretch."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        return Section("Raw wire", f"There is no {path.name}.")
    articles, encoder = read_articles(path)[0], RememberingEncoder(shipped, cache / "wire.npz")
    rows: list[Row] = []
    for labels in sorted(LABELS.glob("reports-*.txt")):
        start = int(labels.stem.removeprefix("reports-"))
        say(f"wire: from {start}")
        stretch = articles[start : start + STRETCH]
        stories = take(stretch, encoder).stories
        scores = score(_events(labels, stretch), stories)
        rows.append(
            {
                "stretch": f"{start} to {start + STRETCH}",
                "stories": len(set(stories)),
                **{f"B³ {name}": getattr(scores.b_cubed, name) for name in ("precision", "recall", "f1")},
                **{f"pairs, {name}": getattr(scores.pairwise, name) for name in ("precision", "recall")},
            }
        )
    encoder.save()
    caption = f"Stretches of {STRETCH} reports of {VOLUME}, each on an empty desk; labelled by eye."
    return Section("Raw wire", caption, {"": rows})


def _events(labels: Path, stretch: Sequence[Article]) -> list[str]:
    """The event of each report, by the number in its id; a report that is alone is its own."""
    lines = labels.read_text(encoding="utf-8").splitlines()
    event = {number: line for line in lines for number in line.split()}
    return [event.get(article.id.rpartition("-")[2], article.id) for article in stretch]
