"""The use cases: receive, check, withdraw, merge, split, pin, brief. Time is an argument; there is no clock in here."""

from service.desk.desk import MAX_BATCH, Desk

__all__ = ["MAX_BATCH", "Desk"]
