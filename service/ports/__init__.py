"""What the core needs from outside.

Adapters live in :mod:`service.stores`; :mod:`embeddings` supplies the encoder.
"""

from service.ports.language_model import Rewritings, Spending
from service.ports.protocols import (
    Archive,
    Calendar,
    Checkpoint,
    Journal,
    Leases,
    Ledger,
    Records,
    Store,
    Storylines,
    Turns,
)
from service.ports.values import (
    Change,
    Filing,
    Found,
    News,
    Place,
    Reply,
    Rewriting,
    StoryQuery,
    StorySize,
    WindowRow,
)

__all__ = [
    "Archive",
    "Calendar",
    "Change",
    "Checkpoint",
    "Filing",
    "Found",
    "Journal",
    "Leases",
    "Ledger",
    "News",
    "Place",
    "Records",
    "Reply",
    "Rewriting",
    "Rewritings",
    "Spending",
    "Store",
    "StoryQuery",
    "StorySize",
    "Storylines",
    "Turns",
    "WindowRow",
]
