"""Run by a test in a process of its own: many threads ask a model of OpenVINO for the first time, all at once."""

import faulthandler
import sys
import threading

import numpy as np

from embeddings.runtimes.openvino_runner import OpenVinoRunner
from embeddings.runtimes.untracked import ops, ov

THREADS = 8
PATIENCE_SECONDS = 30


def main() -> None:
    """Come back when all have their answers; where they wait for one another, end with what each waits for."""
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)
    ids, mask = (ops.parameter([-1, -1], np.int64, name=name) for name in ("ids", "mask"))
    runner = OpenVinoRunner(ov.Model([ops.convert(ops.multiply(ids, mask), "f32")], [ids, mask], "product"))
    sys.setswitchinterval(1e-6)
    ready = threading.Barrier(THREADS)

    def ask() -> None:
        ready.wait()
        runner.run(np.ones((2, 3), np.int64), np.ones((2, 3), np.int64), np.ones(2, np.int64))

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
