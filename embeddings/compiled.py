"""Loops over arrays, compiled to machine code where they are first called, and kept on disk for the next process.

A compiled function takes and gives arrays and numbers only, and sums in the order in which it is written: no fast
mathematics, so that the same input gives the same bits on every call. What is compiled lies beside the module, in the
user's cache folder where that cannot be written, and nowhere where neither can.

Numbers are put into arrays one by one, in a loop: for an array that is put into a part of another, numba compiles what
it would say if they did not fit as well, and all that it knows of text for that (3 of 55 seconds).

Into what is compiled goes all that a function calls, and every number and array that it names, whichever files these
stand in. So what was kept is taken only where all of that is the same; numba itself looks at the function's own file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from inspect import getsource
from pickle import UnpicklingError
from sys import modules
from types import CodeType, FunctionType, ModuleType
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numba import njit
from numba.core.caching import FunctionCache
from numba.core.dispatcher import Dispatcher
from numba.core.extending import _Intrinsic
from numba.core.types import Type, unliteral

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function; others may run beside it (it lets go of the interpreter's lock)."""
    make: Any = njit
    made = make(nogil=True, no_cfunc_wrapper=True)(function)  # nobody calls it from C
    if isinstance(made, Dispatcher):
        kept: Any = made
        kept.get_call_template = partial(_of_any_number, kept.get_call_template)
        # It fails where there is no folder that could be written.
        with suppress(RuntimeError):
            kept._cache = _Cache(function)  # type: ignore[no-untyped-call]
    return cast(Callable[P, R], made)


def _of_any_number(give: Callable[..., object], args: Sequence[Type], kws: Mapping[str, Type]) -> object:
    """What a compiled function calls, once for all numbers: else it is made anew for each that is written in a call."""
    plain: Callable[[Type], Type] = unliteral
    return give([*map(plain, args)], {name: plain(kind) for name, kind in kws.items()})


_UNREADABLE = (
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    UnpicklingError,
    ValueError,
)
"""What reading a pickle raises that is broken, or names what is not there."""


class _Cache(FunctionCache):
    """Finds what was kept of a function by all that it is made of."""

    def load_overload(self, sig: object, target_context: object) -> object:
        """Give what was kept, if anything was that can be read.

        What an earlier version of the package kept may name what is gone since; numba reads it before it sees that.
        """
        try:
            found: object = super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        except _UNREADABLE:
            with suppress(OSError):
                self.flush()  # type: ignore[no-untyped-call]
            return None
        return found

    def save_overload(self, sig: object, data: object) -> None:
        """Keep what was compiled, or go on without where there is no room for it."""
        with suppress(OSError):
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]

    def _index_key(self, sig: object, codegen: object) -> tuple[object, ...]:
        key: tuple[object, ...] = super()._index_key(sig, codegen)  # type: ignore[no-untyped-call]
        return *key, _made_of(self._py_func)


@cache
def _made_of(function: FunctionType) -> str:
    """Digest of a function, of the compiled functions that it calls, and of the values that they name."""
    digest, found = sha256(), [function]
    for one in found:
        code = one.__code__
        digest.update(_written(code).encode())
        for name, value in _named(one):
            if isinstance(value, Dispatcher):
                found += [value.py_func] if value.py_func not in found else []
            else:
                digest.update(f"{name} {_value(value)}".encode())
    return digest.hexdigest()


def _written(code: CodeType) -> str:
    parts = [_written(one) if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    return f"{code.co_code.hex()} {code.co_names} {code.co_varnames} {parts}"


def _named(function: FunctionType) -> Iterator[tuple[str, object]]:
    """What a function names, by itself or in a module."""
    names = list(_names(function.__code__))
    for name in names:
        yield name, (value := function.__globals__.get(name))
        if isinstance(value, ModuleType):
            yield from ((within, getattr(value, within)) for within in names if hasattr(value, within))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _names(one)


def _value(value: object) -> str:
    """What it is that is named, as far as it matters.

    Numbers and arrays count as they are, a named tuple by its fields, what is put together by hand by its whole file.
    """
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    if isinstance(value, int | float | str | bytes | tuple | np.generic):
        return f"{type(value)} {value!r}"
    if isinstance(value, _Intrinsic):
        return getsource(modules[cast(Any, value)._defn.__module__])
    return str(getattr(value, "_fields", ""))
