"""The command line: parses, calls the desk, prints. Heavy imports wait inside the commands that need them."""

import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells know it."""

try:
    from service.cli.commands import app
except KeyboardInterrupt:
    # Nobody but Python looks after Ctrl+C yet, and it would show where among the imports that was.
    sys.exit(INTERRUPTED)

__all__ = ["app", "main"]


def main() -> None:
    """Run ``newsfold``. Exit status 0, or 2 for bad usage or input."""
    if sys.stderr is None:  # It was closed (``2>&-``) before Python began.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    try:
        app()
    except SystemError as error:
        # Compiled code in which Ctrl+C is noticed says so in this way.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        sys.exit(INTERRUPTED)
