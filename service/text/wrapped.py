"""Sentences as they are told: those of :mod:`service.text.sentences`, and those that a narrow row cut in two.

Wires wrap their lines by hand, and not all rows alike: some keep the dateline in a field of its own, and the first row
is narrower for it; some wrap a word early. Then the end of a row looks like the end of a headline (``A quake measuring
6.5 on the`` / ``Richter scale ...``). It goes on where the paragraphs of the text are indented and the next row is not,
or where it ends with a word that calls for another.

Reports are compared by the sentences without this: told otherwise, they would be grouped otherwise.
"""

import re
from collections.abc import Iterator

from service.text.inserts import runs_of_inserts
from service.text.sentences import LONGEST, WRAP_WIDTH, Span, split_sentences
from service.text.spans import run_together

_READ = 2_000
"""Characters in which it shows how a text is laid out."""
_CLOSED = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*$")
_INDENTED = re.compile(r"\n[ \t]{2,}\S")
_CALLING = """a an the of in on at to for from with by as and or its his her their our than that which who whose is are
was were be been has have had will would could should may might must not into over under between"""
_CALLS = frozenset(_CALLING.split())


def told_sentences(text: str) -> Iterator[Span]:
    """Walk the sentences of ``text`` in order, verbatim, without outer space; lazily, as they are split."""
    return run_together(_of_report(text), lambda held, span: _goes_on(text, held, span))


def _goes_on(text: str, first: Span, second: Span) -> bool:
    """Whether the second sentence is the rest of the first, the last row of which was wrapped early."""
    if text[first.end : second.start] != "\n" or second.end - first.start > LONGEST:
        return False
    row = text[max(first.start, text.rfind("\n", 0, first.end) + 1) : first.end]
    if row.isupper() or _CLOSED.search(row):
        return False
    shown = text[:_READ]
    if max(map(len, shown.split("\n"))) > WRAP_WIDTH:
        return False
    return row.rpartition(" ")[2] in _CALLS or _INDENTED.search(shown) is not None


def _of_report(text: str) -> Iterator[Span]:
    """The sentences that stand in no line of the page's; all of them where these are all there is."""
    lines, any_told = runs_of_inserts(text), False
    line = next(lines, None)
    for span in split_sentences(text):
        while line is not None and line.end <= span.start:
            line = next(lines, None)
        if line is None or span.start < line.start or span.end > line.end:
            any_told = True
            yield span
    if not any_told:
        yield from split_sentences(text)
