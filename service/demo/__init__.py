"""Sample reports of our own writing, for ``newsfold serve --demo``, the README and the tests.

The places, people, papers and agencies are invented.
"""

from datetime import UTC, datetime
from importlib.resources import files

DEMO_SINCE = datetime(2026, 11, 16, 6, tzinfo=UTC)
"""No demo report is older; the last one is of 18 November 2026."""


def demo_lines() -> bytes:
    """Give the demo reports in order of arrival: JSON Lines, UTF-8, as a provider would send them."""
    return files(__name__).joinpath("reports.jsonl").read_bytes()
