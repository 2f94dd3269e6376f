"""An encoder that remembers, on disk, what it has encoded: peers, orders and repeats share the work."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from embeddings import Encoder, EncoderIdentity, Explained, FloatArray, Runtime, Views
from service.model import Article

PEER_CHARACTERS = 1200


def peer_text(article: Article) -> str:
    """What peers embed: title and the first 1,200 characters of the text."""
    return f"{article.title}\n{article.text[:PEER_CHARACTERS]}".strip()


class RememberingEncoder:
    """Keeps all vectors in the file at ``path``, keyed by the digests of model, text and lead."""

    def __init__(self, load: Callable[[], Encoder], path: Path) -> None:
        self._load = load
        self._path = path
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._known: dict[str, FloatArray] = {}
        if path.exists():
            with np.load(path) as stored:
                # Of an earlier version is what is called otherwise: one vector a text.
                if "views" in stored:
                    self._known = dict(zip(stored["keys"].tolist(), stored["views"], strict=True))
        self._saved = len(self._known)

    @property
    def identity(self) -> EncoderIdentity:
        """That of the encoder behind it."""
        return self._real().identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode`; only texts never seen reach the model."""
        return self.encode_views([(text, text) for text in texts])[:, 0]

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode_views`; only what was never seen reaches the model."""
        keys = [self._key(*pair) for pair in views]
        with self._lock:
            new = {key: pair for key, pair in zip(keys, views, strict=True) if key not in self._known}
            if new:
                self._known.update(zip(new, self._real().encode_views(list(new.values())), strict=True))
            rows = [self._known[key] for key in keys]
        return np.array(rows, np.float32).reshape(-1, 2, self.identity.dimension)

    def save(self) -> None:
        """Write what was learnt since the last time."""
        if len(self._known) == self._saved:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._path, keys=np.array(list(self._known)), views=np.stack(list(self._known.values())))
        self._saved = len(self._known)

    def _real(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
        return self._encoder

    def _key(self, whole: str, lead: str) -> str:
        encoder = self._real()
        runtime = encoder.choice.runtime if isinstance(encoder, Explained) else Runtime.TORCH
        named = "" if runtime is Runtime.TORCH else f"{runtime}\0"
        return hashlib.sha256(f"{encoder.identity.digest}\0{named}{len(lead)} {whole}".encode()).hexdigest()[
            :32
        ]
