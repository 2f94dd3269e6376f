"""``newsfold evaluate``: fold labelled news, compare with the labels, and keep what came of it where that is asked."""

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from embeddings import Encoder
from service.cli import terminal
from service.cli.doctor.checkup import newsfold_version
from service.cli.evaluate import scoring
from service.cli.inputs import read_all
from service.cli.labelled import CachingEncoder, LabelledSet, labelled_in, questions_of
from service.cli.oneshot import OneShotDesk
from service.clustering.calibrating import reliability
from service.clustering.fusion import Calibration
from service.clustering.metrics import Scores
from service.formats.evaluation_json import Evaluation, keep_evaluation


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where results are kept, and what the calibration is called there."""

    file: str
    """Empty: nowhere."""
    calibration: str


def run(gold: Path, level: str, encoder: Encoder, calibration: Calibration, keeping: Keeping) -> None:
    """Score the calibration against the labels of a file, print that, and keep it.

    Raises
    ------
    UnreadableInput
        The file cannot be read, or has no labels.
    InputError
        The result cannot be kept.
    """
    now = datetime.now(UTC)
    reports = read_all([str(gold)], now)
    labels = scoring.read_gold(gold)
    # What has been encoded for folding is asked for again for the reliability.
    encoder = CachingEncoder(encoder) if keeping.file else encoder
    work = OneShotDesk(encoder, calibration)
    started = monotonic()
    with terminal.progress("Folding", len(reports)) as advance:
        work.fold(reports, now, advance)
    seconds = monotonic() - started
    scores = scoring.compare(labels, work.placements(), level)
    scoring.show(scores, level)
    if keeping.file:
        labelled = labelled_in(str(gold), reports)
        _keep(_Run(labelled, work, level, now, seconds, scores), encoder, calibration, keeping)


@dataclass(frozen=True, slots=True)
class _Run:
    labelled: LabelledSet
    work: OneShotDesk
    level: str
    at: datetime
    seconds: float
    scores: Scores


def _keep(ran: _Run, encoder: Encoder, calibration: Calibration, keeping: Keeping) -> None:
    curve = []
    if ran.level == "story":
        asked = questions_of(ran.labelled, ran.work, encoder, calibration)
        curve = reliability(calibration.same_story.probabilities(asked.features), asked.labels)
    done = Evaluation(
        at=ran.at,
        name=ran.labelled.name,
        sha256=ran.labelled.sha256,
        level=ran.level,
        model=encoder.identity.name,
        calibration=keeping.calibration,
        version=newsfold_version(),
        machine=_machine(),
        seconds=ran.seconds,
        scores=ran.scores,
        reliability=tuple(curve),
    )
    keep_evaluation(Path(keeping.file), done)
    terminal.complain(
        f"kept in {keeping.file}; /health of a service with the same NEWSFOLD_EVALUATIONS shows it"
    )


def _machine() -> str:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{usable} cores, {_processor()}, Python {platform.python_version()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
