"""Which runtime runs: the one asked for, or the fastest here; in either case only if its vectors agree.

Measuring takes a second or two, and converting the model for OpenVINO some more, once: what was measured is kept in the
cache folder, for as long as machine, model and versions stay the same. So a start finds what the start before it found,
and the same stream meets the same arithmetic. It is chosen with a bias for the more exact: a runtime must be faster by
a fifth than those before it, which also keeps a busy moment from deciding. What was measured while the machine was so
busy that the rounds do not tell the same is used, but not kept: the next start measures anew.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import median

import numpy as np
import numpy.typing as npt

from embeddings.batches import Tokens
from embeddings.runtimes.agreement import LEAST_COSINE, agreement
from embeddings.runtimes.batched import Batched
from embeddings.runtimes.choice_cache import ChoiceCache
from embeddings.runtimes.kinds import Choice, Measured, Measurements, Runtime

FloatArray = npt.NDArray[np.float32]
Build = Callable[[Runtime], Batched]
"""Makes a runtime ready; raises :class:`NotHere` where it cannot be had."""

FASTER_BY = 1.2
"""How many times as fast a less exact runtime must be."""
_ROUNDS = 3
_CALM = 0.75
"""How much of the best round the middle one reaches, where nothing else was going on."""
_COPIES = 3
"""Of the built-in texts, in one timing: batches of one text say little of the batches of a busy hour."""

_NOT_KEPT = "the machine was busy while they were timed, and the next start times them again"

CANDIDATES = (Runtime.TORCH, Runtime.TORCH_BF16, Runtime.OPENVINO_BF16, Runtime.OPENVINO_INT8)
"""The most exact first."""

log = logging.getLogger(__name__)


class NotHere(Exception):
    """A runtime cannot be had on this machine; says why."""


class Chooser:
    """Chooses among the runtimes of one model, with the built-in texts as its tokens and as its vectors."""

    def __init__(self, build: Build, texts: Sequence[Tokens], reference: FloatArray) -> None:
        """``reference`` are the vectors that sentence-transformers itself gives the texts in 32-bit floats."""
        self._build = build
        self._texts = texts
        self._reference = reference

    def take(self, runtime: Runtime) -> tuple[Batched, Choice]:
        """Take the runtime that was asked for; 32-bit floats if it does not agree.

        Raises
        ------
        NotHere
            It cannot be had here.
        """
        batched = self._build(runtime)
        found = self._agreeing(runtime, batched)
        if found.refused is None:
            return batched, Choice(runtime, "as NEWSFOLD_ENCODER_RUNTIME asks for", (found,))
        batched.close()
        log.warning("%s; %s runs instead", found, Runtime.TORCH)
        return self._build(Runtime.TORCH), Choice(Runtime.TORCH, f"{runtime} was refused", (found,))

    def fastest(self, kept: ChoiceCache) -> tuple[Batched, Choice]:
        """Take the runtime that was the fastest here when it was measured; measure if that was never done."""
        noted = kept.read()
        if noted is not None:
            choice = _choice(noted)
            try:
                batched = self._build(choice.runtime)
                if self._agreeing(choice.runtime, batched).refused is None:
                    return batched, choice
                batched.close()
            except NotHere:
                pass  # a package has gone since
        log.info("measuring which runtime is fastest here; once, a few seconds")
        ready, measured, is_calm = self._measure_all()
        choice = _choice(measured)
        for runtime, batched in ready.items():
            if runtime is not choice.runtime:
                batched.close()
        if is_calm:
            kept.write(measured)
        else:
            choice = replace(choice, reason=f"{choice.reason}; {_NOT_KEPT}")
        return ready[choice.runtime], choice

    def _measure_all(self) -> tuple[dict[Runtime, Batched], Measurements, bool]:
        ready: dict[Runtime, Batched] = {}
        measured: list[Measured] = []
        for runtime in CANDIDATES:
            try:
                batched = self._build(runtime)
            except NotHere as error:
                measured.append(Measured(runtime, refused=str(error)))
                continue
            measured.append(found := self._agreeing(runtime, batched))
            if found.refused is None:
                ready[runtime] = batched
        pace = self._time(list(ready.values()))
        speeds = dict(zip(ready, pace.best, strict=True))
        timed = (replace(found, tokens_per_second=speeds.get(found.runtime)) for found in measured)
        return ready, Measurements(tuple(timed), datetime.now(UTC)), pace.is_calm

    def _agreeing(self, runtime: Runtime, batched: Batched) -> Measured:
        least = agreement(batched.embed(self._texts)[:, 0], self._reference).least
        minimum = LEAST_COSINE[runtime]
        refused = f"its lowest cosine is {least:.4f}, below {minimum}" if least < minimum else None
        if runtime is Runtime.TORCH:
            refused = None  # there is nothing to fall back to
        return Measured(runtime, None, round(least, 5), refused)

    def _time(self, candidates: Sequence[Batched]) -> "_Pace":
        """Time them in turns, so that a busy moment hits all."""
        load = [text for text in self._texts for _ in range(_COPIES)]
        tokens = sum(len(text.ids) for text in load)
        speeds: list[list[float]] = [[] for _ in candidates]
        for _ in range(_ROUNDS if len(candidates) > 1 else 0):
            for place, batched in enumerate(candidates):
                started = time.perf_counter()
                batched.embed(load)
                speeds[place].append(tokens / (time.perf_counter() - started))
        best = [max(its, default=0.0) for its in speeds]
        calm = all(median(its) >= _CALM * top for its, top in zip(speeds, best, strict=True) if its)
        return _Pace(best, calm)


@dataclass(frozen=True, slots=True)
class _Pace:
    best: Sequence[float]
    """Tokens a second of each in its best round."""
    is_calm: bool
    """Whether the rounds tell the same."""


def _choice(measured: Measurements) -> Choice:
    """What follows from it; at least one is not refused."""
    speeds = {found.runtime: found.tokens_per_second or 0.0 for found in measured.of if found.refused is None}
    reason = (
        f"the fastest here; a less exact one must be {FASTER_BY - 1:.0%} faster"
        if len(speeds) > 1
        else "the only one available here"
    )
    return Choice(_fastest(speeds), reason, measured.of, measured.at)


def _fastest(speeds: Mapping[Runtime, float]) -> Runtime:
    """The fastest; a less exact one only where it is so by far."""
    best, *others = speeds
    for runtime in others:
        if speeds[runtime] > speeds[best] * FASTER_BY:
            best = runtime
    return best
