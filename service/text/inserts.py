"""Lines that a page puts between the paragraphs of a report: links to others, calls, buttons, advertisements.

They have the forms of :mod:`service.text.furniture`, which stands around a report. Such a line counts as one of its
own: what stands before is closed, and it is not a row of a paragraph that was wrapped. Behind one that only opens a
list (``Recommended stories``) lines are headlines of other reports, as long as they are short and end no sentence.
"""

from collections.abc import Iterable, Iterator, Sequence

from service.text.furniture import SHORTEST_WRAPPED, is_furniture, without_furniture
from service.text.furniture_forms import OTHERS
from service.text.notices import is_notice
from service.text.sentences import WRAP_WIDTH, Span
from service.text.spans import run_together

LONGEST = 240
"""Characters of such a line."""
LONGEST_LINK = 400
"""The same of one that opens with a call to read another report, whose headline may be a paragraph."""
LONGEST_HEADLINE = 120
"""Of one in a list."""
LOOKED_AHEAD = 8
"""Rows by which it shows whether it does."""
_PROSE_READ = 400
"""Characters behind such a line that are looked at."""
_SENTENCE_ENDS = (".", "!", "…")
_CLOSING = ".!?…:\"'”’»)]"


def without_inserts(text: str) -> str:
    """The report in a text without what stands between its paragraphs; the text as it stands where nothing does.

    A notice of the page stays as it is, too, and so does what would leave nothing.
    """
    found = [*inserts(text)]
    if not found or is_notice(text):
        return text
    # What stands around it is told by how much of it stands together: so before that goes only what prose surrounds,
    # or of a short first paragraph and the links behind it all would be taken for the head of the page.
    told = without_furniture(_without(text, _between_prose(text, found)))
    left = _without(told, inserts(told))
    return left if left.strip() else text


def _without(text: str, spans: Iterable[Span]) -> str:
    kept, place = list[str](), 0
    for start, end in spans:
        kept.append(text[place:start])
        place = end
    return "".join([*kept, text[place:]])


def _between_prose(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Those of the lines, in runs, that stand between lines in which sentences end."""
    run, place = list[Span](), 0
    for line in found:
        if text[place : line.start].strip():
            run = [line] if _ends_in_prose(text[place : line.start]) else []
        elif run:
            run.append(line)
        place = line.end
        if run and _opens_with_prose(text, place):
            yield from run
            run = []


def _ends_in_prose(text: str) -> bool:
    return _is_prose(text.rstrip().rpartition("\n")[2])


def _opens_with_prose(text: str, place: int) -> bool:
    behind = text[place : place + _PROSE_READ].lstrip()
    return _is_prose(behind.partition("\n")[0]) or len(behind.partition("\n")[0]) > WRAP_WIDTH


def _is_prose(line: str) -> bool:
    return len(line) >= SHORTEST_WRAPPED and line.rstrip("\"'”’») ")[-1:] in _SENTENCE_ENDS


def inserts(text: str) -> Iterator[Span]:
    """Walk the lines of a text that are the page's, in order."""
    if "\n" not in text:
        return
    lines, start, closed, listed = text.rstrip().split("\n"), 0, True, False
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            closed = True
        elif closed and len(bare) <= LONGEST_LINK and _is_insert(lines, number, bare, listed=listed):
            yield Span(start, start + len(line))
            if opened := OTHERS.match(bare):
                listed = opened.end() == len(bare)
        else:
            closed, listed = bare[-1] in _CLOSING, False
        start += len(line) + 1


def runs_of_inserts(text: str) -> Iterator[Span]:
    """The same, those together that follow on each other: in a list two may read like one sentence."""
    return run_together(inserts(text), lambda run, line: text[run.end : line.start].isspace())


def _is_insert(lines: Sequence[str], number: int, bare: str, *, listed: bool) -> bool:
    if listed and len(bare) < LONGEST_HEADLINE and bare[-1] not in _SENTENCE_ENDS:
        return _is_of_its_own(lines, number, bare)
    if not _is_of_its_own(lines, number, bare):
        return False
    if len(bare) > LONGEST or number + 1 == len(lines):
        # Behind the last line there is no paragraph: what else ends a text is its page's or not as a whole.
        return OTHERS.match(bare) is not None
    return is_furniture(bare)


def _is_of_its_own(lines: Sequence[str], number: int, bare: str) -> bool:
    """Whether no sentence goes on behind a line: it is closed, short or not full, or no row behind closes one."""
    if bare[-1] in _CLOSING:
        return True
    rows = [row.strip() for row in lines[number + 1 : number + 1 + LOOKED_AHEAD]]
    if not rows or not rows[0] or rows[0][0].islower() or len(bare) < SHORTEST_WRAPPED:
        return not rows or not rows[0][:1].islower()
    needed, width = len(bare) + 1 + len(rows[0].split(maxsplit=1)[0]), 0
    for row in rows:
        if not row or len(row) > WRAP_WIDTH:
            return True
        width = max(width, len(row))
        if row[-1] in _SENTENCE_ENDS:
            return needed <= width
    return True
