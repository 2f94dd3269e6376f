"""The normal form by which copies of a text are recognised.

Two texts are the same when their words are: case, accents, punctuation, quotes, dashes and white space do not count.
"""

import hashlib
import re
import unicodedata
from zlib import crc32

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+")


def normal_words(text: str) -> list[str]:
    """The words of ``text`` in order, compatibility-folded, without case or accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c)))


def digest_words(words: list[str]) -> str:
    """SHA-256 over the words, hex, cut to 128 bits."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]


def word_codes(words: list[str]) -> npt.NDArray[np.uint32]:
    """One CRC-32 a word, shape (len(words),): small, stable over processes, good enough to align copies with."""
    return np.fromiter((crc32(word.encode()) for word in words), dtype=np.uint32, count=len(words))
