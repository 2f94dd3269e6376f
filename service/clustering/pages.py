"""What a page repeats: a line or a sentence at an end of a text that also stands in reports of something else.

Menus, calls, notes on the paper, lists of other reports: whoever scrapes a page brings them along, and each page has
its own. A piece of a text belongs to the page, whatever it says, if reports have it at their ends too that have hardly
a word in common with this one, what they share at their ends left aside. One such report is enough for a sentence, two
for a few words. Reprints, updates and reports of the same event have much more in common than that, and so have the
forms that are filled in for one event after another: what these share is never taken for a page's.

It is a matter of the text and of the live articles alone. The first report from a page is taken as it came, from the
second on what is the page's is known.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

import numpy as np

from embeddings.compiled import compiled
from embeddings.lexical.languages import stop_words
from service.clustering.evidence import Scraped
from service.clustering.window import Window
from service.text.edges import NO_PIECES, Pieces
from service.text.normal import Codes, normal_form

LEAST_WORDS = 12
"""Different words that a report must have beside what it shares, that it can be said to tell of something else."""
MOST_IN_COMMON = 0.13
"""Of these, as a share of the shorter report's. In the development sets (docs/calibration.md) two reports on one event
mostly have .3, and one pair in ten .1 to .2; two on different events .03 to .08, and one pair in ten .12 to .16."""


def repeated(scraped: Scraped, window: Window) -> Pieces:
    """The pieces of an article that are its page's, as the live articles have it, of which it is none."""
    holders = window.pieces.holders(scraped.edges.names)
    return shared_with_strangers(
        scraped, holders, lambda place: (window.at(place).edges, window.at(place).codes)
    )


def shared_with_strangers(
    scraped: Scraped, holders: Mapping[int, Sequence[int]], held: Callable[[int], tuple[Codes, Codes]]
) -> Pieces:
    """The pieces of which enough holders tell of something else.

    Parameters
    ----------
    holders
        Others that hold each of the pieces, by its name.
    held
        Names of the pieces, and the words, of one of these.
    """
    if not holders:
        return NO_PIECES
    edges, own = scraped.edges, scraped.codes
    shared = edges.codes_of(holders)

    @cache
    def is_stranger(holder: int) -> bool:
        names, words = held(holder)
        between = edges.codes_of(name for name in names.tolist() if name in edges.forms)
        # Or what it shares at its ends with anybody: of other reports a page may name one on both, others on one.
        return any(_are_strangers(own, words, aside, _stop_codes()) for aside in (between, shared))

    return frozenset(
        name
        for name, others in holders.items()
        if _are_enough(map(is_stranger, others), 2 if name in edges.few else 1)
    )


def _are_enough(found: Iterable[bool], enough: int) -> bool:
    count = 0
    for one in found:
        count += one
        if count == enough:
            return True
    return False


@compiled
def _are_strangers(own: Codes, theirs: Codes, shared: Codes, stops: Codes) -> bool:
    """Whether two texts have hardly a word in common beside stop words and what is ``shared``."""
    bare, ours, met = _room_for(len(shared)), _room_for(len(own)), _room_for(len(theirs))
    for code in shared:
        _put(bare, code)
    here = there = common = 0
    for code in own:
        if not (_holds(stops, code) or _holds(bare, code)):
            here += _put(ours, code)
    for code in theirs:
        if not (_holds(stops, code) or _holds(bare, code)) and _put(met, code):
            there += 1
            common += _holds(ours, code)
    return min(here, there) >= LEAST_WORDS and common <= MOST_IN_COMMON * min(here, there)


@compiled
def _room_for(count: int) -> Codes:
    """A set of codes with room for so many, empty: open addressing, 0 is nobody."""
    size = 4
    while size < 2 * count:
        size *= 2
    return np.zeros(size, np.uint32)


@compiled
def _put(codes: Codes, code: np.uint32) -> bool:
    """Put a code into a set; whether it is new there."""
    slot = _slot(codes, code)
    new: bool = codes[slot] != code
    codes[slot] = code
    return new


@compiled
def _holds(codes: Codes, code: np.uint32) -> bool:
    held: bool = codes[_slot(codes, code)] == code
    return held


@compiled
def _slot(codes: Codes, code: np.uint32) -> np.int64:
    """Where a code is in a set, or would be."""
    slot = np.int64(code) & (len(codes) - 1)
    while codes[slot] and codes[slot] != code:
        slot = (slot + 1) & (len(codes) - 1)
    return slot


@cache
def _stop_codes() -> Codes:
    """The stop words of all languages, as a set."""
    words = {word for stop in stop_words() for word in normal_form(stop).split()}
    codes = _room_for(len(words))
    for word in words:
        _put(codes, np.uint32(crc32(word)))
    return codes
