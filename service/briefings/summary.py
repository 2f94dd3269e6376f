"""Extractive summaries: sentences of the sources, word for word, each with its citations.

A story is its concepts: words that carry meaning, and pairs of neighbouring words (Gillick and Favre, 2009,
"A scalable global model for summarization"). A concept weighs by how many independent origins tell it, and
how early in their text; titles count as well. A sentence gains by the concepts that it adds to those already
told, so that saying it again is worth nothing; sentences are taken greedily by gain (Lin and Bilmes, 2011,
"A class of submodular functions for document summarization"). On top of it: leads and recent reports first,
a further sentence from an origin already quoted counts less, and none may share half its words with another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt
from scipy import sparse

from service.briefings.candidates import Candidate, gather, quoted_text, sentence_length
from service.briefings.origins import chronological, origin_of
from service.briefings.quotable import Grade
from service.briefings.terms import bigrams, content, words
from service.briefings.values import Citation, CitedSentence
from service.model import FiledArticle

DECAY = 0.2
"""A concept in the p-th sentence of a text supports it with 1 / (1 + DECAY p)."""
LEAD = 0.3
"""Power to which the same discount enters the gain of the sentence itself."""
AGREEMENT = 1.25
"""Power on a concept's support: above 1, what several origins tell outweighs what one tells at length."""
WORD = 0.5
"""Weight of a word beside that of a pair of words."""
BREVITY = 0.5
"""Power of a sentence's length that its gain is divided by: 0 favours long sentences, 1 short ones."""
SAME_ORIGIN = 0.7
"""Factor for each sentence already taken from the same origin."""
PASSABLE = 0.5
"""Factor for a sentence that is not sound."""
OVERLAP = 0.5
"""Share of words, of the shorter sentence, above which two sentences say the same."""
AGEING = timedelta(days=2)
"""Behind the story's latest report by this much, a sentence has lost a tenth of its gain."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be said: no more than ``sentences``, and no more than ``words`` where that is given."""

    sentences: int = 4
    words: int | None = None
    worth: float = 0.12
    """Beyond two sentences, a further one must gain at least this share of what the first one did."""


DEFAULT_BUDGET = Budget()
_ALWAYS = 2
"""Sentences that need not show their worth."""


def summarise(articles: Sequence[FiledArticle], budget: Budget = DEFAULT_BUDGET) -> tuple[CitedSentence, ...]:
    """Summarise the ``articles`` of one story, all of them visible: whatever is passed in may be quoted.

    The outcome does not depend on the order of ``articles``. Fewer sentences come where the story has no more
    to say; none where it has no sentence that may be quoted.
    """
    candidates = gather(articles)
    chosen = _choose(candidates, _Concepts(candidates), budget) if candidates else []
    if not chosen:
        return ()
    everything = chronological(articles)
    return tuple(cite(candidates[index], everything) for index in _reading_order(candidates, chosen))


class _Concepts:
    """Which sentence holds which concepts, and what each concept weighs."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        columns: dict[str, int] = {}
        rows = [
            [columns.setdefault(concept, len(columns)) for concept in dict.fromkeys(_concepts_of(c.words))]
            for c in candidates
        ]
        indices = np.array([column for row in rows for column in row], dtype=np.int32)
        indptr = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        shape = (len(rows), len(columns))
        self.incidence = sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)
        unit = np.array([1.0 if " " in concept else WORD for concept in columns])
        self.weights: Floats = _support(candidates, rows, columns) ** AGREEMENT * unit

    def cover(self, index: int) -> None:
        """Strike what the sentence says: said once, it weighs nothing from now on."""
        start, end = self.incidence.indptr[index : index + 2]
        self.weights[self.incidence.indices[start:end]] = 0.0

    def gains(self) -> Floats:
        """Weight that each sentence would add: float64 (sentences,)."""
        return np.asarray(self.incidence @ self.weights)


def _concepts_of(sequence: Sequence[str]) -> list[str]:
    return content(sequence) + bigrams(sequence)


def _support(candidates: Sequence[Candidate], rows: list[list[int]], columns: dict[str, int]) -> Floats:
    """Sum over origins how early each tells a concept, plus 1 if a title does: float64 (concepts,)."""
    told: dict[str, Floats] = {}
    titled: dict[str, set[str]] = {}
    for candidate, row in zip(candidates, rows, strict=True):
        earliest = told.setdefault(candidate.origin, np.zeros(len(columns)))
        earliest[row] = np.maximum(earliest[row], _lead(candidate))
        titled.setdefault(candidate.origin, set()).add(candidate.filed.article.title)
    support = np.sum(list(told.values()), axis=0)
    for titles in titled.values():
        concepts = {concept for title in titles for concept in _concepts_of(words(title))}
        support[[columns[concept] for concept in concepts if concept in columns]] += 1.0
    return np.asarray(support)


def _lead(candidate: Candidate) -> float:
    return 1.0 / (1.0 + DECAY * candidate.place)


def _choose(candidates: Sequence[Candidate], concepts: _Concepts, budget: Budget) -> list[int]:
    """Choose candidates by index, best first; ties go to the earlier one."""
    factors, lengths = _prior(candidates), [sentence_length(c.text) for c in candidates]
    open_to_choice = np.ones(len(candidates), dtype=bool)
    left = budget.words if budget.words is not None else sum(lengths)
    chosen: list[int] = []
    first = 0.0
    while len(chosen) < budget.sentences:
        open_to_choice &= np.array(lengths) <= left
        gains = np.where(open_to_choice, concepts.gains() * factors, 0.0)
        best = int(np.argmax(gains))
        if gains[best] <= (budget.worth * first if len(chosen) >= _ALWAYS else 0.0):
            break
        first = first or float(gains[best])
        chosen.append(best)
        left -= lengths[best]
        concepts.cover(best)
        for index, candidate in enumerate(candidates):
            if candidate.origin == candidates[best].origin:
                factors[index] *= SAME_ORIGIN
            open_to_choice[index] &= not _says_the_same(candidate, candidates[best])
    return chosen


def _prior(candidates: Sequence[Candidate]) -> Floats:
    """Weigh each sentence by its place, age, grade and length: float64 (sentences,)."""
    latest = max(candidate.filed.at for candidate in candidates)
    return np.array(
        [
            _lead(c) ** LEAD
            * 0.9 ** min(1.0, (latest - c.filed.at) / AGEING)
            * (1.0 if c.grade is Grade.SOUND else PASSABLE)
            / max(1, len(c.words)) ** BREVITY
            for c in candidates
        ]
    )


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    mine, yours = one.content, other.content
    return len(mine & yours) >= OVERLAP * max(1, min(len(mine), len(yours)))


def _reading_order(candidates: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Put the strongest lead at the head, then go by time, and within an article as it stands there."""
    head = next((index for index in chosen if candidates[index].place == 0), min(chosen))
    return [head, *sorted(index for index in chosen if index != head)]


def cite(candidate: Candidate, articles: Sequence[FiledArticle]) -> CitedSentence:
    """Cite the sentence's own article, then every copy of the same origin that holds it word for word."""
    own = Citation(candidate.filed.id, *candidate.span)
    copies = []
    for filed in articles:
        if filed.id != candidate.filed.id and origin_of(filed) == candidate.origin:
            start = quoted_text(filed.article).find(candidate.text)
            if start >= 0:
                copies.append(Citation(filed.id, start, start + len(candidate.text)))
    return CitedSentence(candidate.text, (own, *copies))
