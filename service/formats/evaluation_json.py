"""What evaluations have brought, kept as JSON Lines: one line a run, the newest last, and never rewritten."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from service.clustering.calibrating import Bin
from service.clustering.metrics import PrecisionRecall, Scores
from service.errors import InputError
from service.formats.times import rfc3339

TAIL_BYTES = 256 * 1024
"""So much of the end of a file is read: hundreds of runs."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run of ``newsfold evaluate``."""

    at: datetime
    name: str
    """Of the labelled set."""
    sha256: str
    """Of its file, lower-case hex."""
    level: str
    """``story`` or ``storyline``."""
    model: str
    calibration: str
    """``shipped``, or the file that was used."""
    version: str
    """Of newsfold."""
    machine: str
    seconds: float
    """Of encoding and folding."""
    scores: Scores
    reliability: tuple[Bin, ...] = ()
    """Of the calibration on this set; empty at level ``storyline``, and where too little could be compared."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of evaluations holds."""

    newest_first: tuple[Evaluation, ...] = ()
    trouble: str = ""
    """Why it cannot be read, or not all of it; empty where it can."""


def scores_row(scores: Scores, level: str) -> dict[str, Any]:
    """Scores as one JSON object, fractions rounded to six places."""
    return {
        "level": level,
        "articles": scores.articles,
        "gold_stories": scores.gold_stories,
        "predicted_stories": scores.predicted_stories,
        "b_cubed": _three(scores.b_cubed),
        "pairwise": _three(scores.pairwise),
        "ari": round(scores.ari, 6),
        "ami": round(scores.ami, 6),
        "nmi": round(scores.nmi, 6),
    }


def evaluation_json(one: Evaluation) -> dict[str, Any]:
    """Write an evaluation; :func:`read_evaluation` gives the same one back, its fractions rounded."""
    return {
        "at": rfc3339(one.at),
        "set": {"name": one.name, "sha256": one.sha256},
        "model": one.model,
        "calibration": one.calibration,
        "version": one.version,
        "machine": one.machine,
        "seconds": round(one.seconds, 1),
        **scores_row(one.scores, one.level),
        "reliability": bins_json(one.reliability),
    }


def bins_json(bins: tuple[Bin, ...]) -> list[list[float]]:
    """Write a reliability curve: probability, share that was right, number of cases."""
    return [[round(one.predicted, 4), round(one.observed, 4), one.cases] for one in bins]


def read_evaluation(row: Mapping[str, Any]) -> Evaluation:
    """Read an evaluation. Raises KeyError, TypeError or ValueError where it is none."""
    at = datetime.fromisoformat(str(row["at"]))
    if at.tzinfo is None:
        raise ValueError("its time has no zone")
    return Evaluation(
        at=at,
        name=str(row["set"]["name"]),
        sha256=str(row["set"]["sha256"]),
        level=str(row["level"]),
        model=str(row["model"]),
        calibration=str(row["calibration"]),
        version=str(row["version"]),
        machine=str(row["machine"]),
        seconds=float(row["seconds"]),
        scores=_scores(row),
        reliability=tuple(Bin(float(p), float(o), int(n)) for p, o, n in row["reliability"]),
    )


def keep_evaluation(path: Path, one: Evaluation) -> None:
    """Add an evaluation to a file, which is made where there is none.

    Raises
    ------
    InputError
        It cannot be written there.
    """
    line = json.dumps(evaluation_json(one), ensure_ascii=False) + "\n"
    try:
        # In one piece: whoever reads meanwhile sees it whole or not at all.
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, line.encode("utf-8"))
        finally:
            os.close(handle)
    except OSError as error:
        raise InputError(
            f"the result cannot be kept in {path}: {error.strerror}; name another file in NEWSFOLD_EVALUATIONS"
        ) from error


def kept_evaluations(path: Path | None) -> Kept:
    """Read what a file holds, as far back as :data:`TAIL_BYTES`; a file that is not there yet holds nothing."""
    if path is None:
        return Kept()
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
            whole = file.tell() == 0
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        return Kept(trouble=f"{path} cannot be read: {error.strerror}")
    filled = [line for line in lines[0 if whole else 1 :] if line.strip()]
    found = list(_readable(filled))
    lost = len(filled) - len(found)
    trouble = f"{lost} of {len(filled)} lines of {path} are no evaluation" if lost else ""
    return Kept(tuple(reversed(found)), trouble)


def _readable(lines: list[bytes]) -> Iterator[Evaluation]:
    for line in lines:
        try:
            yield read_evaluation(json.loads(line))
        except (KeyError, TypeError, ValueError):  # undecodable bytes and broken JSON are ValueErrors
            continue


def _scores(row: Mapping[str, Any]) -> Scores:
    return Scores(
        articles=int(row["articles"]),
        gold_stories=int(row["gold_stories"]),
        predicted_stories=int(row["predicted_stories"]),
        b_cubed=_pair(row["b_cubed"]),
        pairwise=_pair(row["pairwise"]),
        ari=float(row["ari"]),
        ami=float(row["ami"]),
        nmi=float(row["nmi"]),
    )


def _pair(row: Mapping[str, Any]) -> PrecisionRecall:
    return PrecisionRecall(float(row["precision"]), float(row["recall"]))


def _three(pair: PrecisionRecall) -> dict[str, float]:
    return {name: round(value, 6) for name, value in (asdict(pair) | {"f1": pair.f1}).items()}
