"""Alembic's entry: :mod:`service.stores.database.migrating` hands over the connection, inside its transaction."""

from alembic import context

from service.stores.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Alembic holds SQLite's DDL for not transactional; it is, once transactions are begun by hand.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
