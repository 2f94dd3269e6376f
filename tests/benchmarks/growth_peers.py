"""What peers cost on as many vectors as a window holds: the whole set at once, no answer on the way."""

import time
from collections.abc import Callable

import numpy as np

from embeddings import FloatArray
from tests.benchmarks.outcomes import Row
from tests.benchmarks.peers import PEERS
from tests.benchmarks.progress import say
from tests.benchmarks.tasks import Task

PATIENCE = 60.0
"""Processor seconds that a peer may take; one that will take longer, by the square of the size, is not started."""
_FEW = 64
SAME = 0.6
"""Cosine from which vectors are of one event."""


class Peers:
    """Each peer, and how long it last took for how many."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, float]] = {}
        for group in _PEERS.values():
            group(
                np.eye(_FEW, dtype=np.float32)
            )  # what is imported and compiled on the first call is no cost of size

    def measure(self, vectors: FloatArray) -> Row:
        """Processor milliseconds an article, by peer; ``—`` where it would take too long."""
        return {f"{name}, CPU ms": self._one(name, group, vectors) for name, group in _PEERS.items()}

    def _one(self, name: str, group: Callable[[FloatArray], object], vectors: FloatArray) -> str | float:
        size, seconds = self._last.get(name, (len(vectors), 0.0))
        if seconds * (len(vectors) / size) ** 2 > PATIENCE:
            return "—"
        started = time.process_time()
        group(vectors)
        seconds = time.process_time() - started
        self._last[name] = len(vectors), seconds
        say(f"growth: {name} on {len(vectors)}: {seconds:.1f} s")
        return round(1_000 * seconds / len(vectors), 2)


def _of_the_bench(name: str) -> Callable[[FloatArray], object]:
    peer = next(peer for peer in PEERS if peer.name == name)
    return lambda vectors: peer.prepare(Task([str(row) for row in range(len(vectors))], vectors))((SAME,))


def _dbscan(vectors: FloatArray) -> object:
    """By distances looked up as they are needed: a table of all does not fit any memory."""
    from sklearn.cluster import DBSCAN  # noqa: PLC0415 - takes seconds

    return DBSCAN(eps=float(np.sqrt(2 - 2 * SAME)), min_samples=2).fit_predict(vectors)


_PEERS: dict[str, Callable[[FloatArray], object]] = {
    "semhash": _of_the_bench("semhash, MiniLM"),
    "community_detection": _of_the_bench("community_detection"),
    "DBSCAN": _dbscan,
}
