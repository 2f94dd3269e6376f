"""What can be seen of a sentence before any is chosen: where it stands, how central it is, how it reads.

Signals that have no natural unit are measured in standard deviations from the mean of the story's text, so that a
weight means the same for three short leads and for long features.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from service.briefings.summary.candidate import Candidate
from service.briefings.summary.concepts import Concepts
from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import tfidf

Floats = npt.NDArray[np.float64]

MOST_TELLERS = 3
"""Further origins that count for a word."""
LONG = 35
"""Words from which on a sentence is a burden to read."""
_NAMES_AT_MOST = 0.4
_FAR = 2.5
"""Standard deviations beyond which nothing changes any more."""

_QUOTE = re.compile('["“„«「]')
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")

_COMPARED = ("depth", "centre", "told", "titled", "early", "echoed", "names", "length", "article")
SIGNALS = (*_COMPARED, "lead", "quote", "speaker", "leans", "excess")
"""Columns of :func:`signals`. The first ones, in standard deviations: how deep in its text it stands; how close to the
middle of the story; how many further origins tell its words; how many titles hold them; how early its pairs of words
are told; how close the closest sentence of another origin is; how many names it holds; how long it is; how close its
article is to the others. The last ones, as they are: whether it opens its text; holds a quotation; speaks of *we* or
*you*; is understood only behind another; and how far it is beyond LONG words, in tens."""


def signals(candidates: Sequence[Candidate], words: Concepts, pairs: Concepts) -> Floats:
    """Measure each sentence: float64 (sentences, len(SIGNALS)), columns in that order."""
    lengths = np.maximum(1.0, [c.length for c in candidates])
    rows = tfidf([c.terms for c in candidates])
    places = np.array([c.place for c in candidates], dtype=np.float64)
    compared = [
        np.log1p(places),
        rows @ _unit(np.asarray(rows.sum(axis=0)).ravel()),
        words.mean(np.minimum(MOST_TELLERS, words.tellers - 1)),
        words.mean(words.titles),
        pairs.mean(pairs.early),
        *_likeness(candidates, rows),
        np.minimum(_NAMES_AT_MOST, [len(_NAME.findall(c.text)) for c in candidates] / lengths),
        np.log(lengths),
    ]
    article = compared.pop(6)
    plain = [
        places == 0,
        [_QUOTE.search(c.text) is not None for c in candidates],
        [_SPEAKER.search(c.text) is not None for c in candidates],
        [c.grade is Grade.FOLLOWING for c in candidates],
        np.maximum(0.0, lengths - LONG) / 10,
    ]
    deviations = _deviations(np.column_stack([*compared, article]), lengths)
    return np.column_stack([deviations, np.column_stack(plain).astype(np.float64)])


def _likeness(candidates: Sequence[Candidate], rows: sparse.csr_array) -> tuple[Floats, Floats]:
    """Cosine to the closest sentence of another origin, and mean cosine of the origin to the others: (sentences,)."""
    names = {name: number for number, name in enumerate(dict.fromkeys(c.origin for c in candidates))}
    origins = np.array([names[c.origin] for c in candidates])
    others = origins[:, np.newaxis] != origins
    closest = np.where(others, (rows @ rows.T).toarray(), 0.0).max(axis=1)
    places = (origins, np.arange(len(origins)))
    gathered = sparse.csr_array((np.ones(len(origins)), places), (len(names), len(origins)))
    whole = (gathered @ rows).toarray()
    whole /= np.linalg.norm(whole, axis=1, keepdims=True) + 1e-9
    central = (whole @ whole.sum(axis=0) - 1.0) / max(1, len(names) - 1)
    return closest, central[origins]


def _unit(vector: Floats) -> Floats:
    unit: Floats = vector / (np.linalg.norm(vector) + 1e-9)
    return unit


def _deviations(columns: Floats, lengths: Floats) -> Floats:
    """Standard deviations from the mean over the words of the story, within bounds."""
    shares = lengths / lengths.sum()
    centred = columns - shares @ columns
    spread = np.sqrt(shares @ centred**2)
    return np.asarray(np.clip(centred / (spread + 0.02), -_FAR, _FAR))
