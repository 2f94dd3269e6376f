"""Desks in processes of their own over one database, for tests: told what to do line by line, in step.

Usage: ``python -m tests.processes DATABASE_URL``, in the root of the repository. Each line on stdin is a JSON list of
[number, article, time]; each is filed and answered by a line ``number story_id relation``.
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
