"""Text in, vectors out; knows no news, no web, no database. Importing it imports neither torch nor scikit-learn."""

from embeddings.encoder import Encoder, EncoderIdentity, FloatArray, load_encoder
from embeddings.weights import WeightsError

__all__ = ["Encoder", "EncoderIdentity", "FloatArray", "WeightsError", "load_encoder"]
