"""Where, when and how surely a figure holds, and who is quoted for it."""

from service.briefings.figures.circumstances.circumstances import (
    NOWHERE,
    Circumstances,
    Clause,
    denied,
    read_circumstances,
)

__all__ = ["NOWHERE", "Circumstances", "Clause", "denied", "read_circumstances"]
