"""Sums of products of small whole numbers, for sixteen rows at once.

Processors have an instruction that multiplies four numbers of each of sixteen rows and adds them up, but no plain loop
is compiled to it. So the loop is put together here by hand; where there is no such instruction, the same sums are put
together of what every processor has.

Rows lie in sixteens: four numbers of each, then the next four of each, and so on. Queries lie in eights, or in ones, in
the same way. Rows are of uint8 and queries of int8, since that is what the instruction takes.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.base import BaseContext
from numba.core.typing.templates import Signature
from numba.extending import intrinsic

SIXTEEN, EIGHT, FOUR = 16, 8, 4

Bytes = npt.NDArray[np.uint8]
SignedBytes = npt.NDArray[np.int8]
Totals = npt.NDArray[np.int32]
Multiply = Callable[[Bytes, SignedBytes, Totals], None]
Add = Callable[[ir.IRBuilder, ir.Value, ir.Value, ir.Value], ir.Value]
"""Given the sums so far, numbers of the rows and of a query: the sums with their products added."""

_INSTRUCTION = "llvm.x86.avx512.vpdpbusd.512"
_FEATURE = "+avx512vnni"
_32 = ir.IntType(32)
_SUMS = ir.VectorType(_32, SIXTEEN)
_NUMBERS = ir.VectorType(ir.IntType(8), SIXTEEN * FOUR)
_PAIRS = ir.VectorType(ir.IntType(16), SIXTEEN * FOUR // 2)
_PRODUCTS = ir.VectorType(_32, SIXTEEN * FOUR // 2)
_tools: Any = cgutils
"""Without types."""


def multiplying(queries: int, add: Add | None = None) -> Multiply:
    """Make a function, for compiled ones to call, that multiplies sixteen rows with ``queries`` queries.

    It takes rows of shape (groups, SIXTEEN, FOUR), queries of shape (groups, queries, FOUR), and an array of shape
    (queries or more, SIXTEEN) that it writes the sums into. ``add`` is chosen by the processor if it is not given.
    """

    @intrinsic
    def multiply(
        _: object, rows: types.Array, others: types.Array, totals: types.Array
    ) -> tuple[Signature, Callable[..., ir.Value]]:
        def build(
            target: BaseContext, builder: ir.IRBuilder, signature: Signature, arguments: Sequence[ir.Value]
        ) -> ir.Value:
            context: Any = target
            arrays = [
                context.make_array(kind)(context, builder, argument)
                for kind, argument in zip(signature.args, arguments, strict=True)
            ]
            [groups, *_] = _tools.unpack_tuple(builder, arrays[0].shape)
            chosen = add or (by_instruction if _has_instruction(context) else by_pairs)
            _loop(builder, groups, [array.data for array in arrays], queries, chosen)
            return context.get_dummy_value()

        return types.void(rows, others, totals), build

    return cast(Multiply, multiply)


def _has_instruction(context: BaseContext) -> bool:
    """Whether the processor that is compiled for has it."""
    *_, features = cast(Any, context).codegen().magic_tuple()
    return _FEATURE in features.split(",")


def by_instruction(builder: ir.IRBuilder, sums: ir.Value, rows: ir.Value, query: ir.Value) -> ir.Value:
    """Add the products by the one instruction."""
    kind = ir.FunctionType(_SUMS, [_SUMS, _NUMBERS, _NUMBERS])
    instruction = _tools.get_or_insert_function(builder.module, kind, _INSTRUCTION)
    return builder.call(instruction, [sums, rows, query])


def by_pairs(builder: ir.IRBuilder, sums: ir.Value, rows: ir.Value, query: ir.Value) -> ir.Value:
    """Add them in two steps: those of the lower numbers of pairs, then those of the upper ones."""
    byte = _all(_PAIRS, 8)
    rows, query = builder.bitcast(rows, _PAIRS), builder.bitcast(query, _PAIRS)
    lower = builder.and_(rows, _all(_PAIRS, 255)), builder.ashr(builder.shl(query, byte), byte)
    upper = builder.lshr(rows, byte), builder.ashr(query, byte)
    for some, others in (lower, upper):
        products = builder.mul(builder.sext(some, _PRODUCTS), builder.sext(others, _PRODUCTS))
        for first in range(2):
            every_other = ir.Constant(_SUMS, list(range(first, SIXTEEN * FOUR // 2, 2)))
            of_one = builder.shuffle_vector(products, ir.Constant(_PRODUCTS, ir.Undefined), every_other)
            sums = builder.add(sums, of_one)
    return sums


def _loop(
    builder: ir.IRBuilder, groups: ir.Value, arrays: Sequence[ir.Value], queries: int, add: Add
) -> None:
    """Go through the rows four by four, with the sums of all queries in registers."""
    kinds = _NUMBERS, _32, _SUMS
    rows, others, totals = (
        builder.bitcast(array, kind.as_pointer()) for array, kind in zip(arrays, kinds, strict=True)
    )
    sums = [_tools.alloca_once_value(builder, _all(_SUMS, 0)) for _ in range(queries)]
    for one in sums:
        builder.store(_all(_SUMS, 0), one)
    with _tools.for_range(builder, groups) as loop:
        number = loop.index.type
        row = builder.load(builder.gep(rows, [loop.index]), align=1)
        first = builder.mul(loop.index, number(queries))
        for turn, one in enumerate(sums):
            four = builder.load(builder.gep(others, [builder.add(first, number(turn))]), align=1)
            builder.store(add(builder, builder.load(one), row, _repeated(builder, four)), one)
    for turn, one in enumerate(sums):
        builder.store(builder.load(one), builder.gep(totals, [_32(turn)]), align=4)


def _repeated(builder: ir.IRBuilder, four: ir.Value) -> ir.Value:
    """Four numbers of a query, once for each row."""
    nothing = ir.Constant(_SUMS, ir.Undefined)
    first = builder.insert_element(nothing, four, _32(0))
    return builder.bitcast(builder.shuffle_vector(first, nothing, _all(_SUMS, 0)), _NUMBERS)


def _all(kind: ir.VectorType, number: int) -> ir.Constant:
    """A vector of one number."""
    return ir.Constant(kind, [number] * kind.count)
