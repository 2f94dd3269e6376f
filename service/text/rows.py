"""Rows of figures: a table that belongs to a report, though all reports of its kind have one like it.

A firm's results, a market's closing prices: their lines differ by their figures alone, so they look as if the page
repeated them. What a page puts around its reports is mostly words; where it has a table as well, a line of other words
stands between that and the report.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from service.text.months import MONTHS
from service.text.number_words import NUMBER_WORDS

LEAST_ROWS = 2
LEAST_FIGURES, FIGURES = 2, 0.2
"""Figures of a row, at least, and their share of its words. Numbers running are one: a telephone's, a league's."""
LONGEST_LABEL = 5
"""Words of the one line that may stand between two rows ("Year", "Nine months to Jan 31")."""
TABLE, LEAST_IN_TABLE = 0.25, 4
"""Share of the words of a block that are numbers, and how many there are at least, if all of it is a table."""
_WORD = re.compile(r"\d[\d.,:/-]*|[^\W\d]+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS_SENTENCE = re.compile(r"[.!?…]['\"’”]?\s*$")


def rows_before(text: str, end: int) -> int:
    """Where the rows begin that stand directly before a place in a text; that place if there are none."""
    lines = [(one.start(), one[0]) for one in _LINE.finditer(text, 0, end)]
    return _outermost(reversed(lines), end)


def rows_behind(text: str, start: int) -> int:
    """Where the rows end that stand directly behind a place in a text; that place if there are none."""
    return _outermost(((one.end(), one[0]) for one in _LINE.finditer(text, start)), start)


def is_table(block: str) -> bool:
    """Whether a block is full of figures, lines or none."""
    words = _words(block)
    return sum(map(_is_number, words)) >= max(LEAST_IN_TABLE, TABLE * len(words))


def _outermost(lines: Iterable[tuple[int, str]], none: int) -> int:
    """The place of the outermost row of those that these lines, from the report outwards, begin with."""
    rows, place, is_labelled = 0, none, False
    for at, line in lines:
        if _is_row(line):
            rows, place, is_labelled = rows + 1, at, False
        elif is_labelled or not _is_label(line):
            break
        else:
            is_labelled = True
    return place if rows >= LEAST_ROWS else none


def _is_label(line: str) -> bool:
    return len(_words(line)) <= LONGEST_LABEL and not _ENDS_SENTENCE.search(line)


def _is_row(line: str) -> bool:
    figures = sum(is_figure for is_figure, _ in groupby(_figures(line)))
    return figures >= max(LEAST_FIGURES, FIGURES * len(_words(line))) and not _ENDS_SENTENCE.search(line)


def _figures(line: str) -> Iterator[bool]:
    """Of each word whether it is a figure: no date, no year, no time of day."""
    words = ["", *_words(line.lower()), ""]
    for before, word, behind in zip(words, words[1:], words[2:], strict=False):
        yield (
            _is_number(word)
            and ":" not in word
            and not _YEAR.fullmatch(word)
            and MONTHS.isdisjoint((before, behind))
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word.lower() in NUMBER_WORDS
