"""What was let go of between things that are still in use goes back to the machine."""

import ctypes
import sys
from pathlib import Path

import pytest

from service.app.spare_memory import give_back

PAGE, PARTS, SIZE = 4_096, 1_000, 2**16


def _resident() -> int:
    """Pages of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="another C library than glibc")
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_pages_that_nobody_uses_go_back() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    held = [library.malloc(SIZE) for _ in range(PARTS)]
    for one in held:
        ctypes.memset(one, 1, SIZE)
    for one in held[:-1]:
        library.free(one)
    before = _resident()
    give_back()
    library.free(held[-1])
    assert (before - _resident()) * PAGE > PARTS * SIZE / 2
