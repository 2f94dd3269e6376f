"""A plain page of reports, as briefing services mail it.

An item ends with a line ``Read More``, or with ``… Continue reading`` at the end of a paragraph; the last may lack its
mark. Items have neither title, time nor source, and get their id from what they say.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from service.errors import InvalidItem, ItemProblem
from service.formats.article_json import submission_from_mapping
from service.model import Submission

_ENDS_ITEM = re.compile(r"(?:…|\.\.\.)[ \t]*continue reading\Z", re.IGNORECASE)
_LONGEST_MARK = 40
"""Characters of a line's end in which a mark is looked for: searching whole lines would take quadratic time."""


def is_briefing_page(text: str) -> bool:
    """Whether any item ends as items of such pages do."""
    return any(_before_mark(line) is not None for line in text.split("\n"))


def _before_mark(line: str) -> str | None:
    """What stands before the mark that ends an item; None where none does."""
    line = line.strip()
    if line.casefold() == "read more":
        return ""
    cut = max(0, len(line) - _LONGEST_MARK)
    mark = _ENDS_ITEM.search(line[cut:])
    return line[: cut + mark.start()] if mark else None


def _items(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        before = _before_mark(line)
        lines.append(line if before is None else before)
        if before is not None:
            yield "\n".join(lines).strip()
            lines.clear()
    yield "\n".join(lines).strip()


def read_briefing_page(text: str, *, now: datetime) -> Iterator[Submission | ItemProblem]:
    """Read the items of a page, in its order. Marks with nothing before them are passed over."""
    for number, item in enumerate(filter(None, _items(text)), start=1):
        try:
            yield submission_from_mapping({"text": item}, now=now, where=f"item {number}")
        except InvalidItem as error:
            yield error.problem
