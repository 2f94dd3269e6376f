"""Quantities: numbers in figures and words, their units, and the words that bound them."""
