"""When the reports of a story came in, as a row of bars a finger wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

BARS = 36
WIDTH, HEIGHT = 108, 24
"""Of the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Bars as an SVG path, and the same in words."""

    path: str
    words: str


def sparkline(times: Sequence[datetime], start: datetime, end: datetime) -> Sparkline:
    """Draw when reports came in between ``start`` and ``end``; those from before stand at the start.

    The tallest bar is as high as the drawing; the least that is not nothing can be seen.
    """
    counts = _counts(times, start, end)
    most = max(counts, default=0)
    pitch = WIDTH / BARS
    bars = [
        f"M{index * pitch + pitch / 2:.1f} {HEIGHT}v-{max(2.0, HEIGHT * count / most):.1f}"
        for index, count in enumerate(counts)
        if count
    ]
    return Sparkline("".join(bars), _words(len(times), counts))


def _counts(times: Sequence[datetime], start: datetime, end: datetime) -> list[int]:
    counts = [0] * BARS
    span = (end - start).total_seconds() or 1.0
    for time in times:
        share = (time - start).total_seconds() / span
        counts[min(max(int(share * BARS), 0), BARS - 1)] += 1
    return counts


def _words(reports: int, counts: Sequence[int]) -> str:
    if reports <= 1:
        return "one report" if reports else "no report"
    filled = [index for index, count in enumerate(counts) if count]
    last = sum(counts[-BARS // 4 :])
    return f"{reports} reports over {filled[-1] - filled[0] + 1} of {BARS} spans of the period, {last} of them lately"
