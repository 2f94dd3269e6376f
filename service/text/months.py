"""Words for months."""

_NAMES = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec"
MONTHS = frozenset((*_NAMES.split(), *_SHORT.split()))
"""English ones and their short forms, in small letters."""
