"""What was measured of the runtimes on this machine, kept in the cache folder: the next start chooses by it again."""

import contextlib
import hashlib
import json
import os
import platform
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from embeddings.runtimes.cores import usable_cores
from embeddings.runtimes.kinds import Measured, Measurements, Runtime

_PACKAGES = ("torch", "openvino", "sentence-transformers", "newsfold")
_FORM = 1


class ChoiceCache:
    """A file for each machine, model and set of versions; one that cannot be read or written is done without."""

    def __init__(self, folder: Path | None, digest: str) -> None:
        """Of a model with this digest; ``folder`` None: nothing is kept."""
        self._path = folder / f"encoder-{_key(digest)}.json" if folder else None

    def read(self) -> Measurements | None:
        """What was measured; None where nothing was, or it cannot be read."""
        try:
            said = json.loads(self._path.read_text(encoding="utf-8")) if self._path else None
            if said is None:
                return None
            measured = tuple(
                Measured(**{**row, "runtime": Runtime(row["runtime"])}) for row in said["measured"]
            )
            if all(one.refused for one in measured):
                return None
            at = said.get("at")
            return Measurements(measured, datetime.fromisoformat(at).astimezone(UTC) if at else None)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, measured: Measurements) -> None:
        """Keep it, whole or not at all."""
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=self._path.parent, prefix="making-")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                at = measured.at.isoformat() if measured.at else None
                json.dump({"at": at, "measured": [asdict(one) for one in measured.of]}, stream, indent=2)
            Path(made).replace(self._path)


def _key(digest: str) -> str:
    facts = [str(_FORM), digest, platform.machine(), _cpu(), str(usable_cores()), *map(_version, _PACKAGES)]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def _cpu() -> str:
    """Model and abilities of the CPU, as the kernel lists them."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").partition("\n\n")[0].splitlines()
        return "\n".join(line for line in lines if line.startswith(("model name", "flags", "Features")))
    return platform.processor()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
