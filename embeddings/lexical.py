"""Words, and names and numbers, as sparse rows of raw counts.

Both views hash their terms (scikit-learn's ``HashingVectorizer``), so there is no vocabulary to store and a text gives
the same row today and in a year, alone or among others. Weighting the counts is left to the caller.

Words: case and diacritics are folded, English stop words and single letters dropped, plurals stripped by Harman's
S-stemmer; scripts without spaces give overlapping character pairs. Names and numbers: see :mod:`embeddings.capitals`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, HashingVectorizer

from embeddings.capitals import names_and_numbers
from embeddings.scripts import WORD, is_unspaced, plain_text

_WORD = re.compile(WORD)
_LONGEST_REMEMBERED = 32
_SHORTEST_PLURAL = 4

N_FEATURES = 2**20
"""Columns of both kinds of row."""


def word_rows(texts: Sequence[str]) -> csr_matrix:
    """Count the words of each text.

    Parameters
    ----------
    texts
        Plain texts, spelling variants of names already folded.

    Returns
    -------
    csr_matrix
        float32 of shape (len(texts), N_FEATURES), int32 indices in order within each row.
    """
    return _count(texts, _words)


def name_rows(texts: Sequence[str]) -> csr_matrix:
    """Count the names and numbers of each text, alone and as neighbouring pairs.

    Parameters
    ----------
    texts
        Plain texts, spelling variants of names already folded, case as it came.

    Returns
    -------
    csr_matrix
        float32 of shape (len(texts), N_FEATURES), int32 indices in order within each row.
    """
    return _count(texts, names_and_numbers)


def _count(texts: Sequence[str], terms: Callable[[str], list[str]]) -> csr_matrix:
    if not texts:
        return csr_matrix((0, N_FEATURES), dtype=np.float32)
    hashing = HashingVectorizer(
        analyzer=terms, n_features=N_FEATURES, norm=None, alternate_sign=False, dtype=np.float32
    )
    return hashing.transform(texts)


def _words(text: str) -> list[str]:
    return list(chain.from_iterable(map(_terms, _WORD.findall(plain_text(text).casefold()))))


def _terms(word: str) -> tuple[str, ...]:
    return _remembered(word) if len(word) <= _LONGEST_REMEMBERED else _count_as(word)


def _count_as(word: str) -> tuple[str, ...]:
    """Tell what one folded word is counted as: nothing, its stem, or character pairs."""
    if is_unspaced(word):
        return tuple(a + b for a, b in pairwise(word)) or (word,)
    return () if len(word) == 1 or word in ENGLISH_STOP_WORDS else (_stem(word),)


_remembered = lru_cache(maxsize=100_000)(_count_as)


def _stem(word: str) -> str:
    """Strip plurals with Harman's S-stemmer, and -es as a whole after a sibilant.

    D. Harman (1991), "How effective is suffixing?", JASIS 42(1).
    """
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("us", "ss")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
