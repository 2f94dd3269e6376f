"""The way to an encoder by the name of its model."""

from dataclasses import dataclass
from pathlib import Path

from embeddings.encoder import Encoder
from embeddings.runtimes import Runtime
from embeddings.runtimes.cores import leave_cores_to_the_model
from embeddings.weights import DEFAULT_MODEL, STATIC, find_weights


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

    An encoder of another kind (a static one, say) is made here too, by the name of its model. The cores are left to it:
    numpy and scipy use one from here on.

    Raises
    ------
    WeightsError
        No weights were found, or they are not the ones expected, or what runs them is not installed.
    """
    leave_cores_to_the_model()
    wanted = wanted or Wanted()
    weights = find_weights(wanted.model)
    if weights.name == STATIC:
        from embeddings.static import StaticEncoder  # noqa: PLC0415

        return StaticEncoder(weights, wanted.cache_folder)
    from embeddings.transformer import TransformerEncoder  # noqa: PLC0415 - imports torch, which takes seconds

    return TransformerEncoder(weights, wanted.runtime, wanted.cache_folder)
