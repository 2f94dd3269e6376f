"""``newsfold calibrate``: fit the fusion to labelled news, and say honestly what that is worth.

Every set is judged by a fit that has never seen it: neither its weights nor its threshold. Of one file alone, the
stories that began first and those that began later are judged by each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from embeddings import Encoder, EncoderIdentity
from service.cli.labelled import (
    CachingEncoder,
    LabelledSet,
    cases_of,
    encode_all,
    f1_of,
    read_labelled,
)
from service.cli.terminal import Advance, complain, progress
from service.clustering.calibrating import Bin, Cases, reliability
from service.clustering.fitting import fit
from service.clustering.fusion import Calibration, LearntFrom, shipped_calibration
from service.errors import InputError, StartupError
from service.formats.calibration_json import calibration_for, calibration_json, misfit
from service.settings import load_settings

JOINS = (0.14, 0.19, 0.25, 0.33, 0.43)
"""Thresholds tried, from the middle upwards or downwards for as long as it gets better. With a lower one more than six
joins in seven would be wrong by its own account: what that gains on some sets does not hold for others."""
PART_SHARE = 0.9
"""The threshold of parting as a share of that of joining."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A set, and what is expected of news like it."""

    learnt: LearntFrom
    curve: list[Bin]
    """Reliability of the fit without it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A calibration, and how far it can be trusted."""

    calibration: Calibration
    judged: tuple[Judged, ...]


def in_use(identity: EncoderIdentity) -> Calibration:
    """The calibration that the settings name; the shipped one where that is another model's, or is there no more."""
    try:
        return calibration_for(load_settings().calibration, identity)
    except StartupError as error:
        complain(f"{error}; starting from the shipped calibration")
        return shipped_calibration(identity.name)


def run(names: Sequence[str], encoder: Encoder, before: Calibration, now: datetime) -> Outcome:
    """Fit on all sets; judge each by the fit on the others.

    Raises
    ------
    UnreadableInput
        A file cannot be read, has no labels, or too few stories to learn from.
    """
    sets = [read_labelled(name, now) for name in names]
    caching = CachingEncoder(encoder)
    with progress("Encoding", sum(len(labelled.articles) for labelled in sets)) as advance:
        encode_all(sets, caching, advance)
    say_in_use = _without_a_say(sets, before, encoder.identity)
    if say_in_use:
        complain(say_in_use)
    if len(sets) == 1:
        complain(f"{sets[0].name} stands alone: its earlier and its later stories are judged by each other")
        sets = sets[0].halves()
    fitting = Fitting(sets, caching, before, now)
    fitting.prior = None if say_in_use else before
    with progress("Fitting", len(sets) + 1) as advance:
        outcome = fitting.outcome(advance)
    said = f"newsfold calibrate, {now:%Y-%m-%d}: every set, and both answers in it, of equal weight; "
    said += "no word of an earlier calibration" if say_in_use else f"refines: {before.provenance}"
    return replace(outcome, calibration=replace(outcome.calibration, provenance=said))


def write(calibration: Calibration, out: Path) -> None:
    """Write the file, and say where.

    Raises
    ------
    InputError
        It cannot be written there.
    """
    replaced = out.exists()
    try:
        out.write_text(calibration_json(calibration), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{out} cannot be written: {error.strerror}; name another file with --out"
        ) from error
    complain(
        f"{'replaced' if replaced else 'wrote'} {out}; to use it: export NEWSFOLD_CALIBRATION={out.absolute()}"
    )


def _without_a_say(sets: Sequence[LabelledSet], before: Calibration, identity: EncoderIdentity) -> str | None:
    """Why the calibration in use cannot have a say in the new one; None where it can."""
    if misfit(before, identity.name, identity.digest):
        return f"the calibration in use was fitted for {before.model}, so the fit starts from nothing"
    digests = {learnt.sha256 for learnt in before.sets}
    seen = [labelled.name for labelled in sets if labelled.sha256 in digests]
    if seen:
        return (
            f"the calibration in use was fitted on {', '.join(seen)}, so the fit starts from nothing, and what is "
            "said of it beside the new one flatters it"
        )
    return None


class Fitting:
    """Sets with their cases."""

    def __init__(
        self, sets: Sequence[LabelledSet], encoder: CachingEncoder, before: Calibration, now: datetime
    ) -> None:
        self._sets = sets
        self._encoder = encoder
        self._before = before
        self._now = now
        self.cases: list[Cases] = [cases_of(labelled, encoder, before, now) for labelled in sets]
        self.prior: Calibration | None = before
        """What has a say in the fit."""

    def outcome(self, advance: Advance) -> Outcome:
        """Judge every set, then fit on all."""
        judged = []
        for place in range(len(self._sets)):
            judged.append(self.judged(place))
            advance(1)
        final = self.on(range(len(self._sets)))
        advance(1)
        return Outcome(replace(final, sets=tuple(one.learnt for one in judged)), tuple(judged))

    def on(self, places: Sequence[int]) -> Calibration:
        """Fit the weights, then the threshold, on these sets alone."""
        identity: EncoderIdentity = self._encoder.identity
        fusion = fit([self.cases[place] for place in places], self.prior)
        fitted = replace(self._before, model=identity.name, digest=identity.digest, same_story=fusion)
        tried = [replace(fitted, join=join, part=round(join * PART_SHARE, 4)) for join in JOINS]
        return _climb(tried, lambda one: sum(self._f1(place, one) for place in places))

    def judged(self, place: int) -> Judged:
        """What a fit without the set makes of it."""
        labelled, cases = self._sets[place], self.cases[place]
        without = self.on([other for other in range(len(self._sets)) if other != place])
        chances = without.same_story.probabilities(cases.features)
        curve = reliability(chances, cases.labels)
        learnt = LearntFrom(
            name=labelled.name,
            sha256=labelled.sha256,
            articles=len(labelled.articles),
            stories=labelled.stories,
            cases=len(cases.labels),
            f1_without=round(self._f1(place, without), 4),
            f1_before=round(self._f1(place, self._before), 4),
            reliability=tuple((round(one.predicted, 4), round(one.observed, 4), one.cases) for one in curve),
        )
        return Judged(learnt, curve)

    def _f1(self, place: int, calibration: Calibration) -> float:
        return f1_of(self._sets[place], self._encoder, calibration, self._now)


def _climb(tried: Sequence[Calibration], worth: Callable[[Calibration], float]) -> Calibration:
    """From the middle to the best around: worth rises to one summit, as a rule, and every step takes a while."""
    known: dict[int, float] = {}
    best = len(tried) // 2
    while True:
        around = [place for place in (best, best - 1, best + 1) if 0 <= place < len(tried)]
        known |= {place: worth(tried[place]) for place in around if place not in known}
        better = max(around, key=lambda place: known[place])
        if better == best:
            return tried[best]
        best = better
