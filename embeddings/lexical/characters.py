"""Characters as numbers, and what kind of character each is: what loops over texts go by."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from embeddings.lexical.scripts import MARKS

Points = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.uint16]

KNOWN = 0x40000
"""From here on there are no letters, digits or spaces."""

LETTER, DIGIT, UNDERSCORE, MARK, SPACE, CAPITAL, SMALL, INITIAL, CLOSER = (1 << bit for bit in range(9))
"""Letters and all digits; decimal digits; ``_``; vowel signs of Indic scripts, which are no letters, yet belong to the
word; white space; A to Z; a to z; capitals that stand for a name (U.S.); what may stand behind a full stop."""
WORD = LETTER | UNDERSCORE
_PATTERNS = {
    LETTER: r"[^\W_]+",
    DIGIT: r"\d+",
    UNDERSCORE: "_",
    MARK: f"[{MARKS}]+",
    SPACE: r"\s+",
    CAPITAL: "[A-Z]+",
    SMALL: "[a-z]+",
    INITIAL: "[A-Z\u0410-\u042f]+",
    CLOSER: r"[\"'”’»)\]]+",
}


def code_points(texts: Sequence[str]) -> tuple[Points, Places]:
    """The characters of texts, one text behind the other; and where each begins, and the last ends."""
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    starts = np.fromiter(accumulate(map(len, texts), initial=0), np.int64, len(texts) + 1)
    # Copied, so that it can be written: for compiled code all texts are of one kind then.
    return np.frombuffer(joined, np.uint32).copy(), starts


def kinds_of(points: Points) -> Kinds:
    """The kinds of each character, as bits."""
    kinds: Kinds = _table().take(points, mode="clip")
    return kinds


@cache
def _table() -> Kinds:
    """The kinds by character: of shape (KNOWN,), the last stands for all beyond."""
    bits: Kinds = np.zeros(KNOWN, np.uint16)
    every = "".join(map(chr, range(KNOWN)))
    for kind, pattern in _PATTERNS.items():
        for run in re.finditer(pattern, every):
            bits[run.start() : run.end()] |= kind
    return bits
