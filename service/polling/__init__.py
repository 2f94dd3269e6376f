"""Feeds that the newsroom names are read again and again, and what is new in them is filed."""
