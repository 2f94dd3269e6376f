"""What labelled news teaches about likeness: cases, and how far probabilities can be believed.

A case is one question that the desk asks: do these articles and that story tell of one event? Labelled articles are
taken in one after another, each is compared with the stories around it as on any day, and then goes where its label
says, whatever was thought of it: so later cases do not inherit earlier mistakes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import gather
from service.clustering.fusion import Calibration
from service.clustering.grouping import NO_MATCH, SAME_STORY, Arrival, decide, near_stories
from service.clustering.likeness.surroundings import look_around
from service.clustering.likeness.verdicts import COMPARED, weigh
from service.clustering.window import BEGINNING, Window
from service.model import Article, Vectors

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cases:
    """Questions with their answers."""

    features: Floats
    """Of shape (n, len(COMPARED)), the columns in that order."""
    labels: Marks
    """Whether it is one event, shape (n,)."""


class Bin(NamedTuple):
    """Cases of about the same probability: a point of a reliability curve."""

    predicted: float
    """Their mean probability."""
    observed: float
    """The share of them that are one event."""
    cases: int


def cases(
    articles: Sequence[Article],
    gold: Sequence[str],
    vectors: Sequence[Vectors],
    calibration: Calibration,
    span: timedelta,
) -> Cases:
    """Ask of each article, in the order given, whether it belongs to each of the stories around it.

    Parameters
    ----------
    gold
        The story of each article.
    vectors
        What the encoder made of the two views of each article.
    calibration
        What the desk goes by; the questions do not depend on its weights.
    span
        How long a story stays open.
    """
    window = Window(len(vectors[0].whole), span, calibration)
    start = min((article.published_at for article in articles if article.published_at), default=BEGINNING)
    rows: list[list[float]] = []
    labels: list[bool] = []
    for article, story, vector in zip(articles, gold, vectors, strict=True):
        at = article.published_at or window.clock or start
        window.advance(at)
        [evidence] = gather([(article, at, vector, article.id)])
        around = look_around(evidence, window)
        decision = decide(Arrival(evidence, article.id, report=article), around, window)
        # Copies are told by their words; likeness is not asked about them.
        if decision.receipt.rule in (SAME_STORY, NO_MATCH):
            for verdict in weigh(evidence, near_stories(around.near, window), around, window):
                rows.append([verdict.features[name] for name in COMPARED])
                labels.append(verdict.story_id == story)
        window.place(replace(evidence, origin_id=decision.origin_id), story)
    return Cases(
        np.array(rows, dtype=np.float64).reshape(-1, len(COMPARED)), np.array(labels, dtype=np.bool_)
    )


def reliability(probabilities: Floats, labels: Marks, bins: int = 10) -> list[Bin]:
    """Predicted against observed, in bins of equal width; empty bins are left out.

    The reliability diagram of DeGroot and Fienberg (1983). Both arrays are of shape (n,).
    """
    places = np.minimum((probabilities * bins).astype(int), bins - 1)
    held = ((probabilities[places == place], labels[places == place]) for place in range(bins))
    return [
        Bin(float(predicted.mean()), float(observed.mean()), len(observed))
        for predicted, observed in held
        if len(observed)
    ]
