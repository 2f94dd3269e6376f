"""Whether a probability means what it says: of the pairs called 70 percent, are 70 in a hundred one story?

Every article is compared with the stories around it while the stories are as the gold labels have them; see
:mod:`service.clustering.calibrating`. In ten bins, predicted against observed.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np

from embeddings import load_encoder
from service.clustering.calibrating import Bin, Cases, cases, reliability
from service.clustering.evidence import embed
from service.clustering.fusion import shipped_calibration
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

SPAN = timedelta(days=14)
PICTURE = "reliability.png"


def run(sets: Sequence[LabelledSet], out: Path) -> Section:
    """Measure the sets whose gold labels are of single events, and draw the curves."""
    curves: dict[str, list[Bin]] = {}
    rows, errors = list[Row](), list[Row]()
    for data in sets:
        if data.level != "story":
            continue
        say(f"reliability: {data.name}")
        asked = _cases(data, out / "cache")
        log_odds = shipped_calibration().same_story.log_odds(asked.features)
        believed = 1.0 / (1.0 + np.exp(-log_odds))
        bins = reliability(believed, asked.labels)
        curves[data.name] = bins
        rows += [
            {"set": data.name, "predicted": one.predicted, "observed": one.observed, "cases": one.cases}
            for one in bins
        ]
        off = sum(one.cases * abs(one.predicted - one.observed) for one in bins) / max(1, len(believed))
        brier = float(np.mean((believed - asked.labels) ** 2)) if len(believed) else 0.0
        errors.append({"set": data.name, "cases": len(believed), "expected error": off, "Brier": brier})
    _draw(curves, out / PICTURE)
    caption = (
        "Probability of one story against the share that is one by gold; a case is an article and one of the stories "
        "near it, these being as the gold labels have them. `expected error` is the mean distance of the two, weighted "
        "by cases (ECE, Naeini et al. 2015); most cases are clear, so read the bins in the middle."
    )
    return Section("Reliability", caption, {"": errors, "Bins": rows}, PICTURE)


def _cases(data: LabelledSet, cache: Path) -> Cases:
    encoder = RememberingEncoder(load_encoder, cache / f"{data.name}.npz")
    vectors = embed(data.articles, encoder)
    encoder.save()
    return cases(data.articles, data.gold, vectors, shipped_calibration(), SPAN)


def _draw(curves: dict[str, list[Bin]], path: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - only the bench extra has it

    figure = Figure(figsize=(5, 5), layout="constrained")
    panel = figure.subplots()
    panel.plot([0, 1], [0, 1], color="tab:gray", linestyle=":", label="as it should be")
    for name, bins in curves.items():
        panel.plot([one.predicted for one in bins], [one.observed for one in bins], marker="o", label=name)
    panel.set(xlabel="predicted probability", ylabel="share that is one story", xlim=(0, 1), ylim=(0, 1))
    panel.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
