"""The normal form by which copies of a text are recognised.

Two texts are the same when their words are: case, accents, punctuation, quotes, dashes and white space do not count.
"""

import hashlib
import re
import unicodedata
from zlib import crc32

import numpy as np
import numpy.typing as npt

from embeddings.scripts import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]+")
"""Where combining marks may stand; most texts are spared looking at every character."""


def normal_words(text: str) -> list[str]:
    """The words of ``text`` in order, compatibility-folded, without case or accents.

    In scripts without spaces every character counts as a word.
    """
    plain = _BEYOND_LATIN.sub(_without_marks, unicodedata.normalize("NFKD", text))
    return _WORD.findall(plain.casefold())


def _without_marks(match: re.Match[str]) -> str:
    return "".join(character for character in match[0] if not unicodedata.combining(character))


def digest_words(words: list[str]) -> str:
    """SHA-256 over the words, hex, cut to 128 bits."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def word_codes(words: list[str]) -> npt.NDArray[np.uint32]:
    """One CRC-32 a word, shape (len(words),): small, stable over processes, good enough to align copies with."""
    # Written out all at once: one by one takes three times as long. No word holds a space, but for odd texts.
    encoded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ") if words else []
    if len(encoded) != len(words):
        encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    return np.fromiter(map(crc32, encoded), dtype=np.uint32, count=len(words))
