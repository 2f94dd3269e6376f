"""How many cores this process really has, a container's share not being what the machine shows, and who uses them."""

import math
import os
from pathlib import Path

from threadpoolctl import threadpool_limits

_CGROUP = Path("/sys/fs/cgroup")


def usable_cores(cgroup: Path = _CGROUP) -> int:
    """Count the cores that the scheduler and the container grant; ``OMP_NUM_THREADS`` lowers it further."""
    granted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limits = [granted, _quota(cgroup), _asked_for()]
    return max(1, min(limit for limit in limits if limit is not None))


def leave_cores_to_the_model() -> None:
    """Have numpy and scipy multiply matrices in the thread that asks for it, and in no others.

    OpenBLAS has a thread for each further core, which goes on spinning for some time after each product. While reports
    come one by one, that took twice as much of two cores as the model (41 ms for each report, the model 20).
    """
    threadpool_limits(1, user_api="blas")


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
