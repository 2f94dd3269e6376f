"""The machine and the versions that figures were measured with: a figure without them says nothing."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "newsfold",
    "numpy",
    "scipy",
    "scikit-learn",
    "torch",
    "openvino",
    "sentence-transformers",
    "sqlalchemy",
)
PEER_PACKAGES = ("datasketch", "semhash", "rouge-score")


def describe(command: str) -> dict[str, str]:
    """Name the machine, the versions, the date and the exact command."""
    facts = {
        "command": command,
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "memory": f"{_memory_bytes() / 2**30:.1f} GiB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    return facts | {name: _version(name) for name in (*PACKAGES, *PEER_PACKAGES)}


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor() or platform.machine()
    facts = [line.split(":", 1) for line in info.read_text(encoding="utf-8").splitlines() if ":" in line]
    named = {key.strip(): value.strip() for key, value in facts}
    numbers = ", ".join(f"{key} {named[key]}" for key in ("cpu family", "model", "stepping") if key in named)
    return f"{named.get('model name', platform.machine())} ({numbers})"


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
