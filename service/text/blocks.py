"""Blocks of page furniture at an end of a text: how far one reaches, by what of it is told to be the page's."""

from collections.abc import Iterable
from typing import NamedTuple

LEAST_SHARE = 0.5
"""Of the characters of a block, those of sentences and lines that are furniture."""
MOST_BETWEEN = 120
"""Characters between two of these, of a page's name or a heading; what is longer is the report."""


class Part(NamedTuple):
    """A sentence, or a line that furniture does not stand in."""

    near: int
    """Where it begins, seen from the end of the text that is looked at."""
    far: int
    """And where it ends."""
    of_page: bool
    may_be_headline: bool = False
    """Of another report; as many as there are may stand between what is of the page."""


def reach_of(parts: Iterable[Part], none: int) -> int:
    """Where the block ends that these parts begin with; ``none`` if there is no block."""
    reach, between, of_page, characters = none, 0, 0, 0
    for near, far, is_of_page, may_be_headline in parts:
        long = abs(far - near)
        characters += long
        between = 0 if is_of_page else between + (0 if may_be_headline else long)
        if between > MOST_BETWEEN:
            break
        if is_of_page:
            of_page += long
            if of_page >= LEAST_SHARE * characters:
                reach = far
    return reach
