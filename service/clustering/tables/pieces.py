"""The live articles by the pieces at both ends of their texts: who else has a line or a sentence there.

A page repeats its own in report after report, so a piece may be held by thousands. Of those a sample is told, always
the same of the same articles: those whose ids have the smallest hashes (bottom-k sample; Cohen and Kaplan 2007).
"""

from bisect import insort
from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice
from zlib import crc32

import numpy as np

from service.clustering.tables.chains import Chains, meetings
from service.text.edges import MOST_NAMES
from service.text.normal import Codes

SAMPLE = 16
"""Articles told of one piece."""


class PieceTable:
    """Names of pieces by place in the table of vectors."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        """Who stands, or last stood, at each place; kept by that table."""
        self._chains = Chains(MOST_NAMES)
        self._samples: dict[int, list[tuple[int, str, int]]] = {}
        """Of pieces that more articles hold than are told: hash, id and place of those that are."""

    def add(self, place: int, names: Codes) -> None:
        """Enter an article by the names of its pieces."""
        self._chains.enter(place, names)
        for name in self._known(names):
            insort(self._samples[name], self._ranked(place))
            self._samples[name].pop()

    def remove(self, place: int, names: Codes) -> None:
        """Take an article out that was entered by these."""
        self._chains.leave(place)
        for name in self._known(names):
            if self._ranked(place) in self._samples[name]:
                # Who comes in for it is found when somebody asks.
                del self._samples[name]

    def holders(self, names: Codes) -> dict[int, list[int]]:
        """Places of the articles that hold each of the pieces, ``SAMPLE`` at most; of what nobody holds, nothing."""
        found = {name: [place for *_, place in self._samples[name]] for name in self._known(names)}
        asked = [name for name in names.tolist() if name not in found]
        places, counts = meetings(*self._chains.parts, np.array(asked, np.uint32))
        stream = iter(places.tolist())
        for name, count in zip(asked, counts.tolist(), strict=True):
            holding = list(islice(stream, count))
            if count > SAMPLE:
                self._samples[name] = nsmallest(SAMPLE, map(self._ranked, holding))
                holding = [place for *_, place in self._samples[name]]
            if holding:
                found[name] = holding
        return found

    def _known(self, names: Codes) -> set[int]:
        """Those of which there is a sample."""
        return self._samples.keys() & names.tolist() if self._samples else set()

    def _ranked(self, place: int) -> tuple[int, str, int]:
        name = self._ids[place]
        return crc32(name.encode("utf-8", "surrogatepass")), name, place
