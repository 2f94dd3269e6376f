"""Documents that may only be so long: which stories fit, and what is said of the rest."""

from collections.abc import Sequence


def which_fit(sizes: Sequence[int], room: int) -> list[int]:
    """Choose, from the first to the last, each that still fits; answers their places."""
    chosen = []
    for place, size in enumerate(sizes):
        if size <= room:
            chosen.append(place)
            room -= size
    return chosen


def left_out(number: int) -> str:
    """Say how many stories are missing; empty where none are."""
    if not number:
        return ""
    return f"{number} more {'story is' if number == 1 else 'stories are'} left out here, for want of room."
