"""What the readers of wire formats have in common: a report as found in a document, on its way to an article.

What a provider orders is obeyed, and where the order cannot be read, nothing is shown: a report whose status nobody
knows is kept as under embargo, until a version comes that can be read. What merely describes the report may be broken:
it is left out, with a warning, and never costs the report.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.errors import InvalidItem, ItemProblem
from service.formats.article_json import submission_from_mapping
from service.formats.cleaning import Markup, clean, short_line
from service.formats.fields import quote
from service.formats.html_text import has_blocks, html_to_text
from service.formats.limits import MAX_FIELD, MAX_ID
from service.formats.times import parse_time
from service.model import Status, Submission

_STATUS = {
    "usable": Status.USABLE,
    "published": Status.USABLE,
    "embargoed": Status.EMBARGOED,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
    "killed": Status.CANCELED,
    "kill": Status.CANCELED,
    "recalled": Status.CANCELED,
}
"""By the last part of what the provider calls it: ``usable``, ``stat:usable``, ``…/pubStatusg2/usable``."""
WITHOUT_END = "without end"
"""An embargo that no time ends, but a later version: as no date, it is kept unseen until then."""
_WRAPPED = re.compile(r"(?<=\S)[ \t]*\n[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Report:
    """One report, as found: nothing is cleaned yet, and what is missing is empty."""

    identity: str = ""
    version: str = ""
    title: str = ""
    text: str = ""
    """Plain text, or HTML."""
    byline: str = ""
    source: str = ""
    language: str = ""
    url: str = ""
    published: str = ""
    revised: str = ""
    embargo: str = ""
    expires: str = ""
    status: str = ""
    evolved_from: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Times:
    """Reads times, and says which could not be read."""

    warnings: list[str] = field(default_factory=list)

    def read(self, name: str, raw: str) -> str | None:
        try:
            parse_time(raw)
        except ValueError:
            if raw.strip():
                self.warnings.append(f"{name}: {quote(raw)} is not a date that can be read, and was left out")
            return None
        return raw


def submit(report: Report, *, now: datetime, where: str) -> Submission | ItemProblem:
    """Make an article of a report, or say why not."""
    times = _Times()
    embargo, expires = times.read("embargoed_until", report.embargo), times.read("expires_at", report.expires)
    unread = bool(report.embargo.strip()) and embargo is None
    status, doubts = _status(report.status, embargo_unread=unread)
    mapping = {
        "id": _identity(report.identity),
        "version": report.version[:MAX_FIELD],
        "title": report.title,
        "text": report.text,
        "byline": short_line(report.byline),
        "source": short_line(report.source),
        "language": short_line(report.language),
        "url": report.url or None,
        "published_at": times.read("published_at", report.published or report.revised),
        "revised_at": times.read("revised_at", report.revised),
        "embargoed_until": embargo,
        "expires_at": expires,
        "status": status.value,
        "evolved_from": _identity(report.evolved_from) or None,
    }
    if status in (Status.CANCELED, Status.WITHHELD) and not (report.title.strip() or report.text.strip()):
        # A kill need not repeat what it kills.
        mapping["title"] = "(killed)"
    try:
        taken = submission_from_mapping(mapping, now=now, where=where, markup=Markup.EXPECTED)
    except InvalidItem as error:
        return error.problem
    warnings = (*report.warnings, *doubts, *times.warnings, *taken.warnings)
    return replace(taken, warnings=warnings)


def submit_all(
    reports: Iterable[Report | ItemProblem], *, now: datetime, place: Callable[[int], str] | None = None
) -> Iterator[Submission | ItemProblem]:
    """Make articles of the reports of one document, in its order."""
    for number, report in enumerate(reports, start=1):
        where = place(number) if place else f"item {number}"
        if isinstance(report, ItemProblem):
            yield replace(report, where=report.where or where)
        else:
            yield submit(report, now=now, where=where)


def longest(texts: Iterable[str]) -> str:
    """Of several forms of one text, the one that says most once its markup is gone; of two alike, the first."""
    return max(texts, key=lambda text: len(clean(text, "", Markup.EXPECTED).text), default="")


def plain(markup: str) -> str:
    """The text of what is known to be HTML, in which an indented line goes on where the one before it ended."""
    if not markup.strip():
        return ""
    text = html_to_text(markup)
    return text if has_blocks(markup) else _WRAPPED.sub(" ", text)


def _status(raw: str, *, embargo_unread: bool) -> tuple[Status, list[str]]:
    """What may be done with the report, and what was doubtful about it."""
    name = raw.strip().lower()
    last = name.replace("/", ":").rpartition(":")[2]
    known = _STATUS.get(last) if last else Status.USABLE
    if known is None:
        return Status.EMBARGOED, [
            f"status: {quote(raw)} is not known; kept unseen until a version can be read"
        ]
    if embargo_unread and known is Status.USABLE:
        return Status.EMBARGOED, ["embargoed_until: kept unseen until a version can be read"]
    return known, []


def _identity(raw: str) -> str:
    """An id that fits; empty, so that one is derived from the content, where it does not."""
    identity = " ".join(raw.split())
    return identity if len(identity) <= MAX_ID else ""
