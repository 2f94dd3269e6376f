"""Which weekdays a text names, told from its words. Only English names are known, as for stop words."""

from functools import cache

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import word_rows

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Terms = npt.NDArray[np.int32]
Days = npt.NDArray[np.uint8]
"""A bit for each weekday that an article names, shape (n,)."""


def read_days(terms: Terms) -> int:
    """Read the weekdays among the words of one text: a bit for each."""
    return _among(terms, _terms())


@compiled
def _among(terms: Terms, days: Terms) -> int:
    """Which of the days stand among these words."""
    found = 0
    for term in terms:
        for day in range(len(days)):
            found |= (term == days[day]) << day
    return found


@cache
def _terms() -> Terms:
    """The term of each weekday's name."""
    return np.concatenate([word_rows([name]).terms for name in NAMES])
