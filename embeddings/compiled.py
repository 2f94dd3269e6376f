"""Loops over arrays, compiled to machine code where they are first called, and kept on disk for the next process.

A compiled function takes and gives arrays and numbers only, and sums in the order in which it is written: no fast
mathematics, so that the same input gives the same bits on every call. What is compiled lies beside the module, in the
user's cache folder where that cannot be written, and nowhere where neither can.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function; others may run beside it (it lets go of the interpreter's lock)."""
    try:
        return cast(Callable[P, R], njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # There is no folder that could be written.
        return cast(Callable[P, R], njit(nogil=True)(function))
