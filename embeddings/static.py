"""The encoder for firehose loads: a text is the sum of its word pieces' vectors, thousands of texts a second."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from embeddings.distilling import distil
from embeddings.encoder import EncoderIdentity, FloatArray
from embeddings.transformer import encodable, load_model
from embeddings.weights import Weights

_TEXTS_AT_ONCE = 512


class StaticEncoder:
    """The static model of the default one; distilled at its first use, then read from the cache folder.

    Parameters
    ----------
    weights
        Those of the model that it is distilled from, under the name and digest of the static one.
    cache_folder
        Where the distilled model is kept; None: it is distilled anew each time, which takes seconds.

    Raises
    ------
    WeightsError
        The folder's files do not make a model.
    """

    def __init__(self, weights: Weights, cache_folder: Path | None = None) -> None:
        self._model = _distilled(weights, cache_folder)
        dimension = self._model.get_embedding_dimension() or 0
        self._identity = EncoderIdentity(weights.name, weights.digest, dimension)

    @property
    def identity(self) -> EncoderIdentity:
        """Name, digest and dimension of the model."""
        return self._identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: float32 of shape (len(texts), dimension), unit rows, in order; one after another each.

        A text without a word points along the first axis.
        """
        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return np.zeros((0, self._identity.dimension), dtype=np.float32)
        rows = self._model.encode(
            [encodable(text) for text in distinct], batch_size=_TEXTS_AT_ONCE, show_progress_bar=False
        ).astype(np.float32, copy=False)
        rows[~rows.any(axis=1), 0] = 1.0
        places = {text: place for place, text in enumerate(distinct)}
        return np.ascontiguousarray(rows[[places[text] for text in texts]])


def _distilled(weights: Weights, cache_folder: Path | None) -> SentenceTransformer:
    if cache_folder is None:
        return distil(load_model(weights))
    kept = cache_folder / f"static-{weights.digest[:16]}"
    if not kept.is_dir():
        _keep(distil(load_model(weights)), kept)
    return load_model(weights, kept)


def _keep(model: SentenceTransformer, folder: Path) -> None:
    """Write the model whole or not at all; where another process was quicker, its own is as good."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent)
    try:
        model.save(unfinished, create_model_card=False)
        try:
            os.replace(unfinished, folder)  # noqa: PTH105 - a folder for a folder
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
