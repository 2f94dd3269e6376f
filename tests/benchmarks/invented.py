"""News that nobody wrote, by the hundred thousand: clustered unit vectors and generated words, as evidence.

Reports belong to events, and events to subjects: each is the direction of what it belongs to with noise added, and
takes its words from it too. The noise is greater in some dimensions than in others, as it is among real embeddings. An
event is reported on soon after its first report, or not at all.

Cosines are about those of real reports: among 20,000 of Reuters' the first, fourth, 16th, 100th, 1,000th and 5,000th
nearest have .66, .55, .49, .42, .32 and .23 on the median; among as many of these .64, .54, .49, .39, .30 and .21.
"""

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import Evidence, NameRow, SparseRow
from service.model import FloatArray, Vectors

DIMENSION = 384
SUBJECTS = 300
"""How many there are, however large the window is."""
REPORTS_OF_EVENT = 4
"""On the mean."""
OPEN = 200
"""Events that are still reported on, the latest."""
ANYWHERE, IN_SUBJECT, IN_EVENT = 0.16, 0.45, 0.75
"""Cosines of whole texts, on the mean."""
VARIETY = 0.2
"""By how much the last may be less or more: some events are told of in many words, others in one wording."""
OF_LEAD = 0.92
"""Cosine of a whole and its lead."""
EVEN = 3
"""The greater, the more alike are dimensions in how far noise reaches: it goes by the inverse of their number and this.
"""
VOCABULARY = 2**20
WORDS, NAMES, CODES = 120, 40, 300
"""Terms of one report, and words in order."""
STARTED = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=13)
"""All reports lie within, so that a window of two weeks holds them all."""

_REACH = np.sqrt(1 / (np.arange(DIMENSION, dtype=np.float32) + EVEN))


class _Event(NamedTuple):
    number: int
    subject: int
    centre: FloatArray
    within: float
    """Cosine among its reports."""


def reports(count: int, seed: int) -> Iterator[tuple[Evidence, str]]:
    """Evidence in order of time, and the event that each tells of."""
    random = np.random.default_rng(seed)
    subjects = _near(random, np.repeat(_units(random, 1), SUBJECTS, axis=0), ANYWHERE / IN_SUBJECT)
    recent: deque[_Event] = deque(maxlen=OPEN)
    events = 0
    for place in range(count):
        if not recent or random.integers(REPORTS_OF_EVENT) == 0:
            subject = int(random.integers(SUBJECTS))
            centre = _near(random, subjects[[subject]], IN_SUBJECT / IN_EVENT)[0]
            within = IN_EVENT + VARIETY * random.uniform(-1, 1)
            recent.append(_Event(events, subject, centre, within))
            events += 1
        event = recent[int(random.integers(len(recent)))]
        whole = _near(random, event.centre[np.newaxis], event.within)
        lead = _near(random, whole, OF_LEAD**2)
        terms = _terms(random, event.number, event.subject)
        yield _evidence(place, count, Vectors(whole[0], lead[0]), terms), f"event-{event.number}"


def _near(random: np.random.Generator, centres: FloatArray, cosine: float) -> FloatArray:
    """Unit vectors whose cosines among those of one centre are ``cosine`` on the mean."""
    share = np.float32(np.sqrt(cosine))
    noise = _units(random, len(centres))
    mixed: FloatArray = share * centres + np.sqrt(1 - share**2) * noise
    unit: FloatArray = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _units(random: np.random.Generator, count: int) -> FloatArray:
    rows = random.standard_normal((count, DIMENSION), dtype=np.float32) * _REACH
    units: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return units


def _terms(random: np.random.Generator, event: int, subject: int) -> npt.NDArray[np.int64]:
    """A third each of the event's own words, of its subject's and of the language's (by Zipf's law)."""
    third = WORDS // 3
    own = event * 7_919 + random.integers(60, size=third) * 104_729
    subjects = subject * 15_485_863 + random.integers(200, size=third) * 1_299_709
    common = random.zipf(1.3, size=third)
    terms: npt.NDArray[np.int64] = np.concatenate([own, subjects, common]) % VOCABULARY
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
        names=_names(terms[: NAMES // 2].tolist() + terms[-NAMES // 2 :].tolist()),
        foreign=False,
        codes=codes,
        pieces=np.zeros(0, np.uint32),
        digest=place.to_bytes(16, "big"),
        url=None,
        brevity=0.0,
        days=0,
        origin_id=f"report-{place:07}",
    )


def _names(terms: list[int]) -> NameRow:
    row = _row(terms)
    return NameRow(row.indices, row.counts, np.ones(len(row.indices), np.uint8))


def _row(terms: npt.NDArray[np.int64] | list[int]) -> SparseRow:
    indices, counts = np.unique(terms, return_counts=True)
    return SparseRow(indices.astype(np.int32), counts.astype(np.uint16))
