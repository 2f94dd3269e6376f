"""Other ways to choose sentences, each with the same sentences to choose from and the same limit.

A method puts sentences in order; the text is cut behind the last word of the limit, and sentences beyond are not read.
No method sees titles. Where a method says the same twice (cosine above :data:`SAME`) the later sentence is passed over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest

import numpy as np
import numpy.typing as npt

from service.briefings.wording.terms import content, tfidf, words
from service.text.sentences import split_sentences
from tests.benchmarks.human import Told
from tests.benchmarks.rouge import rouge, tokens

MOST = 60
"""Sentences read of each article."""
SAME = 0.5
"""TF-IDF cosine above which two sentences say the same."""
DAMPING = 0.85
_STEPS = 100

Floats = npt.NDArray[np.float64]
Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Sentences:
    """The sentences of one story, article after article."""

    told: Told
    encode: Encode

    @cached_property
    def by_article(self) -> list[list[str]]:
        """At most MOST of each article."""
        texts = [filed.article.text for filed in self.told.articles]
        return [[text[start:end] for start, end in islice(split_sentences(text), MOST)] for text in texts]

    @cached_property
    def all(self) -> list[str]:
        """All of them, in a row."""
        return [sentence for some in self.by_article for sentence in some]

    @cached_property
    def rows(self) -> Floats:
        """TF-IDF, unit rows: float64 (n, terms)."""
        rows: Floats = tfidf([content(words(sentence)) for sentence in self.all]).toarray()
        return rows

    @cached_property
    def dense(self) -> npt.NDArray[np.float32]:
        """Embeddings, unit rows: float32 (n, d)."""
        return self.encode(self.all)

    def best_first(self, scores: Floats) -> list[str]:
        """Order by score, without repeating what has been said."""
        kept: list[int] = []
        for index in np.argsort(-scores, kind="stable").tolist():
            if not (self.rows[kept] @ self.rows[index] > SAME).any():
                kept.append(index)
        return [self.all[index] for index in kept]


def lead(story: Sentences) -> list[str]:
    """One article from its beginning, then the next: the longest first, as the fullest account."""
    return [
        sentence
        for some in sorted(story.by_article, key=lambda some: -sum(map(len, some)))
        for sentence in some
    ]


def round_robin(story: Sentences) -> list[str]:
    """All first sentences, then all second ones."""
    return [sentence for row in zip_longest(*story.by_article, fillvalue="") for sentence in row if sentence]


def centroid(story: Sentences) -> list[str]:
    """By cosine to the TF-IDF centroid (Radev et al., 2004)."""
    return story.best_first(story.rows @ story.rows.sum(axis=0))


def dense_centroid(story: Sentences) -> list[str]:
    """By cosine to the mean embedding (Rossiello et al., 2017)."""
    return story.best_first((story.dense @ story.dense.sum(axis=0)).astype(np.float64))


def lexrank(story: Sentences) -> list[str]:
    """By PageRank over TF-IDF cosines above 0.1 (Erkan and Radev, 2004)."""
    cosines = story.rows @ story.rows.T
    return story.best_first(_page_rank(np.where(cosines > 0.1, 1.0, 0.0)))


def textrank(story: Sentences) -> list[str]:
    """By PageRank over shared words per logarithm of length (Mihalcea and Tarau, 2004)."""
    held = (story.rows > 0).astype(np.float64)
    logs = np.log(np.maximum(1.0, held.sum(axis=1)))
    likeness = held @ held.T / np.maximum(1.0, logs[:, np.newaxis] + logs)
    np.fill_diagonal(likeness, 0.0)
    return story.best_first(_page_rank(likeness))


def lsa(story: Sentences) -> list[str]:
    """By length in the space of the strongest topics (Steinberger and Ježek, 2004)."""
    topics, strengths, _ = np.linalg.svd(story.rows, full_matrices=False)
    kept = max(1, int((strengths > strengths.max(initial=0.0) / 2).sum()))
    return story.best_first(np.sqrt(((topics[:, :kept] * strengths[:kept]) ** 2).sum(axis=1)))


def _page_rank(likeness: Floats) -> Floats:
    n = len(likeness)
    total = likeness.sum(axis=1, keepdims=True)
    steps = np.divide(likeness, total, out=np.full_like(likeness, 1 / max(1, n)), where=total > 0)
    ranks: Floats = np.full(n, 1 / max(1, n))
    for _ in range(_STEPS):
        ranks = (1 - DAMPING) / max(1, n) + DAMPING * (ranks @ steps)
    return ranks


def oracle(story: Sentences, limit: int) -> list[str]:
    """What can be had with these sentences: greedily by R1 + R2 against the human summary itself."""
    reference, kept, best = tokens(story.told.summary), list[str](), 0.0
    said: tuple[str, ...] = ()
    room = limit
    while room > 0:
        # What is said is stemmed once, for words of two sentences never make one token.
        longer = [(*said, *tokens(cut([one], room))) for one in story.all]
        tried = [(_aim(one, reference), -place) for place, one in enumerate(longer)]
        aim, place = max(tried, default=(0.0, 0))
        if aim <= best:
            break
        best, said = aim, longer[-place]
        kept.append(story.all[-place])
        room = limit - len(" ".join(kept).split())
    return kept


def _aim(said: Sequence[str], reference: Sequence[str]) -> float:
    scores = rouge(said, reference)
    return scores.r1 + scores.r2


def cut(sentences: Sequence[str], limit: int) -> str:
    """The text of the sentences, cut behind the last word of the limit."""
    return " ".join(" ".join(sentences).split()[:limit])


BASELINES: dict[str, Callable[[Sentences], list[str]]] = {
    "lead of the longest": lead,
    "leads in turn": round_robin,
    "LexRank": lexrank,
    "TextRank": textrank,
    "LSA": lsa,
    "centroid, TF-IDF": centroid,
    "centroid, MiniLM": dense_centroid,
}
