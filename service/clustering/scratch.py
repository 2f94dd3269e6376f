"""Numbers terms afresh, for one sum: a table with a place for every term, used again and again, one for each thread.

Sorting terms, or searching for them among others, takes several times longer than looking into such a table.
"""

import threading

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms

Numbers = npt.NDArray[np.int64]


class _Table(threading.local):
    """What stands there from before is never read: places are written before they are looked at."""

    def __init__(self) -> None:
        self.last: npt.NDArray[np.int32] = np.zeros(N_FEATURES, np.int32)


_TABLE = _Table()


def number(terms: Terms) -> tuple[Numbers, int]:
    """Give each term a number, equal terms the same: shape as ``terms``; and how many numbers there are."""
    occurrences = np.arange(len(terms), dtype=np.int32)
    _TABLE.last[terms] = occurrences
    last = _TABLE.last[terms]
    numbers = np.cumsum(last == occurrences) - 1
    return numbers[last], int(numbers[-1]) + 1 if len(numbers) else 0
