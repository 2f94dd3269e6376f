"""RSS (0.9x, 1.0, 2.0) and Atom, read by feedparser from XML that was made harmless before."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import feedparser

from service.errors import ItemProblem, UnreadableInput
from service.formats.entries import UNREAD_DATE, Entry, FeedHeader, submit, text_in
from service.formats.feed_dates import feed_time
from service.formats.feed_xml import defuse
from service.formats.times import rfc3339
from service.model import Submission


def read_feed(text: str, *, now: datetime) -> Iterator[Submission | ItemProblem]:
    """Read the entries of a feed, in its order.

    Raises
    ------
    UnreadableInput
        It declares entities, or is no feed.
    """
    xml = defuse(text)
    parsed = _parse(xml.data)
    feed = parsed.feed
    if not parsed.version or not (parsed.entries or text_in(feed, "title") or text_in(feed, "link")):
        raise UnreadableInput(
            "the input looks like a feed, but has neither a title nor entries",
            "check the address it came from",
        )
    header = FeedHeader(
        text_in(feed, "title"), text_in(feed, "link"), text_in(feed, "language"), xml.warnings
    )
    return _submissions(parsed.entries, header, now, torn=xml.is_torn)


def _parse(data: bytes) -> feedparser.FeedParserDict:
    """Let feedparser read; what it cannot do is the feed's fault, whatever it raises."""
    content_type = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers=content_type, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        raise UnreadableInput(
            f"the feed cannot be read: {error}", "check it with a feed validator"
        ) from error


def _submissions(
    entries: list[feedparser.FeedParserDict], header: FeedHeader, now: datetime, *, torn: bool
) -> Iterator[Submission | ItemProblem]:
    """Submit the entries but for one that is ``torn``, the last: half of it would be another report later on."""
    for number, entry in enumerate(entries[:-1] if torn else entries, start=1):
        yield submit(_entry(entry), header, now=now, where=f"entry {number}")
    if torn and entries:
        yield ItemProblem("item", "the feed ends within it", "send the whole feed", f"entry {len(entries)}")


def _entry(raw: feedparser.FeedParserDict) -> Entry:
    # As a plain dict: looked up in feedparser's own, a missing `updated` turns into `published`, with a warning.
    fields: dict[str, Any] = dict(raw)
    published, warnings = _published(fields)
    contents = (text_in(content, "value") for content in fields.get("content", ()))
    return Entry(
        identity=text_in(fields, "id"),
        title=text_in(fields, "title"),
        texts=(text_in(fields, "summary"), *contents),
        link=text_in(fields, "link"),
        published=published,
        source=text_in(fields.get("source", {}), "title"),
        language=text_in(fields.get("title_detail", {}), "language"),
        author=text_in(fields, "author"),
        warnings=warnings,
    )


def _published(fields: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Time of publication, else of the last update, as RFC 3339, and what had to be assumed."""
    named = [name for name in ("published", "updated") if fields.get(name)]
    for name in named:
        time, assumed = feed_time(text_in(fields, name), fields.get(f"{name}_parsed"))
        if time is not None:
            return rfc3339(time), (assumed,) if assumed else ()
    if named:
        return "", (UNREAD_DATE,)
    return "", ()
