"""News that nobody wrote, by the hundred thousand: clustered unit vectors and generated words, as evidence.

Events belong to beats, and reports to events: each is the direction of what it belongs to with noise added, and takes
its words from it too. Cosines come out about as real reports have them: .7 within an event, .3 within a beat.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import Evidence, SparseRow
from service.model import FloatArray, Vectors

DIMENSION = 384
EVENTS_OF_BEAT = 40
REPORTS_OF_EVENT = 4
"""On the mean."""
WITHIN_EVENT, WITHIN_BEAT = 0.7, 0.3
"""Cosines."""
VOCABULARY = 2**20
WORDS, NAMES, CODES = 120, 40, 300
"""Terms of one report, and words in order."""
STARTED = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=13)
"""All reports lie within, so that a window of two weeks holds them all."""


def reports(count: int, seed: int) -> Iterator[tuple[Evidence, str]]:
    """Evidence in order of time, and the event that each tells of."""
    random = np.random.default_rng(seed)
    events = max(1, count // REPORTS_OF_EVENT)
    beats = max(1, events // EVENTS_OF_BEAT)
    of_beats = _units(random, beats)
    beat_of = random.integers(beats, size=events)
    of_events = _near(random, of_beats[beat_of], WITHIN_BEAT / WITHIN_EVENT)
    for place in range(count):
        event = int(random.integers(events))
        whole, lead = _near(random, np.stack([of_events[event]] * 2), WITHIN_EVENT)
        evidence = _evidence(place, count, Vectors(whole, lead), _terms(random, event, int(beat_of[event])))
        yield evidence, f"event-{event}"


def _near(random: np.random.Generator, centres: FloatArray, cosine: float) -> FloatArray:
    """Unit vectors whose cosines among those of one centre are ``cosine`` on the mean."""
    share = np.float32(np.sqrt(cosine))
    noise = _units(random, len(centres))
    mixed: FloatArray = share * centres + np.sqrt(1 - share**2) * noise
    unit: FloatArray = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _units(random: np.random.Generator, count: int) -> FloatArray:
    rows = random.standard_normal((count, DIMENSION), dtype=np.float32)
    units: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return units


def _terms(random: np.random.Generator, event: int, beat: int) -> npt.NDArray[np.int64]:
    """A third each of the event's own words, of its beat's and of the language's (by Zipf's law)."""
    third = WORDS // 3
    own = event * 7_919 + random.integers(60, size=third) * 104_729
    beats = beat * 15_485_863 + random.integers(200, size=third) * 1_299_709
    common = random.zipf(1.3, size=third)
    terms: npt.NDArray[np.int64] = np.concatenate([own, beats, common]) % VOCABULARY
    return terms


def _evidence(place: int, count: int, vectors: Vectors, terms: npt.NDArray[np.int64]) -> Evidence:
    at = STARTED + SPAN * (place / count)
    codes = np.resize(terms, CODES).astype(np.uint32)
    # No two reports are copies: each has its place for every other word.
    codes[::2] = np.uint32(place)
    return Evidence(
        article_id=f"report-{place:07}",
        at=at,
        published_at=at,
        vectors=vectors,
        words=_row(terms),
        names=_row(terms[: NAMES // 2].tolist() + terms[-NAMES // 2 :].tolist()),
        codes=codes,
        digest=place.to_bytes(16, "big"),
        url=None,
        days=0,
        origin_id=f"report-{place:07}",
    )


def _row(terms: npt.NDArray[np.int64] | list[int]) -> SparseRow:
    indices, counts = np.unique(terms, return_counts=True)
    return SparseRow(indices.astype(np.int32), counts.astype(np.uint16))
