"""Some proofs take minutes: the suite has a short form of them, and NEWSFOLD_TEST_LONG=1 takes the time for all."""

import os

LONG = bool(os.environ.get("NEWSFOLD_TEST_LONG"))


def half(examples: int) -> int:
    """How many examples a property is tried with: all of these in the long form, half of them in the suite."""
    return examples if LONG else examples // 2
