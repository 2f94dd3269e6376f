"""Words for months."""

_NAMES = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec"
MONTH_NAMES = tuple(_NAMES.split())
"""English ones in small letters, in order."""
MONTHS = frozenset((*MONTH_NAMES, *_SHORT.split()))
"""The same and their short forms."""
