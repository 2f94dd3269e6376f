"""Which texts are copies: reprints, also edited, cut, scanned, with paragraphs moved or under another agency's header.

Three measures of two texts, each a share in [0, 1]:

``of_shorter``  of the shorter text's words, those that run through the other in the same order (longest common
                subsequence; Hyyrö 2004). Edits anywhere take away no more than themselves; a moved paragraph takes all
                of itself.
``in_blocks``   of the shorter text's words, those in a run of three that the other has too, wherever it stands there
                (shingles; Broder 1997). Moved paragraphs take away nothing; edits take their neighbours along.
``beside``      the same with runs of two, either way round. Edits take little away, and of two texts that have half
                their paragraphs in common no more than half is covered: it tells edits from an update that keeps the
                background.

So a reprint is covered for the most part (``beside``), and the better of the other two says how much of it is left.
A form filled in for another event, a quarterly result or a quake, is covered as well: there it is the names and figures
that differ. What a text has in common with a reprint's original it has in names too; the less of the names agree, the
less a text is believed to be a copy. Few names, or misread ones, weigh little against what most reprints share; but a
headline in which one name or number stands for another is another headline.

The thresholds were chosen on synthetic reprints, forms and pairs of reports from different weeks; ``reprints`` among
the benchmarks draws others.
"""

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence, SparseRow
from service.clustering.evidence.background import TermWeights
from service.clustering.evidence.runs import PAIR, SHINGLE, Codes, covered
from service.clustering.sides.weighed import dampened
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import CODES, Bounds, Entries

LEAST_BESIDE = 0.60
"""Least share of the shorter text that must stand beside the same words: most of it."""
SHARE_OF_HEADLINE = 0.85
"""Least share of the longer text, in order, for texts too short to spare a word."""
HEADLINE_WORDS = 20
SHORT_WORDS = 45
KEPT_OF_SHORT = 0.8
"""Least share of the shorter text for those with not many words more: two reporters who tell in a sentence or two where
and when it happened, and that the police say so, have two thirds of their words in common."""
LEAST_WORDS = 5
"""Below this, only exact copies are copies: "Morning briefing" is a name, not a text."""
LARGEST_RATIO = 6.0
"""A text this many times longer quotes the other; it does not reprint it."""
WHOLE_BLOCKS = 0.90
LONG_WORDS = 150
"""No form runs on for so many words with so few filled in; and of a long text whose paragraphs were moved, it is other
names that are read from the beginning."""
KEPT_WITHOUT_NAMES = 0.90
WORTH_OF_NAMES = 0.4
"""A text of which this much is left would pass as no mere likeness of genre without a name in common; names that agree
stand for this share of words."""
NAMES_OF_WHOLE = 0.63
NAMES_LOST = 0.7
"""How far the names of a text that is all left must agree for it to be no form, and how many may go with each word."""
LEAST_WHOLE = 0.75
"""Least cosine of the embeddings, to save aligning neighbours that cannot be copies."""
USUAL_NAMES = 0.70
FEW_NAMES = 40.0
"""What the names of reprints commonly share, and the weight (sum of TF-IDF) of names that it stands for: about six."""
_NOWHERE = np.zeros(0, np.int64)
_MARKS = np.uint32(2**13)
"""For a few hundred pairs."""

Marks = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class CopyMatch:
    """What two texts have in common, each but ``shorter_words`` a share in [0, 1]."""

    of_shorter: float
    of_longer: float
    in_blocks: float
    beside: float
    names: float
    """How far names and numbers agree."""
    shorter_words: int
    names_exchanged: bool = False
    """Whether each names something that the other does not."""

    @property
    def is_copy(self) -> bool:
        """Whether that much in common means one is a reprint of the other."""
        if self.shorter_words < LEAST_WORDS or self.of_longer * LARGEST_RATIO < self.of_shorter:
            return False
        kept = max(self.of_shorter, self.in_blocks)
        if self.shorter_words < HEADLINE_WORDS:
            alike = self.of_longer >= SHARE_OF_HEADLINE and self.names >= _least_names(kept)
            return alike and not self.names_exchanged
        if self.is_no_form:
            return True
        if self.shorter_words < SHORT_WORDS and kept < KEPT_OF_SHORT:
            return False
        return self.beside >= LEAST_BESIDE and self.names >= _least_names(kept)

    @property
    def is_no_form(self) -> bool:
        """Whether so many words are all left that neither can be a form filled in for another event."""
        return self.shorter_words >= LONG_WORDS and self.in_blocks >= WHOLE_BLOCKS

    @property
    def shares(self) -> dict[str, float]:
        """What a receipt tells of it."""
        shares = asdict(self)
        del shares["shorter_words"], shares["names_exchanged"]
        return {name: round(share, 4) for name, share in shares.items()}


NOTHING = CopyMatch(0.0, 0.0, 0.0, 0.0, 0.0, 0)


