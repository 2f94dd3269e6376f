import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from embeddings.batches import Tokens
from embeddings.runtimes import Choice, Measured, Runtime
from embeddings.runtimes.batched import Batched
from embeddings.runtimes.choice_cache import ChoiceCache
from embeddings.runtimes.choosing import Chooser, NotHere
from embeddings.runtimes.kinds import FloatArray, IntArray, Measurements

TOKENS = [Tokens([1, 2, 3], 3), Tokens([4] * 20, 20), Tokens([5], 1)]
REFERENCE = np.eye(3, 4, dtype=np.float32)
SLOW, FAST = 2.0, 1.0
"""Seconds a batch takes."""


class Clock:
    """A clock that goes on only while a stub is at work."""

    now = 0.0

    def work(self, seconds: float) -> None:
        self.now += seconds


CLOCK = Clock()


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.runtimes.choosing.time.perf_counter", lambda: CLOCK.now)


class Stub:
    """Gives the vectors of :data:`REFERENCE`, turned by as much as the cosine asked for."""

    turns, batch_tokens, few_shapes = 1, 100, False

    def __init__(self, seconds: float, cosine: float, disturbed: Sequence[float] = ()) -> None:
        """``disturbed`` are the seconds that its first batches take instead."""
        self._seconds = [*disturbed[::-1]]
        self._undisturbed = seconds
        self._turned = REFERENCE * cosine
        self._turned[:, 3] = np.sqrt(1 - cosine**2)

    def run(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        CLOCK.work(self._seconds.pop() if self._seconds else self._undisturbed)
        rows = [next(i for i, own in enumerate(TOKENS) if own.ids[0] == first) for first in ids[:, 0]]
        return np.asarray(self._turned[rows][:, np.newaxis], np.float32)

    run_alone = run


def chooser(stubs: Mapping[Runtime, Stub]) -> Chooser:
    def build(runtime: Runtime) -> Batched:
        if runtime not in stubs:
            raise NotHere("not installed")
        return Batched(stubs[runtime], limit=100, pad_id=0)

    return Chooser(build, TOKENS, REFERENCE)


@pytest.fixture
def notes(tmp_path: Path) -> ChoiceCache:
    return ChoiceCache(tmp_path / "cache", "digest")


def test_the_fastest_that_agrees_is_taken_and_noted(notes: ChoiceCache) -> None:
    stubs = {
        Runtime.TORCH: Stub(SLOW, 1),
        Runtime.OPENVINO_BF16: Stub(FAST, 0.9),
        Runtime.OPENVINO_INT8: Stub(FAST, 0.997),
    }
    _, choice = chooser(stubs).fastest(notes)

    assert choice.runtime is Runtime.OPENVINO_INT8
    assert notes.read() == Measurements(choice.measured, choice.measured_at)
    assert choice.measured_at is not None
    assert str(choice).endswith(f"cosine 0.9970; measured {choice.measured_at:%Y-%m-%d %H:%M} UTC)")
    says = {found.runtime: str(found) for found in choice.measured}
    assert says[Runtime.TORCH_BF16] == "torch-bf16 not used: not installed"
    assert says[Runtime.OPENVINO_BF16].endswith("its lowest cosine is 0.9000, below 0.999")
    assert "cosine 0.9970" in says[Runtime.OPENVINO_INT8]

    again, noted = chooser(stubs | {Runtime.OPENVINO_BF16: Stub(FAST, 1)}).fastest(notes)
    assert noted == choice
    assert again.embed(TOKENS).shape == (3, 1, 4)


def test_what_was_measured_once_is_judged_by_the_rule_of_today(notes: ChoiceCache, tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    slow, fast = Measured(Runtime.TORCH, 1_000, 1), Measured(Runtime.TORCH_BF16, 1_500, 1)
    notes.write(Measurements((slow, fast), at))
    stubs = {Runtime.TORCH: Stub(FAST, 1), Runtime.TORCH_BF16: Stub(FAST, 1)}
    reason = "the fastest here; a less exact one must be 20% faster"
    for when in (at, None):
        _, choice = chooser(stubs).fastest(notes)
        assert choice == Choice(Runtime.TORCH_BF16, reason, (slow, fast), when)
        (file,) = (tmp_path / "cache").iterdir()
        kept = json.loads(file.read_text("utf-8"))
        # As it was written before it said when: with a reason of its own, which is not repeated.
        file.write_text(
            json.dumps({"runtime": "torch", "reason": "the first", "measured": kept["measured"]}), "utf-8"
        )


def test_what_was_measured_on_a_busy_machine_is_not_kept(notes: ChoiceCache) -> None:
    held_up = Stub(FAST, 1, disturbed=[4, 9, 1, 1, 1, 16, 25, 36])
    _, choice = chooser({Runtime.TORCH: Stub(SLOW, 1), Runtime.TORCH_BF16: held_up}).fastest(notes)
    assert choice.runtime is Runtime.TORCH_BF16
    assert choice.reason.endswith("and the next start times them again")
    assert notes.read() is None


@pytest.mark.parametrize("left", [{}, {Runtime.OPENVINO_INT8: Stub(FAST, 0.5)}])
def test_what_was_noted_and_is_no_longer_so_is_measured_anew(
    notes: ChoiceCache, left: dict[Runtime, Stub]
) -> None:
    notes.write(Measurements((Measured(Runtime.OPENVINO_INT8, 9_000, 1),), None))
    _, choice = chooser({Runtime.TORCH: Stub(FAST, 1)} | left).fastest(notes)
    assert choice.runtime is Runtime.TORCH
    assert notes.read() == Measurements(choice.measured, choice.measured_at)


def test_32_bit_floats_run_where_the_one_asked_for_is_refused() -> None:
    batched, choice = chooser({Runtime.TORCH: Stub(FAST, 1), Runtime.TORCH_BF16: Stub(FAST, 0.99)}).take(
        Runtime.TORCH_BF16
    )
    assert (choice.runtime, choice.reason) == (Runtime.TORCH, "torch-bf16 was refused")
    np.testing.assert_array_equal(batched.embed(TOKENS)[:, 0], REFERENCE)


def test_one_that_cannot_be_had_is_not_replaced_in_silence() -> None:
    with pytest.raises(NotHere, match="not installed"):
        chooser({Runtime.TORCH: Stub(FAST, 1)}).take(Runtime.OPENVINO_INT8)


def test_vectors_that_are_no_numbers_agree_with_nothing() -> None:
    stubs = {Runtime.TORCH: Stub(FAST, 1), Runtime.TORCH_BF16: Stub(FAST, float("nan"))}
    _, choice = chooser(stubs).take(Runtime.TORCH_BF16)
    assert choice.runtime is Runtime.TORCH


def _broken(path: Path) -> None:
    path.write_text('{"measured": [{"runtime": "abacus"}]}', encoding="utf-8")


def _useless(path: Path) -> None:
    refused = {"runtime": "torch-bf16", "refused": "not installed"}
    path.write_text(json.dumps({"at": None, "measured": [refused]}), encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_text("", encoding="utf-8")


@pytest.mark.parametrize("spoil", [_broken, _useless, _empty, Path.unlink])
def test_notes_that_cannot_be_read_are_none(
    notes: ChoiceCache, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    measured = Measurements((Measured(Runtime.TORCH, 1.5, 1.0),), datetime(2026, 11, 24, tzinfo=UTC))
    notes.write(measured)
    assert notes.read() == measured
    assert ChoiceCache(tmp_path / "cache", "another model").read() is None
    (file,) = (tmp_path / "cache").iterdir()
    spoil(file)
    assert notes.read() is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file" / "below"):
        notes = ChoiceCache(folder, "digest")
        notes.write(Measurements((Measured(Runtime.TORCH, 1.5, 1.0),), None))
        assert notes.read() is None
