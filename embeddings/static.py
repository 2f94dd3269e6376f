"""The encoder for firehose loads: a text is the sum of its word pieces' vectors, thousands of texts a second."""

import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings.encoder import EncoderIdentity, FloatArray, ViewsApart
from embeddings.pieces import Pieces, read_pieces
from embeddings.weights import Weights, WeightsError

log = logging.getLogger(__name__)


class StaticEncoder(ViewsApart):
    """The static model of the default one; distilled at its first use, then read from the cache folder.

    Parameters
    ----------
    weights
        Those of the model that it is distilled from, under the name and digest of the static one.
    cache_folder
        Where the distilled model is kept; None, or one that cannot be written: it is distilled anew each time, which
        takes seconds.

    Raises
    ------
    WeightsError
        The folder's files do not make a model.
    """

    def __init__(self, weights: Weights, cache_folder: Path | None = None) -> None:
        self._pieces = _pieces(weights, cache_folder)
        self._identity = EncoderIdentity(weights.name, weights.digest, self._pieces.table.shape[1])
        self.encode([""])  # compiles what adds up

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
        rows = self._pieces.sums(distinct)
        rows[~rows.any(axis=1), 0] = 1.0
        places = {text: place for place, text in enumerate(distinct)}
        return np.ascontiguousarray(rows[[places[text] for text in texts]])


def _pieces(weights: Weights, cache_folder: Path | None) -> Pieces:
    if cache_folder is None:
        return _distilled(weights)
    kept = cache_folder / f"static-{weights.digest[:16]}"
    if not kept.is_dir():
        made = _distilled(weights)
        try:
            _keep(made, kept)
        except OSError as error:
            log.warning(
                "the static model cannot be kept in %s (%s); make room or set NEWSFOLD_CACHE_FOLDER",
                cache_folder,
                error.strerror,
            )
        return made
    try:
        return read_pieces(kept)
    except ValueError as error:
        raise WeightsError(
            f"the files in {kept} do not make a model ({error}); remove that folder, and it is distilled anew"
        ) from error


def _distilled(weights: Weights) -> Pieces:
    # They import torch, which takes seconds, and only the first start on a machine needs them.
    from embeddings.distilling import distil  # noqa: PLC0415
    from embeddings.transformer import load_model  # noqa: PLC0415

    return distil(load_model(weights))


def _keep(pieces: Pieces, folder: Path) -> None:
    """Write them whole or not at all; where another process was quicker, its own are as good."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent)
    try:
        pieces.write(Path(unfinished))
        try:
            os.replace(unfinished, folder)  # noqa: PTH105 - a folder for a folder
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
