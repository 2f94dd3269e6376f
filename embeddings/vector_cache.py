"""Vectors of what was encoded before, by content: nothing is encoded twice while there is room."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from embeddings.encoder import FloatArray, Views

_ENTRY_BYTES = 300
"""What an entry takes beside its vector: key, array, links."""


class VectorCache:
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

    def find(self, views: Iterable[Views]) -> dict[Views, FloatArray]:
        """Vectors of those that are known."""
        found: dict[Views, FloatArray] = {}
        with self._lock:
            for pair in views:
                key = _key(pair)
                if (vectors := self._vectors.get(key)) is not None:
                    self._vectors.move_to_end(key)
                    found[pair] = vectors
        return found

    def keep(self, views: Iterable[Views], vectors: FloatArray) -> None:
        """Remember the vectors of each; those not used for longest make room."""
        with self._lock:
            for pair, its in zip(views, vectors, strict=True):
                key = _key(pair)
                if key not in self._vectors:
                    own = its.copy()  # a part alone would keep the whole array
                    own.setflags(write=False)
                    self._vectors[key] = own
                    self._bytes += own.nbytes + _ENTRY_BYTES
            while self._bytes > self._most_bytes and self._vectors:
                _, gone = self._vectors.popitem(last=False)
                self._bytes -= gone.nbytes + _ENTRY_BYTES


def _key(views: Views) -> bytes:
    whole, lead = views
    return hashlib.blake2b(f"{len(lead)} {whole}".encode("utf-8", "surrogatepass"), digest_size=20).digest()
