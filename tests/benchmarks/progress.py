"""What is going on, on stderr."""

import sys
from time import strftime


def say(message: str) -> None:
    """One line, with the time of day."""
    sys.stderr.write(f"{strftime('%H:%M:%S')} {message}\n")
    sys.stderr.flush()
