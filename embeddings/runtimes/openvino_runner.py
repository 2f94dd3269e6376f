"""A model of OpenVINO on the CPU: one batch per core at a time; on all cores a text on an idle machine.

What is alone is run by a second model, compiled from the same weights for one stream with threads on all cores. It runs
in the thread that asks for it, where streams have threads of their own, and takes a core only if nobody else does.
"""

import threading
from typing import Any

import numpy as np

from embeddings.runtimes.cores import usable_cores
from embeddings.runtimes.kinds import FloatArray, IntArray
from embeddings.runtimes.untracked import ov

_GROUP = 384
"""So many numbers of a token share a scale in 8 bits: with 64, a tenth slower and the least cosine .9985, not .9966."""
_SHAPES = 512
"""Compiled kernels kept, of each kind: a shape takes two or three, and some hundred shapes are met."""
_MOST_TOGETHER = 4
"""Cores that work on one text: a matrix of a hundred rows is not worth dividing further."""


class OpenVinoRunner:
    """Runs a model; cores work on batches of their own, so that none waits for another within one."""

    batch_tokens = 1600
    """A core's cache takes as much; twice or half of it costs 5 percent (MiniLM)."""

    few_shapes = True
    """To compile for one takes as long as to encode half a text; with all numbers of texts, articles that come by
    threes take 4 percent longer (MiniLM)."""

    def __init__(self, model: ov.Model) -> None:
        self.turns = usable_cores()
        self._apart = _Compiled(model, streams=self.turns, threads=self.turns)
        together = min(self.turns, _MOST_TOGETHER)
        self._together = _Compiled(model, streams=1, threads=together) if together > 1 else self._apart

    def run(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """As :meth:`embeddings.runtimes.Runner.run`."""
        return self._apart.run(ids, mask, leads)

    def run_alone(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """As :meth:`embeddings.runtimes.Runner.run_alone`."""
        return self._together.run(ids, mask, leads)


class _Compiled:
    """A model made ready to run on so many cores, ``streams`` batches at a time."""

    def __init__(self, model: ov.Model, *, streams: int, threads: int) -> None:
        core = ov.Core()
        bf16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self._compiled = core.compile_model(
            model,
            "CPU",
            {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": streams,
                "INFERENCE_PRECISION_HINT": "bf16" if bf16 else "f32",
                "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(_GROUP),
                "ENABLE_CPU_PINNING": False,  # a second process would be pinned to the same cores
                "CPU_RUNTIME_CACHE_CAPACITY": str(_SHAPES),
            },
        )
        self._inputs = len(self._compiled.inputs)  # a model that knows no leads is not asked for them
        self._own = threading.local()
        # What the library sets up at the first call, one thread has to set up alone: two would wait for one another
        # for ever, the one for the library, the other for the interpreter.
        self.run(np.ones((1, 1), np.int64), np.ones((1, 1), np.int64), np.ones(1, np.int64))

    def run(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """As the runner's."""
        request: Any = getattr(self._own, "request", None)
        if request is None:
            request = self._own.request = self._compiled.create_infer_request()
        # What ``infer`` is given itself it looks into, in Python: .45 ms a batch, not .25.
        for place, given in zip(range(self._inputs), (ids, mask, leads), strict=False):
            request.set_input_tensor(place, ov.Tensor(given, shared_memory=True))
        # Of one stream, in this thread.
        request.infer(None, share_outputs=True)
        return np.array(request.get_output_tensor(0).data, dtype=np.float32)  # the next one writes over it
