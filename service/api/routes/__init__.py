"""The calls: each parses, calls the desk and renders; and what several of them share."""
