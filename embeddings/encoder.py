"""The one promise every encoder keeps, and the way to get one by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which model made a vector: vectors of different identities must never be compared."""

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


def load_encoder(name: str = DEFAULT_MODEL) -> Encoder:
    """Load the encoder called ``name`` (a model name, or the path of a folder that holds one).

    Raises
    ------
    WeightsError
        No weights were found, or they are not the ones expected.
    """
    from embeddings.transformer import TransformerEncoder  # noqa: PLC0415 - imports torch, which takes seconds
    from embeddings.weights import find_weights  # noqa: PLC0415

    return TransformerEncoder(find_weights(name))
