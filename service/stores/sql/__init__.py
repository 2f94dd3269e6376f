"""The store in a SQL database."""

from service.stores.sql.store import SqlStore

__all__ = ["SqlStore"]
