"""Texts as bags of terms: words, and pairs of neighbouring words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from embeddings.compiled import compiled
from embeddings.lexical.scripts import INVISIBLE, MARKS, UNSPACED
from service.briefings.wording.lexicon import STOP_WORDS
from service.text.slots import enter, free_slots

SINGLE = f"{UNSPACED}가-힯"
"""Characters that are told one by one, as ranges for a pattern: those of scripts without spaces, and Korean."""
_WORD = re.compile(
    rf"[^\W\d_{SINGLE}][^\W_]*+(?:(?:[.'’-](?=\w)|[{MARKS}{INVISIBLE}])[^\W_]*+)*+|\d++(?:[.,]\d++)*+|[{SINGLE}]"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ASCII_WORD = re.compile(r"[a-zA-Z][a-zA-Z\d]*+(?:[.'-](?=\w)[a-zA-Z\d]*+)*+|\d++(?:[.,]\d++)*+", re.ASCII)
"""The same where nothing else can occur, which is faster to look for."""


def words(text: str) -> list[str]:
    """List the words of ``text``, each folded; scripts without spaces and Korean come by character."""
    return list(map(fold, _as_written(text)))


def _as_written(text: str) -> list[str]:
    found: list[str] = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return found


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Bring the common English forms of a word together: case, possessives, plurals, ``-ed`` and ``-ing``."""
    word = _INVISIBLE.sub("", word).casefold().replace("’", "'").removesuffix("'s").strip("'.-")
    for ending in ("ies", "es", "ed", "ing", "s"):
        if len(word) - len(ending) >= 4 and word.endswith(ending) and not word.endswith("ss"):  # noqa: PLR2004
            return word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > 4 else word  # noqa: PLR2004 - "move" as "moved"


def content(sequence: Iterable[str]) -> list[str]:
    """Keep the words that carry meaning."""
    return [word for word in sequence if word not in STOP_WORDS]


def bigrams(sequence: Sequence[str]) -> list[str]:
    """Pairs of neighbours of which at least one carries meaning."""
    return [f"{a} {b}" for a, b in pairwise(sequence) if a not in STOP_WORDS or b not in STOP_WORDS]


def tfidf(bags: Sequence[Sequence[str]]) -> sparse.csr_array:
    """Weigh terms as ``(1 + ln tf) * (1 + ln((1 + n) / (1 + df)))`` (scikit-learn's smooth, sublinear form).

    Returns
    -------
    float64 (n, terms), rows of unit length (or empty). Terms are numbered in order of first appearance, so
    that equal bags in equal order give equal bits.
    """
    counts = [Counter(bag) for bag in bags]
    seen = Counter(term for count in counts for term in count)
    column = {term: index for index, term in enumerate(seen)}
    idf = 1.0 + np.log((1.0 + len(bags)) / (1.0 + np.fromiter(seen.values(), np.float64, len(seen))))
    indptr = np.cumsum([0, *map(len, counts)])
    indices = np.fromiter((column[term] for count in counts for term in count), np.int64, indptr[-1])
    tf = np.fromiter((n for count in counts for n in count.values()), np.float64, indptr[-1])
    data = (1.0 + np.log(tf)) * idf[indices]
    rows = np.repeat(np.arange(len(counts)), np.diff(indptr))
    norms = np.sqrt(np.bincount(rows, weights=data**2, minlength=len(counts)))
    return sparse.csr_array((data / norms[rows], indices, indptr), shape=(len(counts), len(seen)))


class Bag:
    """The words of a text that carry meaning, ready to be compared with others: read once, compared often."""

    def __init__(self, text: str) -> None:
        counts = Counter(map(_number, _as_written(text)))
        del counts[_MEANS_NOTHING]
        self.terms: npt.NDArray[np.int64] = np.fromiter(counts, np.int64, len(counts))
        self.often: npt.NDArray[np.float64] = 1.0 + np.log(
            np.fromiter(counts.values(), np.float64, len(counts))
        )
        """1 + ln tf of each."""


_MEANS_NOTHING = 0


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    """The same for all forms of a word; within one process, but nothing depends on the numbers themselves."""
    term = fold(word)
    return _MEANS_NOTHING if term in STOP_WORDS else hash(term)


def mean_cosines(bags: Sequence[Bag], voices: Sequence[int]) -> npt.NDArray[np.float64]:
    """Mean cosine of each bag to those of other voices, as :func:`tfidf` weighs them; in [-1, 1].

    ``voices``, counted from 0, are at least two: whose each bag is. Of several of one voice each counts the less.
    """
    terms = [bag.terms for bag in bags]
    often = np.concatenate([bag.often for bag in bags])
    return _mean_cosines(np.concatenate(terms), often, np.array([*map(len, terms)]), np.array(voices))


@compiled
def _mean_cosines(
    terms: npt.NDArray[np.int64],
    often: npt.NDArray[np.float64],
    sizes: npt.NDArray[np.int64],
    voices: npt.NDArray[np.int64],
) -> npt.NDArray[np.float64]:
    """Of bags of these sizes, one behind the other."""
    slots, known, last = free_slots(len(terms)), np.zeros(len(terms) + 1, np.int64), np.uint32(0)
    held, many = np.zeros(len(known)), np.bincount(voices)
    at = np.empty(len(terms), np.uint32)
    for place in range(len(terms)):
        at[place], last = enter(slots, known, terms[place], last)
        held[at[place]] += 1
    shares, means = np.empty(len(terms)), np.zeros(len(sizes))
    totals, of_voice = np.zeros(last + 1), np.zeros((len(many), last + 1))
    start = 0
    for bag, size in enumerate(sizes):
        square = 0.0
        for place in range(start, start + size):
            shares[place] = often[place] * (1.0 + np.log((1.0 + len(sizes)) / (1.0 + held[at[place]])))
            square += shares[place] ** 2
        for place in range(start, start + size):
            shares[place] /= np.sqrt(square)
            totals[at[place]] += shares[place] / many[voices[bag]]
            of_voice[voices[bag], at[place]] += shares[place] / many[voices[bag]]
        start += size
    start = 0
    for bag, size in enumerate(sizes):
        for place in range(start, start + size):
            means[bag] += shares[place] * (totals[at[place]] - of_voice[voices[bag], at[place]])
        means[bag] /= len(many) - 1
        start += size
    return means
