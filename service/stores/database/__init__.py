"""The ways into a database: connecting, taking turns, and what it says when it cannot be used."""
