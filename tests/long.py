"""Some proofs take minutes: the suite has a short form of them, and NEWSFOLD_TEST_LONG=1 takes the time for all."""

import os

LONG = bool(os.environ.get("NEWSFOLD_TEST_LONG"))
