"""Python's search for garbage that holds itself, kept from what stays.

Every report that is filed makes some thousand short-lived values, and every few of them set off a search, which goes
through the model's and the window's values again and again, though they stay to the end. Without any search the first
hundreds of articles are grouped in a quarter less time; later, and with searches as rare as here, less is gained.
"""

import gc

YOUNG = 50_000
"""Values made since the last search that set off the next one; Python's own default is 700."""
GENERATIONS = (20, 50)
"""Searches among the young after which older ones are looked through too, and those after which all are."""


def freeze_garbage_collector() -> None:
    """Look through what there is once more, then never again; and through what is made from now on less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *GENERATIONS)
