"""Tables with a place for every term, used again and again, one for each thread.

Sorting terms, or searching for them among others, takes several times longer than looking into such a table.
"""

import threading

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms
from service.model import FloatArray

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


class _Tables(threading.local):
    def __init__(self) -> None:
        self.last: npt.NDArray[np.int32] = np.zeros(N_FEATURES, np.int32)
        """What stands there from before is never read: places are written before they are looked at."""
        self.weights: FloatArray = np.zeros(N_FEATURES, np.float32)
        """Likewise."""
        self.sums: Floats = np.zeros(N_FEATURES)
        """Who writes there puts back 0."""


_TABLES = _Tables()


def weights() -> FloatArray:
    """A place for every term to write down what it weighs; what stands there from before means nothing."""
    return _TABLES.weights


def sums() -> Floats:
    """A place for every term to sum up what is said of it; it holds 0 and must be left so."""
    return _TABLES.sums


def number(terms: Terms) -> tuple[Numbers, int]:
    """Number terms afresh, for one sum, equal terms alike: shape as ``terms``; and how many numbers there are."""
    occurrences = np.arange(len(terms), dtype=np.int32)
    _TABLES.last[terms] = occurrences
    last = _TABLES.last[terms]
    numbers = np.cumsum(last == occurrences) - 1
    return numbers[last], int(numbers[-1]) + 1 if len(numbers) else 0