def align(one: Evidence, other: Evidence, name_weights: TermWeights) -> CopyMatch:
    """Compare the beginnings of two texts word by word; the order of the two does not matter."""
    shorter, longer = _by_length(one, other)
    if not len(shorter):
        return NOTHING
    common = LCSseq.similarity(shorter.tolist(), longer.tolist())
    ours, theirs = one.names, other.names
    shared = _in_both(ours, theirs)
    return CopyMatch(
        of_shorter=common / len(shorter),
        of_longer=common / len(longer),
        in_blocks=covered(shorter, longer, SHINGLE),
        beside=covered(shorter, longer, PAIR),
        names=_names_agree(ours, theirs, shared, name_weights),
        shorter_words=len(shorter),
        names_exchanged=len(shared[0]) < min(len(ours.indices), len(theirs.indices)),
    )


def as_copy(one: Evidence, other: Evidence, name_weights: TermWeights) -> CopyMatch | None:
    """As :func:`align` where the two are copies, else None."""
    match = align(one, other, name_weights)
    return match if match.is_copy else None


@compiled
def possible_copies(entries: Entries, bounds: Bounds, place: int, others: Places) -> Places:
    """Where those of the others stand that may be copies of the article at a place.

    A look at a part of what :func:`align` measures tells most pairs apart: a run of three in common holds two runs of
    two in common, so no less stands ``beside`` than ``in_blocks``.
    """
    possible, many = np.empty_like(others), 0
    own = entries[bounds[place, CODES] : bounds[place, CODES + 1]]
    our_marks, their_marks = np.zeros(_MARKS, np.uint8), np.zeros(_MARKS, np.uint8)
    _mark(own, our_marks, np.uint8(1))
    for turn in range(len(others)):
        theirs = entries[bounds[others[turn], CODES] : bounds[others[turn], CODES + 1]]
        if not _may_be_as_long(len(own), len(theirs)):
            continue
        may_be = min(len(own), len(theirs)) < HEADLINE_WORDS
        if not may_be and len(theirs) <= len(own) and _may_be_covered(theirs, our_marks, np.uint8(1)):
            may_be = covered(theirs, own, PAIR) >= LEAST_BESIDE
        if not may_be and len(own) <= len(theirs):
            mark = np.uint8(turn + 1)
            _mark(theirs, their_marks, mark)
            if _may_be_covered(own, their_marks, mark):
                may_be = covered(own, theirs, PAIR) >= LEAST_BESIDE
        possible[many] = others[turn]
        many += may_be
    return possible[:many]


@compiled
def _may_be_as_long(one: int, other: int) -> bool:
    """Whether two texts of so many words may be copies."""
    few, many = min(one, other), max(one, other)
    if few < HEADLINE_WORDS:
        return few >= LEAST_WORDS and few >= SHARE_OF_HEADLINE * many
    return few * LARGEST_RATIO >= many


@compiled
def _mark(codes: Codes, marks: Marks, mark: np.uint8) -> None:
    """Mark the pairs of a text, either way round. What was never marked may look as if, but seldom does."""
    for place in range(len(codes) - 1):
        marks[(codes[place] + codes[place + 1]) % _MARKS] = mark


@compiled
def _may_be_covered(codes: Codes, marks: Marks, mark: np.uint8) -> bool:
    """Whether most words of a text may stand in pairs that were marked."""
    count, before = 0, False
    for place in range(len(codes) - 1):
        here = marks[(codes[place] + codes[place + 1]) % _MARKS] == mark
        # Nobody can foretell whether it is, so nothing is made to depend on it but the sum.
        count += here | before
        before = here
    return count + before >= LEAST_BESIDE * len(codes)


def _by_length(one: Evidence, other: Evidence) -> tuple[Codes, Codes]:
    """Their codes, the shorter text's first; of two as long, always the same one."""
    ours, theirs = one.codes, other.codes
    if len(ours) == len(theirs):
        return (ours, theirs) if ours.tobytes() <= theirs.tobytes() else (theirs, ours)
    return (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)


def _least_names(kept: float) -> float:
    """How far names must agree where this much of the text is left.

    Loosely alike texts of one genre must agree in names the more, the looser; and so must texts that differ in hardly
    more than what was filled in.
    """
    as_genre = (KEPT_WITHOUT_NAMES - kept) / WORTH_OF_NAMES
    as_form = NAMES_OF_WHOLE - NAMES_LOST * (1.0 - kept)
    return max(as_genre, as_form)


def _in_both(one: SparseRow, other: SparseRow) -> tuple[Places, Places]:
    """Where in each of two texts' names and numbers those stand that both have."""
    places = np.minimum(np.searchsorted(other.indices, one.indices), len(other.indices) - 1)
    ours = np.flatnonzero(other.indices[places] == one.indices) if len(other.indices) else _NOWHERE
    return ours, places[ours]


def _names_agree(
    one: SparseRow, other: SparseRow, shared: tuple[Places, Places], weights: TermWeights
) -> float:
    """Overlap of names and numbers by TF-IDF: a header's own names take nothing away, and few names count little."""
    ours, theirs = (dampened(row.counts) * weights(row.indices) for row in (one, other))
    in_both = float(np.minimum(ours[shared[0]], theirs[shared[1]]).sum())
    least = min(float(ours.sum()), float(theirs.sum()))
    return (in_both + FEW_NAMES * USUAL_NAMES) / (least + FEW_NAMES)
