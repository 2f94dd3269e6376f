"""Whether two reports tell of different things, by their words alone: hardly one of them in common."""

from functools import cache
from zlib import crc32

import numpy as np

from embeddings.compiled import compiled
from embeddings.lexical.languages import stop_words
from service.text.code_sets import count, holds, put, room_for
from service.text.normal import Codes, normal_form, word_codes

LEAST_WORDS = 12
"""Different words that a report must have beside what it shares, that it can be said to tell of something else."""
MOST_IN_COMMON = 0.13
"""Of these, as a share of the shorter report's. In the development sets (docs/calibration.md) two reports on one event
mostly have .3, and one pair in ten .1 to .2; two on different events .03 to .08, and one pair in ten .12 to .16."""
MOST_IN_PARTS = 0.08
"""Likewise for the end of a text and what stands before it: of 100 ends of reports 1 to 5 have no more, and 72 of those
of others (multinews-dev)."""
_NOTHING = np.array([], np.uint32)


def are_strangers(own: Codes, theirs: Codes, shared: Codes) -> bool:
    """Whether two texts have hardly a word in common beside stop words and what is ``shared``."""
    return _have_little_in_common(own, theirs, shared, _stop_codes(), MOST_IN_COMMON)


def are_strange_parts(one: str, other: str) -> bool:
    """Whether two parts of a text have hardly a word in common beside stop words, as no two of one report have."""
    own, theirs = (word_codes(form, len(form)) for form in map(normal_form, (one, other)))
    return _have_little_in_common(own, theirs, _NOTHING, _stop_codes(), MOST_IN_PARTS)


def says_little(own: Codes, shared: Codes) -> bool:
    """Whether a text has so few different words beside these that it can be a stranger to nobody."""
    return _words_beside(own, shared, _stop_codes()) < LEAST_WORDS


@compiled
def _have_little_in_common(own: Codes, theirs: Codes, shared: Codes, stops: Codes, most: float) -> bool:
    """Whether two texts have no more of their words in common than this share, beside some."""
    ours, met = _beside(own, shared, stops), _beside(theirs, shared, stops)
    common = 0
    for code in met:
        if code and holds(ours, code):
            common += 1
    least = min(count(ours), count(met))
    return least >= LEAST_WORDS and common <= most * least


@compiled
def _words_beside(codes: Codes, shared: Codes, stops: Codes) -> int:
    """How many different words a text has beside stop words and what is ``shared``."""
    return count(_beside(codes, shared, stops))


@compiled
def _beside(codes: Codes, shared: Codes, stops: Codes) -> Codes:
    """These words, as a set."""
    bare, found = room_for(len(shared)), room_for(len(codes))
    for code in shared:
        put(bare, code)
    for code in codes:
        if not (holds(stops, code) or holds(bare, code)):
            put(found, code)
    return found


@cache
def _stop_codes() -> Codes:
    """The stop words of all languages, as a set."""
    words = {word for stop in stop_words() for word in normal_form(stop).split()}
    codes = room_for(len(words))
    for word in words:
        put(codes, np.uint32(crc32(word)))
    return codes
