"""The door to compiled loops; it lies lower, because texts are read through it too."""

from embeddings.compiled import compiled

__all__ = ["compiled"]
