"""Vectors of texts encoded before, by content: the same text is never encoded twice while there is room."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

_ENTRY_BYTES = 300
"""What an entry takes beside its vector: key, array, links."""


class Remembered:
    """The vectors used last, at most ``most_bytes`` of them. Safe to call from several threads.

    It holds digests of texts and vectors, never texts, and is gone with the process.
    """

    def __init__(self, most_bytes: int = 32 * 2**20) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._vectors: OrderedDict[bytes, FloatArray] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._vectors)

    def find(self, texts: Sequence[str]) -> dict[str, FloatArray]:
        """Vectors of those of the texts that are known."""
        found: dict[str, FloatArray] = {}
        with self._lock:
            for text in texts:
                key = _key(text)
                if (vector := self._vectors.get(key)) is not None:
                    self._vectors.move_to_end(key)
                    found[text] = vector
        return found

    def keep(self, texts: Sequence[str], vectors: FloatArray) -> None:
        """Remember a vector for each text; those not used for longest make room."""
        with self._lock:
            for text, vector in zip(texts, vectors, strict=True):
                key = _key(text)
                if key not in self._vectors:
                    own = vector.copy()  # a row alone would keep the whole array
                    own.setflags(write=False)
                    self._vectors[key] = own
                    self._bytes += own.nbytes + _ENTRY_BYTES
            while self._bytes > self._most_bytes and self._vectors:
                _, gone = self._vectors.popitem(last=False)
                self._bytes -= gone.nbytes + _ENTRY_BYTES


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()
