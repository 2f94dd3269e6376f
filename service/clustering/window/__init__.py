"""The live stories that a new article may join."""

from service.clustering.window.window import BEGINNING, SPARE_ENTRIES, Window

__all__ = ["BEGINNING", "SPARE_ENTRIES", "Window"]
