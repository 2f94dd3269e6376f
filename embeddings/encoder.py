"""The one promise every encoder keeps, and the way to get one by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from embeddings.runtimes import Choice, Runtime

FloatArray = npt.NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which encoder is wanted."""

    model: str = DEFAULT_MODEL
    """A model name, the path of a folder that holds one, or ``static``."""
    runtime: Runtime = Runtime.TORCH
    cache_folder: Path | None = None
    """Where converted models and what was measured are kept; None: nothing is."""


def load_encoder(wanted: Wanted | None = None) -> Encoder:
    """Load an encoder: the default model in 32-bit floats, unless something else is wanted.

    An encoder of another kind (a static one, say) is made here too, by the name of its model.

    Raises
    ------
    WeightsError
        No weights were found, or they are not the ones expected, or what runs them is not installed.
    """
    from embeddings.static import StaticEncoder  # noqa: PLC0415 - imports torch, which takes seconds
    from embeddings.transformer import TransformerEncoder  # noqa: PLC0415
    from embeddings.weights import STATIC, find_weights  # noqa: PLC0415

    wanted = wanted or Wanted()
    weights = find_weights(wanted.model)
    if weights.name == STATIC:
        return StaticEncoder(weights, wanted.cache_folder)
    return TransformerEncoder(weights, wanted.runtime, wanted.cache_folder)
