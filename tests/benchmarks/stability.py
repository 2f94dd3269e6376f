"""How much the order of arrival matters where it is mere chance.

Of a set with times, reports of the same hour change places; of one without, those of the same block of
consecutive arrivals.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random
from statistics import mean

from embeddings import Encoder, load_encoder
from service.clustering.metrics import score
from tests.benchmarks.datasets import SEED, LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import Pass, take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

SHUFFLES = 5
BLOCK = 20
"""Consecutive arrivals that change places where there are no times."""


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Compare the order of arrival with :data:`SHUFFLES` others of each set."""
    rows = [_row(data, RememberingEncoder(load_encoder, cache / f"{data.name}.npz")) for data in sets]
    caption = (
        f"{SHUFFLES} shuffles within the same hour where all reports have times, else within blocks of {BLOCK} "
        "arrivals. Changes of B³ F1 are in percent of its value in arrival order (the aim: at most 2); ARI compares "
        "the two groupings with each other, without gold."
    )
    return Section("Stability", caption, {"": rows})


def nearby(data: LabelledSet, random: Random) -> LabelledSet:
    """Shuffle the set within hours or blocks."""
    order: list[int] = []
    for _, places in groupby(range(len(data.articles)), key=lambda place: _together(data, place)):
        block = list(places)
        random.shuffle(block)
        order += block
    articles = tuple(data.articles[place] for place in order)
    return replace(data, articles=articles, gold=tuple(data.gold[place] for place in order))


def _together(data: LabelledSet, place: int) -> Hashable:
    published = data.articles[place].published_at
    return published.replace(minute=0, second=0, microsecond=0) if published else place // BLOCK


def _row(data: LabelledSet, encoder: Encoder) -> Row:
    say(f"stability: {data.name}")
    before = take(data.articles, encoder)
    f1 = before.scores(data).b_cubed.f1
    changes, agreements = list[float](), list[float]()
    for arranged, after in _shuffles(data, encoder):
        changes.append(100 * abs(after.scores(arranged).b_cubed.f1 / f1 - 1))
        agreements.append(_agreement(before, after, data.level))
    return {
        "set": data.name,
        "level": data.level,
        "B³ F1": f1,
        "mean change, %": mean(changes),
        "worst change, %": max(changes),
        "mean ARI": mean(agreements),
        "worst ARI": min(agreements),
    }


def _shuffles(data: LabelledSet, encoder: Encoder) -> Iterator[tuple[LabelledSet, Pass]]:
    for number in range(SHUFFLES):
        arranged = nearby(data, Random(SEED + number))
        yield arranged, take(arranged.articles, encoder)


def _agreement(one: Pass, other: Pass, level: str) -> float:
    """Adjusted Rand index between two groupings of the same articles."""
    theirs = dict(zip((article.id for article in other.articles), other.labels(level), strict=True))
    return score(one.labels(level), [theirs[article.id] for article in one.articles]).ari
