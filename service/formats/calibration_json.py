"""Calibrations as files: JSON that people can read and review."""

import json
from dataclasses import asdict
from pathlib import Path

from embeddings import EncoderIdentity
from service.clustering.fusion import Calibration, parse_calibration, shipped_calibration
from service.errors import StartupError

SHIPPED = "shipped"
_ORDER = ("model", "digest", "provenance", "sets", "join", "part", "same_story", "same_subject")


def calibration_json(calibration: Calibration) -> str:
    """Write a calibration; :func:`read_calibration` gives the same one back."""
    fields = asdict(calibration)
    return json.dumps({name: fields[name] for name in _ORDER}, ensure_ascii=False, indent=2) + "\n"


def read_calibration(path: Path) -> Calibration:
    """Read a calibration.

    Raises
    ------
    StartupError
        There is no such file, or it is no calibration.
    """
    try:
        return parse_calibration(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StartupError(
            f"the calibration {path} cannot be read: {error.strerror or error}; check NEWSFOLD_CALIBRATION"
        ) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StartupError(
            f"{path} is no calibration ({type(error).__name__}: {error}); "
            "make one with newsfold calibrate, or unset NEWSFOLD_CALIBRATION"
        ) from error


def calibration_for(name: str, identity: EncoderIdentity) -> Calibration:
    """The calibration in the file of this name, or the one that is ``shipped``.

    What is shipped for the default model serves models of others as well as it can: they have no better until one is
    fitted.

    Raises
    ------
    StartupError
        It was fitted for another model, whose cosines mean something else; or it cannot be read.
    """
    if name == SHIPPED:
        return shipped_calibration(identity.name)
    calibration = read_calibration(Path(name))
    if trouble := misfit(calibration, identity.name, identity.digest):
        raise StartupError(f"{name} {trouble}")
    return calibration


def misfit(calibration: Calibration, name: str, digest: str) -> str | None:
    """Say why a calibration does not belong to a model, and the remedy; None where it does."""
    if calibration.model == name and calibration.digest in ("", digest):
        return None
    return (
        f"was fitted for {calibration.model} ({calibration.digest[:12]}), but the model in use is "
        f"{name} ({digest[:12]}); fit one with newsfold calibrate, or set NEWSFOLD_MODEL or NEWSFOLD_CALIBRATION back"
    )
