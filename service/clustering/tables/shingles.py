"""The live articles by runs of words: finds what a text may be a reprint of, however many articles there are.

Embeddings place a text among all that is about the same; among a thousand quake reports the original of a scanned or
reordered one need not be of the nearest. Its runs of three words (shingles) hardly occur anywhere else. Of each text
those few are kept whose hashes are smallest, a sketch; a shingle is kept or dropped alike in whatever text it stands,
so sketches overlap about as the texts do (bottom-k sketches; Broder 1997, Cohen and Kaplan 2007).

A shared shingle counts the more, the fewer articles have it: forms share theirs with all their kind.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence.runs import Codes, shingle
from service.clustering.tables.blocks import Places
from service.clustering.tables.chains import Chains, Keys, meetings

SKETCH = 32
"""Shingles kept of one text."""
LEAST_SHARED = 2
_WHOLE = 1_000_000
"""What a shingle is worth that one article has; worth is shared in whole numbers, so that no order of sums shows."""
_HIGH = np.uint64(32)
_NOTHING: Codes = np.zeros(0, np.uint32)


class ShingleTable:
    """Sketches by place in the table of vectors."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        """Who stands, or last stood, at each place; kept by that table."""
        self._chains = Chains(SKETCH)
        self._tally = np.zeros((0, 2), np.int32)
        self._sketched: tuple[Codes, Codes] = (_NOTHING, _NOTHING)
        """The last text that was asked about, and its sketch: it is mostly the next that is entered."""

    def add(self, place: int, codes: Codes) -> None:
        """Enter an article by its words."""
        self._chains.enter(place, self._sketch(codes))

    def remove(self, place: int) -> None:
        """Take an article out."""
        self._chains.leave(place)

    def sharing(self, codes: Codes, count: int) -> Places:
        """Places of at most ``count`` articles that share the rarest shingles with these words, in no order.

        Of those as good the lower ids are taken.
        """
        if len(self._tally) < self._chains.rows:
            self._tally = np.zeros((self._chains.rows, 2), np.int32)
        places, scores = _sharing(*self._chains.parts, self._sketch(codes), self._tally)
        if len(places) <= count:
            return places
        ids = [self._ids[place] for place in places.tolist()]
        best = sorted(zip((-scores).tolist(), ids, range(len(ids)), strict=True))[:count]
        return places[[turn for _, _, turn in best]]

    def _sketch(self, codes: Codes) -> Codes:
        if codes is not self._sketched[0]:
            self._sketched = codes, sketch(codes)
        return self._sketched[1]


@compiled
def sketch(codes: Codes) -> Codes:
    """The smallest hashes of the shingles of a text, in order and none twice: uint32, at most ``SKETCH`` of them.

    0 is left out; it stands for "none" in the table.
    """
    kept = np.empty(SKETCH, np.uint32)
    count = 0
    for place in range(len(codes) - 2):
        found = np.uint32(shingle(codes, place) >> _HIGH)
        if found == 0 or (count == SKETCH and found >= kept[count - 1]):
            continue
        at = count
        while at > 0 and kept[at - 1] > found:
            at -= 1
        if at > 0 and kept[at - 1] == found:
            continue
        count = min(count + 1, SKETCH)
        for behind in range(count - 1, at, -1):
            kept[behind] = kept[behind - 1]
        kept[at] = found
    return kept[:count].copy()


@compiled
def _sharing(
    entries: Keys, heads: Keys, buckets: int, width: int, sketched: Keys, tally: npt.NDArray[np.int32]
) -> tuple[Places, Places]:
    """Where those stand that share ``LEAST_SHARED`` shingles or more, and what these are worth.

    ``tally`` has for each place how often it was met, and the worth of that; it is all zero before and after.
    """
    met, held = meetings(entries, heads, buckets, width, sketched)
    turn = 0
    for count in held:
        worth = _WHOLE // max(count, 1)
        for place in met[turn : turn + count]:
            tally[place, 0] += 1
            tally[place, 1] += worth
        turn += count
    found, scores, listed = np.empty_like(met), np.empty_like(met), 0
    for place in met:
        if tally[place, 0] >= LEAST_SHARED:
            found[listed], scores[listed] = place, tally[place, 1]
            listed += 1
        tally[place] = 0
    return found[:listed], scores[:listed]
