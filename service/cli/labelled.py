"""Labelled news on the command line: read whole, encoded once, and what the desk makes of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from embeddings import Encoder, FloatArray, Views
from service.cli.evaluate.scoring import compare, read_gold
from service.cli.inputs import read_all
from service.cli.oneshot import CHUNK, OneShotDesk
from service.cli.terminal import Advance
from service.clustering.calibrating import Cases, cases
from service.clustering.evidence import embed
from service.clustering.fusion import Calibration
from service.clustering.likeness.verdicts import COMPARED
from service.errors import UnreadableInput
from service.model import Article, Submission

LEAST_MATCHES = 10
"""Articles whose story was there before them, below which a set teaches nothing."""
SPAN = timedelta(days=14)


class CachingEncoder:
    """An encoder that works out everything once."""

    def __init__(self, encoder: Encoder) -> None:
        self.identity = encoder.identity
        self._encoder = encoder
        self._known: dict[Views, FloatArray] = {}

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode`."""
        return self.encode_views([(text, text) for text in texts])[:, 0]

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode_views`."""
        new = [pair for pair in dict.fromkeys(views) if pair not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_views(new), strict=True))
        found = [self._known[pair] for pair in views]
        return np.array(found, np.float32).reshape(-1, 2, self.identity.dimension)


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Labelled articles in order of arrival."""

    name: str
    sha256: str
    articles: tuple[Article, ...]
    gold: Mapping[str, str]
    """Story by article id."""

    @property
    def stories(self) -> int:
        """How many stories it tells."""
        return len(set(self.gold.values()))

    def halves(self) -> list["LabelledSet"]:
        """The stories that began first, and those that began later: no event lies in both."""
        stories = list(dict.fromkeys(self.gold[article.id] for article in self.articles))
        middle = len(stories) // 2
        return [
            self._telling(f"{self.name}, {which} stories", set(half))
            for which, half in (("earlier", stories[:middle]), ("later", stories[middle:]))
        ]

    def _telling(self, name: str, stories: set[str]) -> "LabelledSet":
        articles = tuple(article for article in self.articles if self.gold[article.id] in stories)
        gold = {article.id: self.gold[article.id] for article in articles}
        return LabelledSet(name, self.sha256, articles, gold)


def read_labelled(name: str, now: datetime) -> LabelledSet:
    """Read the articles of a file that have a label; the first with an id counts.

    Raises
    ------
    UnreadableInput
        The file cannot be read, or no article has a label.
    """
    return labelled_in(name, read_all([name], now))


def labelled_in(name: str, reports: Sequence[Submission]) -> LabelledSet:
    """As :func:`read_labelled`, of a file whose ``reports`` have been read."""
    articles = {read.article.id: read.article for read in reversed(reports)}
    gold = read_gold(Path(name))
    labelled = tuple(article for article in reversed(articles.values()) if article.id in gold)
    if not labelled:
        raise UnreadableInput(f"{name} has no labelled articles", 'give "story" beside "id" on each line')
    digest = hashlib.sha256(Path(name).read_bytes()).hexdigest()
    return LabelledSet(
        Path(name).name, digest, labelled, {article.id: gold[article.id] for article in labelled}
    )


def encode_all(sets: Sequence[LabelledSet], encoder: Encoder, advance: Advance) -> None:
    """Encode every article once, in chunks."""
    articles = [article for labelled in sets for article in labelled.articles]
    for start in range(0, len(articles), CHUNK):
        chunk = articles[start : start + CHUNK]
        embed(chunk, encoder)
        advance(len(chunk))


def questions_of(
    labelled: LabelledSet, work: OneShotDesk, encoder: Encoder, calibration: Calibration
) -> Cases:
    """The questions that a set puts to the fusion, however few they are.

    They are of what the desk ``work``, to which the set was given, compares: not of what pages repeat.
    """
    if not labelled.articles:  # a half of a file that has one story
        return Cases(np.zeros((0, len(COMPARED))), np.zeros(0, np.bool_))
    articles = [work.told(article) for article in labelled.articles]
    gold = [labelled.gold[article.id] for article in articles]
    return cases(articles, gold, embed(articles, encoder), calibration, SPAN)


def cases_of(labelled: LabelledSet, encoder: Encoder, calibration: Calibration, now: datetime) -> Cases:
    """As :func:`questions_of`, where they are enough to learn from.

    Raises
    ------
    UnreadableInput
        Too few of them have the answer yes, or none has the answer no.
    """
    found = questions_of(labelled, _folded(labelled, encoder, calibration, now), encoder, calibration)
    matches = int(found.labels.sum())
    if matches < LEAST_MATCHES or matches == len(found.labels):
        raise UnreadableInput(
            f"{labelled.name} has too few stories to learn from: of {len(labelled.articles)} articles in "
            f"{labelled.stories} stories, {matches} could be compared with the rest of their story and "
            f"{len(found.labels) - matches} with another",
            f"give at least {LEAST_MATCHES} of the one and some of the other; copies of one text teach nothing",
        )
    return found


def f1_of(labelled: LabelledSet, encoder: Encoder, calibration: Calibration, now: datetime) -> float:
    """B-cubed F1 of the set with this calibration, in order of arrival."""
    work = _folded(labelled, encoder, calibration, now)
    return compare(labelled.gold, work.placements(), "story").b_cubed.f1


def _folded(labelled: LabelledSet, encoder: Encoder, calibration: Calibration, now: datetime) -> OneShotDesk:
    work = OneShotDesk(encoder, calibration)
    work.fold([Submission(article) for article in labelled.articles], now)
    return work
