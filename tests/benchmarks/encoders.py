"""Encoders for measuring: one that keeps time, and one that costs next to nothing."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from embeddings import Encoder, EncoderIdentity, FloatArray, Views, ViewsApart, load_encoder
from service.settings import load_settings, wanted_encoder


def shipped() -> Encoder:
    """Load the encoder that a service here would use: of the runtime that ``NEWSFOLD_ENCODER_RUNTIME`` says."""
    return load_encoder(wanted_encoder(load_settings()))


class TimedEncoder:
    """Adds up the processor seconds spent in the encoder behind it, by whichever thread asks it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0

    @property
    def identity(self) -> EncoderIdentity:
        """That of the encoder behind it."""
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode`."""
        with self._timed():
            return self._encoder.encode(texts)

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode_views`."""
        with self._timed():
            return self._encoder.encode_views(views)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        started = time.thread_time()
        yield
        self.seconds += time.thread_time() - started


class HashedWords(ViewsApart):
    """Words hashed to 384 signed counts: like embeddings enough to fill a window, without a model."""

    identity = EncoderIdentity(name="hashed-words", digest="0" * 64, dimension=384)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit rows of shape (len(texts), 384); a text without words points along the first axis."""
        from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - slow to import

        rows = HashingVectorizer(n_features=384, stop_words="english", dtype=np.float32).transform(texts)
        vectors = rows.toarray() if texts else np.empty((0, 384), np.float32)
        vectors[~vectors.any(axis=1), 0] = 1.0
        return np.asarray(vectors, np.float32)
