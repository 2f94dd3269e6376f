"""The normal form by which copies of a text are recognised.

Two texts are the same when their words are: case, accents, punctuation, quotes, dashes, white space and what is
invisible do not count.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical.scripts import INVISIBLE, MARKS, UNSPACED

Codes = npt.NDArray[np.uint32]

_SIGNS = re.sub(f"[{UNSPACED}]", "", MARKS)
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:[{_SIGNS}]+[^\W_{UNSPACED}]*)*")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]+")
"""Where combining marks may stand; most texts are spared looking at every character."""
_SOFT_HYPHEN = "\u00ad"
"""The one invisible character among the Latin ones."""
_SPACE = ord(" ")
_ALL_BITS, _BYTE, _BITS = np.uint32(0xFFFFFFFF), np.uint32(0xFF), np.uint32(8)
_CRC = np.array([crc32(bytes([byte ^ 0xFF])) ^ 0xFF000000 for byte in range(256)], np.uint32)
"""What each byte does to the remainder, taken from CRCs of single bytes."""
_IN_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(
    256
)
"""What becomes of each ASCII character: letters and digits are left, in small letters."""


def normal_form(text: str) -> bytes:
    """The words of ``text`` in order, compatibility-folded, without case or accents: UTF-8, with spaces between.

    In scripts without spaces every character counts as a word.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace(_SOFT_HYPHEN, ""))
        text = _BEYOND_LATIN.sub(_letters, text)
        if not text.isascii():
            return " ".join(_WORD.findall(text.casefold())).encode()
    return b" ".join(text.encode().translate(_IN_ASCII).split())


def _letters(match: re.Match[str]) -> str:
    return "".join(map(_left, match[0]))


@lru_cache(maxsize=10_000)
def _left(character: str) -> str:
    """What is left of a character: nothing of an accent or what is invisible, space of what stands in no word."""
    if unicodedata.combining(character) or _INVISIBLE.match(character):
        return ""
    return character if _WORD.match(character) or character in _SIGNS else " "


def digest(form: bytes) -> bytes:
    """SHA-256 of a normal form, cut to 128 bits."""
    return hashlib.sha256(form).digest()[:16]


def word_codes(form: bytes, most: int) -> Codes:
    """The CRC-32 of each of the first ``most`` words: small, stable over processes, enough to align copies with."""
    # A bytearray, so that it can be written like other arrays: for compiled code all are of one kind then.
    return _word_codes(
        np.frombuffer(bytearray(form), np.uint8), min(most, len(form) and form.count(b" ") + 1)
    )


@compiled
def _word_codes(form: npt.NDArray[np.uint8], count: int) -> Codes:
    codes, place = np.empty(count, np.uint32), 0
    for word in range(count):
        code = _ALL_BITS
        while place < len(form) and form[place] != _SPACE:
            code = _CRC[(code ^ form[place]) & _BYTE] ^ (code >> _BITS)
            place += 1
        codes[word] = code ^ _ALL_BITS
        place += 1
    return codes
