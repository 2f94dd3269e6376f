"""A runner fed with batches of like length, as many at a time as it has use for."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import monotonic

import numpy as np
import numpy.typing as npt

from embeddings.batches import Batch, Tokens, deal, fill
from embeddings.runtimes.kinds import Runner

FloatArray = npt.NDArray[np.float32]
IDLE_SECONDS = 0.02
"""After so long without a call the other cores are taken to be free. Where reports come one upon another (45 a second
on two cores), what files those before needs them: with all cores for each text the median was a quarter longer."""


class Batched:
    """Safe to call from several threads: what comes in several batches takes its turns with that of the others."""

    def __init__(self, runner: Runner, *, limit: int, pad_id: int) -> None:
        """``limit`` is the most tokens the model takes, ``pad_id`` the token that means nothing."""
        self._runner = runner
        self._limit = limit
        self._pad_id = pad_id
        self._workers = ThreadPoolExecutor(max_workers=runner.turns, thread_name_prefix="encoder")
        self._lock = Lock()
        self._calls = 0
        """Calls that are being answered."""
        self._idle_since = 0.0

    def embed(self, texts: Sequence[Tokens]) -> FloatArray:
        """Unit rows for at least one text, in the order given, of the shape that the runner gives."""
        with self._lock:
            alone = not self._calls and monotonic() - self._idle_since >= IDLE_SECONDS
            self._calls += 1
        try:
            return self._embed(texts, alone=alone)
        finally:
            with self._lock:
                self._calls -= 1
                self._idle_since = monotonic()

    def _embed(self, texts: Sequence[Tokens], *, alone: bool) -> FloatArray:
        lengths = [len(text.ids) for text in texts]
        most, few = self._runner.batch_tokens, self._runner.few_shapes
        batches = list(deal(lengths, most_tokens=most, limit=self._limit, few_shapes=few))

        run_one = self._runner.run_alone if alone and len(texts) == 1 else self._runner.run

        def run(batch: Batch) -> FloatArray:
            return run_one(*fill(batch, texts, self._pad_id))

        # One alone is run here, unless the runner wants the same thread each time: on busy cores, to be woken takes as
        # long as to encode a headline.
        here = len(batches) == 1 and self._runner.turns > 1
        made = map(run, batches) if here else self._workers.map(run, batches)
        rows: FloatArray | None = None
        for batch, vectors in zip(batches, made, strict=True):
            if rows is None:
                rows = np.empty((len(texts), *vectors.shape[1:]), np.float32)
            rows[list(batch.places)] = vectors
        if rows is None:
            raise ValueError("no texts to embed")
        return rows

    def close(self) -> None:
        """Let the threads go."""
        self._workers.shutdown(wait=False)
