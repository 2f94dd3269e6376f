"""Which weekdays a text names, told from its words. Only English names are known, as for stop words."""

from functools import cache

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES, word_rows

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Days = npt.NDArray[np.uint8]
"""A bit for each weekday that an article names, shape (n,)."""


def read_days(terms: npt.NDArray[np.int32]) -> int:
    """Read the weekdays among the words of one text: a bit for each."""
    return int(np.bitwise_or.reduce(_bits()[terms]))


@cache
def _bits() -> Days:
    """The bit of each term that is a weekday's name, shape (N_FEATURES,)."""
    bits: Days = np.zeros(N_FEATURES, dtype=np.uint8)
    for place, name in enumerate(NAMES):
        bits[word_rows([name]).terms] = 1 << place
    return bits
