"""The runtimes by name, what all of them can do, and what is said of the choice among them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]


class Runtime(StrEnum):
    """What does the arithmetic, as the setting names it."""

    AUTO = "auto"
    """The fastest of the others here."""
    TORCH = "torch"
    """32-bit floats: what the others are measured against."""
    TORCH_BF16 = "torch-bf16"
    OPENVINO_BF16 = "openvino-bf16"
    """Of the extra ``openvino``; in 32-bit floats where the CPU has no bf16."""
    OPENVINO_INT8 = "openvino-int8"
    """Weights in 8 bits, and what they are multiplied with as well where the CPU can."""


class Runner(Protocol):
    """A model ready to run, in one runtime."""

    @property
    def turns(self) -> int:
        """How many threads gain by calling :meth:`run` at the same time; with 1, it is always the same thread."""
        ...

    @property
    def batch_tokens(self) -> int:
        """Tokens of a batch, padding included, with which it is fastest."""
        ...

    @property
    def few_shapes(self) -> bool:
        """Whether it prepares for each shape of batch, so that few are to be met."""
        ...

    def run(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """Embed one batch.

        Parameters
        ----------
        ids, mask
            Token numbers and 1 where there is one, of shape (texts, tokens).
        leads
            With how many tokens the lead of each ends, of shape (texts,).

        Returns
        -------
        float32 of shape (texts, 2, dimension), unit rows, the whole before the lead; (texts, 1, dimension) of a model
        that knows no leads. The rows of a text depend on nothing but the text and the padded length: not on which other
        texts, nor on how many.
        """
        ...

    def run_alone(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """Do as :meth:`run`, bit by bit, for a batch of one text beside which nothing is run: as soon as can be."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found out about one runtime on this machine."""

    runtime: Runtime
    tokens_per_second: float | None = None
    least_cosine: float | None = None
    """The lowest of the built-in texts, to the same texts in 32-bit floats."""
    refused: str | None = None
    """Why it cannot be used."""

    def __str__(self) -> str:
        """As one line for people."""
        if self.refused is not None:
            return f"{self.runtime} not used: {self.refused}"
        speed = f"{self.tokens_per_second:,.0f} tokens/s" if self.tokens_per_second else "not timed"
        return f"{self.runtime} {speed}, cosine {self.least_cosine or 1.0:.4f}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which runtime runs, and why."""

    runtime: Runtime
    reason: str
    measured: tuple[Measured, ...] = ()
    measured_at: datetime | None = None
    """Aware; None where nothing was timed, or when is not known."""

    def __str__(self) -> str:
        """As one line for people."""
        when = [f"measured {self.measured_at:%Y-%m-%d %H:%M} UTC"] if self.measured_at else []
        facts = "; ".join([*map(str, self.measured), *when])
        return f"{self.runtime}: {self.reason}{f' ({facts})' if facts else ''}"


@dataclass(frozen=True, slots=True)
class Measurements:
    """What the choice among the runtimes goes by: all of them on this machine, the most exact first, and when."""

    of: tuple[Measured, ...]
    at: datetime | None
    """In UTC; None where that was not noted."""
