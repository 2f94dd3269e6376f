"""Sentence-transformers as an :class:`~embeddings.encoder.Encoder`; the only importer of that library."""

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# oneDNN keeps a compiled kernel for each shape of batch it has seen, a thousand by default: hundreds of MiB that a long
# run never gives back. Texts come in all lengths, so few shapes recur. To be set before torch loads.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")

import numpy as np
import torch
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from embeddings.encoder import EncoderIdentity, FloatArray
from embeddings.weights import Weights, WeightsError

_BATCH_TOKENS = {"cpu": 2400, "cuda": 65536}
"""Most tokens in one batch, padding included. A CPU is fastest while a batch fits its cache (MiniLM, two cores:
11 tokens per ms with 1,000 to 2,000 tokens in a batch, 7.6 with 9,000); a GPU wants to be filled."""

_PADDING_SHARE = 1 / 32
"""Padding worth avoiding, as a share of a full batch: starting another costs a CPU 7 ms, as much as 75 tokens."""

_loading = threading.Lock()


class TransformerEncoder:
    """Sentence-transformers in 32-bit floats, on a GPU where there is one.

    What a text is embedded to does not depend on its neighbours in the call (to 1e-5 per component). It is cut at
    the model's own limit (256 tokens for all-MiniLM-L6-v2).

    Parameters
    ----------
    weights
        A verified folder, see :func:`embeddings.weights.find_weights`. Nothing else is read, and no network.

    Raises
    ------
    WeightsError
        The folder's files do not make a model.
    """

    def __init__(self, weights: Weights) -> None:
        # One thread does all the embedding: each thread that calls torch gets a pool of its own, and the idle pools
        # spin on the cores that the busy one needs (twice as slow, measured with two pools on two cores).
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._model = load_model(weights)
        self._most_tokens = _BATCH_TOKENS[self._model.device.type]
        dimension = self._worker.submit(self._embed, [""]).result().shape[1]
        self._identity = EncoderIdentity(weights.name, weights.digest, dimension)

    @property
    def identity(self) -> EncoderIdentity:
        """Name, digest and dimension of the model."""
        return self._identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: C-contiguous float32 of shape (len(texts), dimension), unit rows, in order.

        A text that occurs more than once is embedded once. Callers on other threads wait for their turn.
        """
        rows = np.zeros((len(texts), self._identity.dimension), dtype=np.float32)
        if not texts:
            return rows
        position: dict[str, int] = {}
        inverse = [position.setdefault(encodable(text), len(position)) for text in texts]
        distinct = list(position)
        vectors = self._worker.submit(self._embed_distinct, distinct).result()
        return np.take(vectors, inverse, axis=0, out=rows)

    def _embed_distinct(self, texts: list[str]) -> FloatArray:
        vectors = np.empty((len(texts), self._identity.dimension), dtype=np.float32)
        for batch in length_batches(self._token_counts(texts), most_tokens=self._most_tokens):
            vectors[batch] = self._embed([texts[i] for i in batch])
        return vectors

    def _embed(self, texts: list[str]) -> FloatArray:
        return self._model.encode(
            texts, batch_size=len(texts), normalize_embeddings=True, show_progress_bar=False
        ).astype(np.float32, copy=False)

    def _token_counts(self, texts: list[str]) -> list[int]:
        tokens = self._model.tokenizer(texts, truncation=True, max_length=self._model.max_seq_length)
        return [len(ids) for ids in tokens["input_ids"]]


def length_batches(lengths: Sequence[int], *, most_tokens: int) -> Iterator[list[int]]:
    """Deal texts into batches of like length, longest first, because a batch is padded to its longest text.

    A batch ends where the next text would take it beyond ``most_tokens``, or its padding beyond 1/32 of that.

    Parameters
    ----------
    lengths
        Tokens of each text.
    most_tokens
        Tokens of a batch, padding included; a longer text is a batch of its own.

    Yields
    ------
    list of int
        Positions in ``lengths``; each occurs in exactly one batch.
    """
    batch: list[int] = []
    padding = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else lengths[i]
        padding += longest - lengths[i]
        if batch and (padding > most_tokens * _PADDING_SHARE or longest * (len(batch) + 1) > most_tokens):
            yield batch
            batch, padding = [], 0
        batch.append(i)
    if batch:
        yield batch


def encodable(text: str) -> str:
    """The text as a tokenizer takes it."""
    return text.encode(
        "utf-8", "replace"
    ).decode()  # JSON can smuggle in half a surrogate pair; no tokenizer takes it


def load_model(weights: Weights, path: Path | None = None) -> SentenceTransformer:
    """Load the model in the folder of the weights, or the one made from them that lies in ``path``.

    Raises
    ------
    WeightsError
        The folder's files do not make a model.
    """
    try:
        with _quiet():
            model = SentenceTransformer(
                str(path or weights.path),
                device="cuda" if torch.cuda.is_available() else "cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True, "dtype": torch.float32},
            )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise WeightsError(
            f"the files in {path or weights.path} ({weights.source}) do not make a model "
            f"({type(error).__name__}: {reason}); "
            "save or download the model again, or choose another"
        ) from error
    return model.eval()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the loader's progress bar and remarks off stderr, and leave its settings as they were."""
    with _loading:
        no_bar: Any = transformers_logging.EmptyTqdm
        bars = transformers_logging.set_tqdm_hook(lambda _, args, options: no_bar(*args, **options))
        loggers = [logging.getLogger(library) for library in ("transformers", "sentence_transformers")]
        levels = [logger.level for logger in loggers]
        try:
            for logger in loggers:
                logger.setLevel(logging.ERROR)
            yield
        finally:
            transformers_logging.set_tqdm_hook(bars)
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
