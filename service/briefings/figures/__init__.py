"""Figures on which sources disagree: quantities, what each of them counts, who says so, and whether they fit."""
