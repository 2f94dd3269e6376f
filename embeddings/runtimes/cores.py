"""How many cores this process really has: a container's share is not what the machine shows."""

import math
import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")


def usable_cores(cgroup: Path = _CGROUP) -> int:
    """Count the cores that the scheduler and the container grant; ``OMP_NUM_THREADS`` lowers it further."""
    granted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limits = [granted, _quota(cgroup), _asked_for()]
    return max(1, min(limit for limit in limits if limit is not None))


def _quota(cgroup: Path) -> int | None:
    """Whole cores of the time that the control group grants; a begun core counts."""
    try:
        quota, period = (cgroup / "cpu.max").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        try:
            quota, period = (
                (cgroup / "cpu" / f"cpu.cfs_{name}_us").read_text(encoding="ascii").strip()
                for name in ("quota", "period")
            )
        except OSError:
            return None
    if not (quota.isdecimal() and period.isdecimal() and int(period)):
        return None  # "max" and -1: no limit
    return max(1, math.ceil(int(quota) / int(period)))


def _asked_for() -> int | None:
    asked = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return int(asked) if asked.isdecimal() and int(asked) else None
