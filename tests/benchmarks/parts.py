"""Running the parts one after another, each of which adds what it measured to the report.

The report is written whenever a part has ended. One that fails is named in it and does not keep the others from being
measured, and a run that is stopped leaves what it has.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.progress import say

Measure = Callable[[report.Report], report.Report]
"""Adds what it has measured."""


def carry_out(parts: Mapping[str, Measure], measured: report.Report, folder: Path) -> None:
    """Run the parts in their order, and write the report into ``folder`` after each.

    Raises
    ------
    SystemExit
        Some have failed, and it says which; or the run was stopped.
    """
    names = list(parts)
    for place, (name, measure) in enumerate(parts.items()):
        measured = replace(measured, unmeasured=names[place + 1 :])
        try:
            more = measure(measured)
            report.write(more, folder)
            measured = more
        except KeyboardInterrupt:
            kept = f"; what was measured before is in {folder / 'report.md'}" if place else ""
            sys.exit(f"stopped during {name}{kept}")
        except Exception as error:  # whatever it is, the other parts have nothing to do with it
            say(f"{name} failed\n{traceback.format_exc()}")
            measured = replace(measured, failed={**measured.failed, name: f"{type(error).__name__}: {error}"})
            report.write(measured, folder)
    say(f"written: {folder / 'report.md'}")
    if measured.failed:
        sys.exit(f"failed: {', '.join(measured.failed)}")
