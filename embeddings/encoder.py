"""The promises that every encoder keeps."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
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


Views = tuple[str, str]
"""What an article is embedded by, ``(whole, lead)``: the lead is how the whole begins."""


class Encoder(Protocol):
    """Turns texts into unit vectors. Safe to call from several threads."""

    @property
    def identity(self) -> EncoderIdentity:
        """Name, digest and dimension of the model."""
        ...

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: float32 of shape (len(texts), dimension), unit rows, in the order given."""
        ...

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """Embed wholes and leads: float32 of shape (len(views), 2, dimension), unit rows, the whole before the lead.

        The row of a lead is the one that :meth:`encode` gives it. That of a whole may be another: an encoder may look
        at the lead before it looks at the rest.
        """
        ...


class ViewsApart(ABC):
    """What an encoder does that has no better way: whole and lead are texts of their own."""

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> FloatArray:
        """As :meth:`Encoder.encode`."""

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """As :meth:`Encoder.encode_views`; no text is encoded twice."""
        texts = {text: place for place, text in enumerate(dict.fromkeys(chain.from_iterable(views)))}
        rows = self.encode(list(texts))
        places = [texts[text] for text in chain.from_iterable(views)]
        return rows[np.array(places, np.intp).reshape(len(views), 2)]


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
