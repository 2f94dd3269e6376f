"""The normal form by which copies of a text are recognised.

Two texts are the same when their words are: case, accents, punctuation, quotes, dashes and white space do not count.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from embeddings.scripts import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]+")
"""Where combining marks may stand; most texts are spared looking at every character."""
_IN_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(
    256
)
"""What becomes of each ASCII character: letters and digits are left, in small letters."""


def normal_words(text: str) -> list[bytes]:
    """The words of ``text`` in order, compatibility-folded, without case or accents, in UTF-8.

    In scripts without spaces every character counts as a word.
    """
    if not text.isascii():
        text = _BEYOND_LATIN.sub(_letters, unicodedata.normalize("NFKD", text))
        if not text.isascii():
            return [word.encode() for word in _WORD.findall(text.casefold())]
    return text.encode().translate(_IN_ASCII).split()


def _letters(match: re.Match[str]) -> str:
    return "".join(map(_left, match[0]))


@lru_cache(maxsize=10_000)
def _left(character: str) -> str:
    """What is left of a character: nothing of a combining mark, space of all else that stands in no word."""
    if unicodedata.combining(character):
        return ""
    return character if _WORD.match(character) else " "


def digest_words(words: Sequence[bytes]) -> str:
    """SHA-256 over the words, hex, cut to 128 bits."""
    return hashlib.sha256(b" ".join(words)).hexdigest()[:32]


def word_codes(words: Sequence[bytes]) -> npt.NDArray[np.uint32]:
    """One CRC-32 a word, shape (len(words),): small, stable over processes, good enough to align copies with."""
    return np.fromiter(map(crc32, words), dtype=np.uint32, count=len(words))
