"""Which figures are of one thing, and whether they fit."""

from service.briefings.figures.comparing.comparing import Standing, gather, standing

__all__ = ["Standing", "gather", "standing"]
