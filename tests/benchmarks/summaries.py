"""ROUGE of the summaries against human ones, beside lead and TF-IDF centroid at the same length.

``python tests/benchmarks/summaries.py DATA_FOLDER [--stories N]`` reads ``neus-dev`` and ``multinews-dev``
(``*.jsonl.gz`` and ``*.summaries.jsonl.gz``: {"id", "title", "text", "story"} and {"story", "summary"} a
line) and needs the package ``rouge-score``. It measures and never judges.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score import rouge_scorer

from service.briefings.candidates import sentence_length
from service.briefings.summary import Budget, summarise
from service.briefings.terms import content, tfidf, words
from service.model import Article, Decision, FiledArticle, Receipt, Relation
from service.text.sentences import split_sentences

SETS = {"neus-dev": 60, "multinews-dev": 220}
"""Set and its limit in words."""
METRICS = ("rouge1", "rouge2", "rougeL")
AT = datetime(2026, 11, 1, tzinfo=UTC)
Method = Callable[[Sequence[FiledArticle], int], Sequence[str]]


def lead(articles: Sequence[FiledArticle], limit: int) -> list[str]:
    """First sentences of all articles, then second ones, as they fit."""
    rows = zip_longest(*map(_sentences, articles), fillvalue="")
    return list(_fitting((sentence for row in rows for sentence in row if sentence), limit))


def centroid(articles: Sequence[FiledArticle], limit: int) -> list[str]:
    """Sentences nearest to the TF-IDF centroid of them all, unless half said already."""
    sentences = [sentence for filed in articles for sentence in _sentences(filed)]
    rows = tfidf([content(words(sentence)) for sentence in sentences])
    order = np.argsort(-(rows @ np.asarray(rows.sum(axis=0)).ravel()), kind="stable")
    cosines = (rows @ rows.T).toarray()
    kept: list[int] = []
    for index in order:
        if not any(cosines[index, other] > 0.5 for other in kept):
            kept.append(int(index))
    return list(_fitting((sentences[index] for index in kept), limit))


def newsfold(articles: Sequence[FiledArticle], limit: int) -> list[str]:
    """What the service would say, with words instead of sentences as the limit."""
    return [cited.text for cited in summarise(articles, Budget(sentences=50, words=limit, worth=0.0))]


def _sentences(filed: FiledArticle) -> list[str]:
    text = filed.article.text
    return [text[start:end] for start, end in islice(split_sentences(text), 60)]


def _fitting(sentences: Iterator[str], limit: int) -> Iterator[str]:
    for sentence in sentences:
        if sentence_length(sentence) <= limit:
            limit -= sentence_length(sentence)
            yield sentence


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _filed(row: dict[str, Any]) -> FiledArticle:
    article = Article(row["id"], title=row["title"], text=row["text"], source=row["source"])
    decision = Decision(
        row["id"], row["story"], Relation.SAME_STORY, 1.0, Receipt("gold"), origin_id=row["id"]
    )
    return FiledArticle(article, decision, received_at=AT, at=AT)


def _measure(name: str, data: Path, most: int | None) -> None:
    gold = {row["story"]: row["summary"] for row in islice(_rows(data / f"{name}.summaries.jsonl.gz"), most)}
    stories: dict[str, list[FiledArticle]] = {story: [] for story in gold}
    for row in _rows(data / f"{name}.jsonl.gz"):
        if row["story"] in stories:
            stories[row["story"]].append(_filed(row))
    scorer = rouge_scorer.RougeScorer(list(METRICS), use_stemmer=True)
    methods: tuple[Method, ...] = (lead, centroid, newsfold)
    for method in methods:
        start = time.perf_counter()
        outcome = {story: " ".join(method(files, SETS[name])) for story, files in stories.items()}
        took = time.perf_counter() - start
        scores = [scorer.score(gold[story], text) for story, text in outcome.items()]
        figures = " ".join(f"{np.mean([s[metric].fmeasure for s in scores]):.3f}" for metric in METRICS)
        each = f"{1000 * took / len(stories):.1f} ms a story"
        print(f"{name:14} {method.__name__:9} R1/R2/RL {figures}  {each}", flush=True)  # noqa: T201


def main() -> None:
    """Read the arguments and print one line for each set and method."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds the sets")
    parser.add_argument("--stories", type=int, default=None, help="only the first so many of each set")
    arguments = parser.parse_args()
    for name in SETS:
        _measure(name, arguments.data, arguments.stories)


if __name__ == "__main__":
    main()
