"""Readers turn bytes into submissions or named errors; writers turn briefings into documents."""
