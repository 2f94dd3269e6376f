"""What the static model costs in quality: the same sets with it and with the default one, each with its own weights."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

from embeddings import Encoder, load_encoder
from embeddings.weights import DEFAULT_MODEL, STATIC
from service.formats.calibration_json import SHIPPED, calibration_for
from service.settings import load_settings, wanted_encoder
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

AIM = 0.04
"""How much it may be below the default model, on the mean."""


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Judge both models on every set whose gold labels are of single events."""
    rows = [_row(data, cache) for data in sets if data.level == "story"]
    if rows:
        figures = [key for key in rows[0] if key != "set"]
        rows.append({"set": "mean"} | {key: mean(float(row[key]) for row in rows) for key in figures})
    caption = (
        "B³ F1 in arrival order, with the weights that are shipped for each model, and how much the static one is "
        f"above the default one. At most {AIM} below, on the mean, is the aim."
    )
    return Section("The static model", caption, {"": rows})


def _row(data: LabelledSet, cache: Path) -> Row:
    say(f"static: {data.name}")
    remembering = RememberingEncoder(lambda: _encoder(DEFAULT_MODEL), cache / f"{data.name}.npz")
    default = _f1(data, remembering)
    remembering.save()
    static = _f1(data, _encoder(STATIC))
    return {"set": data.name, DEFAULT_MODEL: default, STATIC: static, "difference": static - default}


def _encoder(model: str) -> Encoder:
    return load_encoder(replace(wanted_encoder(load_settings()), model=model))


def _f1(data: LabelledSet, encoder: Encoder) -> float:
    calibration = calibration_for(SHIPPED, encoder.identity)
    return take(data.articles, encoder, calibration).scores(data).b_cubed.f1
