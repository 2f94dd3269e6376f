"""The store in memory: all that the SQL store does, for as long as the process lives."""

from service.stores.memory.store import MemoryStore

__all__ = ["MemoryStore"]
