"""Which texts tell more than the one that they share most of their words with, and must not be folded under it.

An agency sends its report again with another count of the dead, or with a new top over the old paragraphs; a paper
prints the wire's ten lines and goes on for twenty more. Word by word these are copies, and they count to one origin;
but whoever is spared copies must not be spared them. A later text is an *update*

1. if in its opening another figure stands where the earlier text has one: between the same words;
2. if its opening holds a passage of which the earlier text has hardly a word;
3. if it is longer, and much of it stands nowhere in the earlier text.

What only leaves things out is none. Dates are no figures, for reprints are dated anew. Words are their CRC-32 codes,
so figures are told by their codes.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from zlib import crc32

from service.clustering.evidence import Evidence
from service.clustering.evidence.runs import PAIR, SHINGLE, covered
from service.text.months import MONTHS
from service.text.number_words import NUMBER_WORDS

OPENING = 60
"""Words of a later text in which what is new stands: its first two or three sentences."""
BEGINNING = 200
"""Words of the earlier text in which a figure has its place."""
PASSAGE = 20
"""Words running that make a passage. Bylines and notes to editors are shorter."""
STRANGE = 0.6
"""Share of the words of a passage that must stand nowhere in the earlier text."""
LEAST_LONGER = 1.2
"""How many times longer a text is at least that goes on where the earlier one ends."""
LEAST_TOLD = 0.6
"""Share of the words of such a text that stand beside the same words in the earlier one, if it is a copy of it."""
_DIGITS = 5
"""What has more in one word is an identifier."""
_VAGUE = "dozens hundreds thousands millions"

Words = Sequence[int]
Place = tuple[str, int, int]
"""Two words, and where they stand: around a figure, before it, or behind it."""


def is_update(later: Evidence, earlier: Evidence) -> bool:
    """Whether a text has news beside the earlier one that it is a copy of, word by word."""
    ours, theirs = later.codes.tolist(), earlier.codes.tolist()
    if _counts_otherwise(ours, theirs) or _has_new_passage(ours, theirs):
        return True
    is_longer = len(ours) >= LEAST_LONGER * len(theirs)
    return is_longer and covered(later.codes, earlier.codes, PAIR) < LEAST_TOLD


def _counts_otherwise(ours: Words, theirs: Words) -> bool:
    """Whether another figure stands in a place where they have one. A number they have anywhere makes no other."""
    own = [*_figures(ours[:OPENING])]
    if not own:
        return False
    known = {number for _, figure in _figures(theirs) for number in figure}
    beginning = theirs[:BEGINNING]
    places = {place for at, _ in _figures(beginning) for place in _places(beginning, at)}
    return any(
        not known.issuperset(figure) and not places.isdisjoint(_places(ours, at)) for at, figure in own
    )


def _figures(words: Words) -> Iterator[tuple[slice, tuple[str, ...]]]:
    """Where figures stand, and which: ``7.1`` and ``200,000`` are two words each. Those beside a month are dates."""
    numbers, months = _number_codes(), _month_codes()
    start, last = 0, len(words)
    while start < last:
        end = start
        while end < last and words[end] in numbers:
            end += 1
        if end > start and months.isdisjoint((*words[max(start - 1, 0) : start], *words[end : end + 1])):
            yield slice(start, end), tuple(numbers[word] for word in words[start:end])
        start = end + 1


def _places(words: Words, figure: slice) -> Iterator[Place]:
    """The words around it, in three ways: any two of them make it the same figure told anew."""
    before, behind = (
        words[max(figure.start - PAIR, 0) : figure.start],
        words[figure.stop : figure.stop + PAIR],
    )
    if before and behind:
        yield "around", before[-1], behind[0]
    if len(before) == PAIR:
        yield "before", before[0], before[1]
    if len(behind) == PAIR:
        yield "behind", behind[0], behind[1]


def _has_new_passage(ours: Words, theirs: Words) -> bool:
    """Whether so many words running begin in the opening, no three of them as they run there, most unknown there."""
    runs, known = {*_threes(theirs)}, {*theirs}
    start = 0
    for place, run in enumerate(_threes(ours)):
        if run not in runs:
            continue
        if _is_passage(ours[start:place], known):
            return True
        start = place + SHINGLE
        if start >= OPENING:
            return False
    return _is_passage(ours[start:], known)


def _threes(words: Words) -> Iterator[tuple[int, int, int]]:
    return zip(words, words[1:], words[2:], strict=False)


def _is_passage(words: Words, known: Collection[int]) -> bool:
    strange = sum(word not in known for word in words)
    return len(words) >= PASSAGE and strange >= STRANGE * len(words)


@cache
def _number_codes() -> dict[int, str]:
    """Numbers by the codes of the words they are written in, digits or English words."""
    digits = (f"{value:0{width}}" for width in range(1, _DIGITS + 1) for value in range(10**width))
    written = {number: number for number in (*digits, *_VAGUE.split())} | NUMBER_WORDS
    return {crc32(word.encode()): number for word, number in written.items()}


@cache
def _month_codes() -> frozenset[int]:
    """The codes of the months."""
    return frozenset(crc32(word.encode()) for word in MONTHS)
