"""What the weights are worth on news that they have never seen: each set, by a fit on the others.

The shipped weights were chosen with an eye to the development sets. Here nothing of the set in question is known: not
its weights, nor its threshold, nor what ships. It is what ``newsfold calibrate`` does when it starts from nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from embeddings import Encoder, load_encoder
from service.cli import labelled
from service.cli.calibrate.calibrating import Fitting
from service.clustering.fusion import Calibration, shipped_calibration
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

_SCORES = ("arrival", "precision", "recall", "shuffled")


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Judge every set whose gold labels are of single events; there must be two or more."""
    told = [data for data in sets if data.level == "story"]
    rows = list[Row]()
    if len(told) > 1:
        remembering = RememberingEncoder(load_encoder, cache / "transfer.npz")
        encoder = labelled.CachingEncoder(remembering)
        say("transfer: cases of every set")
        fitting = _fitting(told, encoder)
        remembering.save()
        for place, data in enumerate(told):
            others = [other for other in range(len(told)) if other != place]
            rows.append(_row(data, "the others", fitting.on(others), encoder))
        rows.append(_mean(rows))
        rows += [_row(data, "shipped", shipped_calibration(), encoder) for data in told]
    caption = (
        "B³ F1. Weights by logistic regression, then the threshold by streaming F1, both on the other sets alone and "
        "from nothing (`newsfold calibrate` without a word of the calibration in use). Below, the shipped calibration, "
        "which was chosen with an eye to these sets."
    )
    return Section("Transfer", caption, {"": rows})


def _fitting(sets: Sequence[LabelledSet], encoder: labelled.CachingEncoder) -> Fitting:
    """Start from nothing."""
    named = [labelled.LabelledSet(data.name, "", data.articles, _gold(data)) for data in sets]
    fitting = Fitting(named, encoder, shipped_calibration(), datetime.now(UTC))
    fitting.prior = None
    return fitting


def _gold(data: LabelledSet) -> dict[str, str]:
    return {article.id: story for article, story in zip(data.articles, data.gold, strict=True)}


def _row(data: LabelledSet, on: str, calibration: Calibration, encoder: Encoder) -> Row:
    say(f"transfer: {data.name}, {on}")
    arrival = take(data.articles, encoder, calibration).scores(data).b_cubed
    mixed = data.shuffled()
    shuffled = take(mixed.articles, encoder, calibration).scores(mixed).b_cubed
    return {
        "set": data.name,
        "weights of": on,
        "arrival": arrival.f1,
        "precision": arrival.precision,
        "recall": arrival.recall,
        "shuffled": shuffled.f1,
        "join": calibration.join,
        "weights": ", ".join(f"{name} {weight:g}" for name, weight in calibration.same_story.weights.items()),
    }


def _mean(rows: Sequence[Row]) -> Row:
    means: Row = {column: mean(float(row[column]) for row in rows) for column in _SCORES}
    return {"set": "mean", "weights of": "the others", **means, "join": "", "weights": ""}
