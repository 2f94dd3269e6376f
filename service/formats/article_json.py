"""The one place where a JSON mapping becomes a :class:`~service.model.Submission`, for HTTP and command line alike.

An item is taken whenever it can be used; what had to be assumed or mended is said in a warning. It is refused, with the
field, what was found and the remedy, when taking it would mean to guess what was meant.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from service.errors import InvalidItem, ItemProblem
from service.formats.cleaning import Markup, is_blank
from service.formats.fields import FieldReader, name_type, quote
from service.formats.limits import MAX_FIELD, MAX_ID, MAX_TEXT, MAX_TITLE, MAX_URL
from service.formats.links import is_web_link
from service.formats.times import CLOCK_SKEW
from service.model import KILLS, Article, Status, Submission

FIELDS = frozenset(field.name for field in fields(Article))
"""What an article is called by in JSON is what it is called by here."""

LABELS = frozenset({"story"})
"""What labelled sets carry besides; taken in silence, used by ``newsfold evaluate`` alone."""

_STATUS_ALIASES = {"cancelled": Status.CANCELED}


def submission_from_mapping(
    item: object, *, now: datetime, where: str | None, markup: Markup = Markup.SURPRISING
) -> Submission:
    """Read one article.

    Parameters
    ----------
    item
        What ``json.loads`` gave; anything but a mapping with string keys is refused.
    now
        The time of receipt, aware.
    where
        The item's place in its input, for messages.
    markup
        What HTML in title and text means.

    Raises
    ------
    InvalidItem
        The item cannot be taken.
    """
    if not isinstance(item, Mapping):
        problem = ItemProblem("item", f"found {name_type(item)}", "send an object with title and text", where)
        raise InvalidItem(problem)
    reader = FieldReader(item, where)
    title = reader.line("title", MAX_TITLE, markup) or ""
    text = reader.prose("text", MAX_TEXT, markup)
    given, status = reader.label("id", MAX_ID), _status(reader)
    # Whoever kills a report need not say once more what it says.
    if is_blank(title) and is_blank(text) and not (given and status in KILLS):
        raise reader.problem("text", "title and text are both empty", "send at least one of them")
    url, source = _url(reader), reader.line("source", MAX_FIELD, Markup.EXPECTED)
    article = Article(
        id=given or _derived_id(title, text, url, source),
        title=title,
        text=text,
        url=url,
        source=source,
        published_at=_published_at(reader, now),
        language=reader.line("language", MAX_FIELD),
        version=reader.label("version", MAX_FIELD),
        status=status,
        embargoed_until=reader.time("embargoed_until"),
        evolved_from=reader.label("evolved_from", MAX_ID),
        byline=reader.line("byline", MAX_FIELD, Markup.EXPECTED),
        revised_at=reader.time("revised_at"),
        expires_at=reader.time("expires_at"),
    )
    reader.warn_of_unknown(FIELDS | LABELS)
    return Submission(article, tuple(reader.warnings))


def _derived_id(title: str, text: str, url: str | None, source: str | None) -> str:
    """The same report gets the same id however often it comes."""
    content = "\0".join((title, text, url or "", source or ""))
    return "a-" + hashlib.sha256(content.encode()).hexdigest()[:20]


def _url(reader: FieldReader) -> str | None:
    url = reader.line("url", MAX_URL)
    if url is None or is_web_link(url):
        return url
    reader.warnings.append(f"url: {quote(url)} is not an http(s) address and was dropped")
    return None


def _published_at(reader: FieldReader, now: datetime) -> datetime | None:
    time = reader.time("published_at")
    if time is None or time <= now + CLOCK_SKEW:
        return time
    reader.warnings.append(
        f"published_at: {quote(reader.item['published_at'])} is in the future; the time of receipt is used"
    )
    return None


def _status(reader: FieldReader) -> Status:
    raw = reader.line("status", MAX_FIELD)
    if raw is None:
        return Status.USABLE
    name = raw.lower()
    try:
        return _STATUS_ALIASES.get(name) or Status(name)
    except ValueError:
        allowed = ", ".join(Status)
        raise reader.problem("status", f"found {quote(raw)}", f"use one of {allowed}") from None
