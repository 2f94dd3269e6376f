"""ROUGE-1, -2 and -L F with stemming, as the package rouge-score counts them, quick enough to fit weights with."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

METRICS = ("R1", "R2", "RL")


class Rouge(NamedTuple):
    """F1 of single words, of pairs of neighbours, and of the longest common subsequence (Lin, 2004)."""

    r1: float
    r2: float
    rl: float


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Stemmed words, by the package's own tokenizer."""
    from rouge_score.tokenizers import DefaultTokenizer  # noqa: PLC0415 - only the bench extra has it

    global _tokenizer  # noqa: PLW0603 - it keeps nothing but its stemmer
    _tokenizer = _tokenizer or DefaultTokenizer(use_stemmer=True)
    return tuple(_tokenizer.tokenize(text))


_tokenizer = None


def rouge(said: Sequence[str], reference: Sequence[str]) -> Rouge:
    """Compare two sequences of tokens."""
    common = LCSseq.similarity(said, reference)
    return Rouge(
        _f1(Counter(said), Counter(reference)),
        _f1(Counter(pairwise(said)), Counter(pairwise(reference))),
        _ratio(common, len(said), len(reference)),
    )


def _f1(ones: Counter[object], others: Counter[object]) -> float:
    return _ratio((ones & others).total(), ones.total(), others.total())


def _ratio(common: int, one: int, other: int) -> float:
    return 2 * common / (one + other) if common else 0.0
