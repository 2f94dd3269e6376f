"""Sentences as tokens, and the closed word lists that they are read by."""
