"""Text in, vectors out; knows no news, no web, no database.

Importing it does not import torch: :func:`load_encoder` does. What tells texts apart by their words and names is in
:mod:`embeddings.lexical`.
"""

from embeddings.encoder import Encoder, EncoderIdentity, Explained, FloatArray, Views, ViewsApart
from embeddings.loading import Wanted, load_encoder
from embeddings.runtimes import Choice, Runtime
from embeddings.weights import WeightsError

__all__ = [
    "Choice",
    "Encoder",
    "EncoderIdentity",
    "Explained",
    "FloatArray",
    "Runtime",
    "Views",
    "ViewsApart",
    "Wanted",
    "WeightsError",
    "load_encoder",
]
