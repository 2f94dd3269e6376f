"""ROUGE of the summaries against human ones, beside other ways to choose sentences and the extractive oracle.

Equal lengths: every text, newsfold's too, is cut behind the last word of the limit of its set, in words by white space.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings import load_encoder
from service.briefings.outline import tell
from service.briefings.summary import Budget, summarise
from tests.benchmarks.baselines import BASELINES, Sentences, cut, oracle
from tests.benchmarks.human import LIMITS, Told, told_stories
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.rouge import METRICS, rouge, tokens
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

CAPTION = (
    "F1 with stemming, as the package rouge-score counts. Every text is cut behind the last word of its limit. "
    "`newsfold` is the service's own path with the limit as its budget; its weights were fitted to these very sets, so "
    "see `python -m tests.benchmarks.salience` for stories that they have not seen. `newsfold, as shown` is what a "
    "briefing shows. `oracle` knows the human summary."
)


def run(data: Path, out: Path, *, stories: int | None = None) -> Section:
    """Measure every method on every set that is there, and write newsfold's texts beside the report."""
    encoder = RememberingEncoder(load_encoder, out / "cache" / "sentences.npz")
    tables: dict[str, list[Row]] = {}
    for name, limit in LIMITS.items():
        told = told_stories(data, name, stories)
        if not told:
            say(f"summaries: {name} or its summaries are not in {data}; nothing measured")
            continue
        sets = [Sentences(one, encoder.encode) for one in told]
        tables[f"{name}: {len(told)} stories, {limit} words"] = [
            _row(method, choose, sets, limit, out / "summaries" / f"{name}.jsonl.gz")
            for method, choose in _methods(limit).items()
        ]
        encoder.save()
    return Section("Summaries", CAPTION, tables)


def _methods(limit: int) -> dict[str, Callable[[Sentences], Sequence[str]]]:
    by_words = Budget.of_words(limit)
    return {
        **BASELINES,
        "newsfold, as shown": lambda story: _newsfold(story.told, Budget()),
        "newsfold": lambda story: _newsfold(story.told, by_words),
        "oracle": lambda story: oracle(story, limit),
    }


def _newsfold(told: Told, budget: Budget) -> list[str]:
    headline = tell(told.articles, None).headline
    return [cited.text for cited in summarise(told.articles, budget, headline=headline)]


def _row(
    method: str,
    choose: Callable[[Sentences], Sequence[str]],
    stories: Sequence[Sentences],
    limit: int,
    path: Path,
) -> Row:
    started = time.process_time()
    texts = [cut(choose(story), limit) for story in stories]
    took = 1_000 * (time.process_time() - started) / len(stories)
    scores = [rouge(tokens(text), tokens(s.told.summary)) for text, s in zip(texts, stories, strict=True)]
    if method == "newsfold":
        _keep(path, [(story.told.story, text) for story, text in zip(stories, texts, strict=True)])
    means = np.mean(scores, axis=0).tolist()
    words = float(np.mean([len(text.split()) for text in texts]))
    row: Row = {"method": method, **dict(zip(METRICS, means, strict=True)), "words": round(words)}
    say(f"summaries: {row}")
    return row | {"CPU ms a story": round(took, 1)}


def _keep(path: Path, texts: Sequence[tuple[str, str]]) -> None:
    """Write summaries so that others can score them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"story": story, "summary": text}) + "\n" for story, text in texts)


def main() -> None:
    """Print the section alone, for a quick look."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.summaries", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("bench-report"))
    parser.add_argument("--stories", type=int, default=None, help="only the first so many of each set")
    arguments = parser.parse_args()
    section = run(arguments.data, arguments.out, stories=arguments.stories)
    print(replace(section, title="Summaries").markdown())  # noqa: T201


if __name__ == "__main__":
    main()
