"""The one promise every encoder keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from embeddings.runtimes import Choice

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which model made a vector: vectors of different identities must never be compared.

    The runtime is no part of it. One is only taken where it agrees with the model in 32-bit floats so closely that
    grouping cannot tell (see :mod:`embeddings.runtimes.agreement`), so a database made with one is read with another.
    """

    name: str
    digest: str
    """SHA-256 of the weights, lower-case hex."""
    dimension: int


class Encoder(Protocol):
    """Turns texts into unit vectors. Safe to call from several threads."""

    @property
    def identity(self) -> EncoderIdentity:
        """Name, digest and dimension of the model."""
        ...

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: float32 of shape (len(texts), dimension), unit rows, in the order given."""
        ...


@runtime_checkable
class Explained(Protocol):
    """An encoder that can say what it runs in."""

    @property
    def choice(self) -> Choice:
        """Which runtime runs, and why."""
        ...


def encodable(text: str) -> str:
    """The text as a tokenizer takes it: JSON can smuggle in half a surrogate pair, which none takes."""
    return text.encode("utf-8", "replace").decode()
