"""A table with a place for every term, used again and again, one for each thread.

Sorting terms, or searching for them among others, takes several times longer than looking into such a table.
"""

import threading

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES

Floats = npt.NDArray[np.float64]


class _Tables(threading.local):
    def __init__(self) -> None:
        self.sums: Floats = np.zeros(N_FEATURES)


_TABLES = _Tables()


def sums() -> Floats:
    """A place for every term to sum up what is said of it; it holds 0 and must be left so."""
    return _TABLES.sums
