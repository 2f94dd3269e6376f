"""Alembic migrations, run at every start; tables.py is where they lead."""
