"""Where the time goes: which step of grouping the processor is in, asked every other millisecond.

A step is told by a function; what it calls counts for it. Asking costs little, so that what is measured stays the same.
"""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tests.benchmarks.outcomes import Row

EVERY = 0.002
STEPS = {
    "read": "words, names and codes read from the texts",
    "look_around": "search for the nearest",
    "_reprint": "reprints",
    "_by_probability": "likeness to the stories around",
    "_part": "stories that fall in two",
    "_unite": "stories that have become one",
    "_link": "storylines",
    "_place": "the window takes the article in",
    "_file": "the evidence packed for the store",
    "note_representatives": "representatives",
    "_commit": "the store",
}
"""By the functions that they are told by; the outermost on the stack counts."""
REST = "everything else"


class Steps:
    """How often each step was met."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch what is done inside, in the main thread."""
        before = signal.signal(signal.SIGPROF, self._ask)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _ask(self, _: int, frame: FrameType | None) -> None:
        step: str | None = REST
        while frame is not None:
            name = frame.f_code.co_name
            if name == "encode":
                step = None
            elif step is not None:
                step = STEPS.get(name, step)
            frame = frame.f_back
        if step is not None:
            self._met[step] += 1

    def rows(self, milliseconds: float) -> list[Row]:
        """Shares of so many milliseconds an article, largest first."""
        total = max(sum(self._met.values()), 1)
        return [
            {
                "step": step,
                "share": f"{met / total:.0%}",
                "ms an article": round(milliseconds * met / total, 3),
            }
            for step, met in self._met.most_common()
        ]
