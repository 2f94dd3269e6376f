"""Which texts are copies: reprints, also with a wire header, an edit, a changed word or a cut tail.

Copies keep the order of their words. So two texts are aligned (longest common subsequence of words, Hyyrö 2004), and
called copies when most of the shorter one runs through the longer. Chance and common words align about a third of
two unrelated texts; reprints with a fifth of their words changed align four fifths.
"""

from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from service.clustering.evidence import Evidence

SHARE_OF_SHORTER = 0.70
"""Least share of the shorter text that must run through the longer."""
SHARE_OF_HEADLINE = 0.85
"""The same for texts too short to spare a word."""
HEADLINE_WORDS = 20
LEAST_WORDS = 5
"""Below this, only exact copies are copies: "Morning briefing" is a name, not a text."""
LARGEST_RATIO = 6.0
"""A text this many times longer quotes the other; it does not reprint it."""
LEAST_NAMES = 0.5
"""Least cosine of names and numbers: a template with other names is another report."""
LEAST_WHOLE = 0.75
"""Least cosine of the embeddings, to save aligning texts that cannot be copies."""


@dataclass(frozen=True, slots=True)
class CopyMatch:
    """How far two texts run in step, as shares in [0, 1] of the shorter and of the longer."""

    of_shorter: float
    of_longer: float
    shorter_words: int

    @property
    def is_copy(self) -> bool:
        """Whether that much in common means one is a reprint of the other."""
        if self.shorter_words < LEAST_WORDS or self.of_longer * LARGEST_RATIO < self.of_shorter:
            return False
        if self.shorter_words < HEADLINE_WORDS:
            return self.of_longer >= SHARE_OF_HEADLINE
        return self.of_shorter >= SHARE_OF_SHORTER


def align(one: Evidence, other: Evidence) -> CopyMatch:
    """Align the beginnings of two texts word by word."""
    shorter, longer = sorted((one.codes, other.codes), key=len)
    if not len(shorter):
        return CopyMatch(0.0, 0.0, 0)
    common = LCSseq.similarity(shorter.tolist(), longer.tolist())
    return CopyMatch(common / len(shorter), common / len(longer), len(shorter))
