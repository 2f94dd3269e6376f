"""Alembic migrations, run at every start; the folder ``tables`` is where they lead."""
