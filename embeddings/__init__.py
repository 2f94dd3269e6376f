"""Text in, vectors out; knows no news, no web, no database.

Importing it imports neither torch (:func:`load_encoder` does) nor scikit-learn (:mod:`embeddings.lexical`).
"""

from embeddings.encoder import Encoder, EncoderIdentity, FloatArray, load_encoder
from embeddings.weights import WeightsError

__all__ = ["Encoder", "EncoderIdentity", "FloatArray", "WeightsError", "load_encoder"]
