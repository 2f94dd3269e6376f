"""Grouping quality: the shipped configuration in a stream, and peers that see the whole set at once.

Peers are given every advantage: a grid of settings, tuned on the very set they are measured on. The same grid
also yields the one setting that is best for all sets of the run together (highest mean B-cubed F1). On large sets the
grid of slow tools is rougher, so the one setting is chosen among those tried on every set.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings import Encoder
from service.clustering.metrics import Scores, score
from tests.benchmarks import ours
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Outcome
from tests.benchmarks.peers import PEERS
from tests.benchmarks.progress import say
from tests.benchmarks.tasks import Peer, Setting, Task
from tests.benchmarks.vectors import RememberingEncoder, peer_text


def run(sets: Sequence[LabelledSet], cache: Path, *, peers: Sequence[Peer] = PEERS) -> list[Outcome]:
    """Measure newsfold (in arrival order and shuffled) and every peer on every set."""
    outcomes: list[Outcome] = []
    tasks: dict[str, Task] = {}
    for data in sets:
        encoder = RememberingEncoder(shipped, cache / f"{data.name}.npz")
        outcomes += _ours(data, encoder)
        if peers:
            tasks[data.name] = _task(data, encoder)
        encoder.save()
    for peer in peers:
        outcomes += _peer(peer, sets, tasks)
    return outcomes


def _ours(data: LabelledSet, encoder: RememberingEncoder) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for order, arranged in (("arrival", data), ("shuffled", data.shuffled())):
        say(f"{data.name}: newsfold, {order} order, {len(data.articles)} articles")
        outcomes += ours.measure(arranged, encoder, order=order)
    return outcomes


def _task(data: LabelledSet, encoder: Encoder) -> Task:
    texts = [peer_text(article) for article in data.articles]
    return Task(texts, encoder.encode(texts))


def _peer(peer: Peer, sets: Sequence[LabelledSet], tasks: dict[str, Task]) -> list[Outcome]:
    """Two outcomes for each set: tuned on it, and by the one setting for all."""
    tried: list[dict[Setting, Scores]] = []
    seconds: list[float] = []
    for data in sets:
        grid = peer.settings(len(data.articles))
        say(f"{data.name}: {peer.name}, {len(grid)} settings")
        started = time.perf_counter()
        group = peer.prepare(tasks[data.name])
        tried.append(
            {setting: score(data.gold, [str(label) for label in group(setting)]) for setting in grid}
        )
        seconds.append((time.perf_counter() - started) / len(grid))
    everywhere = [setting for setting in peer.grid if all(setting in scores for scores in tried)]
    shared = max(
        everywhere, key=lambda setting: float(np.mean([_merit(scores[setting]) for scores in tried]))
    )
    outcomes = []
    for data, scores, mean_seconds in zip(sets, tried, seconds, strict=True):
        tuned = max(scores, key=lambda setting, scores=scores: _merit(scores[setting]))  # type: ignore[misc]
        for tuning, setting in (("tuned on the set", tuned), ("one setting for all", shared)):
            outcomes.append(_outcome(data, peer, tuning, setting, mean_seconds, scores[setting]))
    return outcomes


def _merit(scores: Scores) -> float:
    return scores.b_cubed.f1


def _outcome(
    data: LabelledSet, peer: Peer, tuning: str, setting: Setting, seconds: float, scores: Scores
) -> Outcome:
    return Outcome(
        data=data.name,
        system=peer.name,
        level=data.level,
        counts=True,
        tuning=tuning,
        setting=", ".join(map(str, setting)),
        order="whole set at once",
        seconds=seconds,
        scores=scores,
    )
