"""What becomes of a large real stream without labels: its largest stories, to be read, and stories by size."""

from collections import Counter, defaultdict
from pathlib import Path

from service.model import Article
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import Pass, take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.speed import VOLUME
from tests.benchmarks.vectors import RememberingEncoder

ARTICLES = 20_000
LARGEST = 10
HEADLINES = 6
"""Shown of each story, spread evenly over its time."""
SIZES = ((1, 1), (2, 2), (3, 5), (6, 10), (11, 20), (21, 50), (51, 100), (101, 200), (201, None))


def run(folder: Path, cache: Path, *, limit: int | None = None) -> Section:
    """Group the volume set in its own order."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        return Section("Volume", f"There is no {path.name}.")
    articles = read_articles(path)[0][: limit or ARTICLES]
    say(f"volume: {len(articles)} articles")
    encoder = RememberingEncoder(shipped, cache / f"{VOLUME}.npz")
    done = take(articles, encoder)
    encoder.save()
    caption = (
        f"{len(articles)} articles of {VOLUME} in its own order, {len(set(done.stories))} stories. No story should "
        "hold more than 200 unless reading shows that it is one event: the headlines are spread evenly over its "
        "articles. Headlines are data; this report belongs into no repository."
    )
    return Section("Volume", caption, {"Largest stories": _largest(done), "Stories by size": _by_size(done)})


def _largest(done: Pass) -> list[Row]:
    held: defaultdict[str, list[Article]] = defaultdict(list)
    for article, story_id in zip(done.articles, done.stories, strict=True):
        held[story_id].append(article)
    largest = sorted(held.values(), key=len, reverse=True)[:LARGEST]
    return [{"articles": len(own), "days": _days(own), "headlines": _headlines(own)} for own in largest]


def _headlines(articles: list[Article]) -> str:
    step = max(1, len(articles) // HEADLINES)
    return "; ".join(" ".join((one.title or one.text).split()[:9]) for one in articles[::step][:HEADLINES])


def _days(articles: list[Article]) -> int:
    """From the first report to the last."""
    times = [one.published_at for one in articles if one.published_at]
    return (max(times) - min(times)).days if times else 0


def _by_size(done: Pass) -> list[Row]:
    sizes = Counter(done.stories).values()
    rows: list[Row] = []
    for least, most in SIZES:
        within = [size for size in sizes if least <= size and (most is None or size <= most)]
        shown = f"{least}" if least == most else f"{least} to {most}" if most else f"above {least - 1}"
        rows.append({"size": shown, "stories": len(within), "articles": sum(within)})
    return rows
