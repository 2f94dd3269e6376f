"""What a peer is given and what it answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings import FloatArray

Labels = npt.NDArray[np.int64]
"""Group numbers of shape (n,)."""
Setting = tuple[float | str, ...]
Grouping = Callable[[Setting], Labels]


@dataclass(frozen=True, slots=True)
class Task:
    """What a peer is given: texts, and their unit vectors of shape (n, d) by the default encoder."""

    texts: Sequence[str]
    vectors: FloatArray


LARGE = 3_000
"""Texts beyond which a tool that works through the whole set for each setting is tried at fewer settings."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, the settings tried, and how it is prepared for a set."""

    name: str
    grid: tuple[Setting, ...]
    prepare: Callable[[Task], Grouping]
    rough: tuple[Setting, ...] = ()
    """The settings of the grid that are tried on large sets; empty: all of them."""

    def settings(self, texts: int) -> tuple[Setting, ...]:
        """The settings tried on a set of so many texts, in order."""
        return self.rough if self.rough and texts > LARGE else self.grid


def alone_where_negative(labels: Labels) -> Labels:
    """Give every article labelled -1 (noise) a story of its own."""
    noise = np.flatnonzero(labels < 0)
    labels = labels.astype(np.int64, copy=True)
    labels[noise] = labels.max(initial=-1) + 1 + np.arange(len(noise))
    return labels
