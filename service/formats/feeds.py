"""RSS (0.9x, 1.0, 2.0) and Atom, read by feedparser from XML that was made harmless before."""

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import feedparser

from service.errors import ItemProblem, UnreadableInput
from service.formats.entries import Entry, FeedHeader, submit
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
    if not parsed.version or not (parsed.entries or _text(feed, "title") or _text(feed, "link")):
        raise UnreadableInput(
            "the input looks like a feed, but has neither a title nor entries",
            "check the address it came from",
        )
    header = FeedHeader(_text(feed, "title"), _text(feed, "link"), _text(feed, "language"), xml.warnings)
    return _submissions(parsed.entries, header, now)


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
    entries: list[feedparser.FeedParserDict], header: FeedHeader, now: datetime
) -> Iterator[Submission | ItemProblem]:
    for number, entry in enumerate(entries, start=1):
        yield submit(_entry(entry), header, now=now, where=f"entry {number}")


def _entry(raw: feedparser.FeedParserDict) -> Entry:
    published, warnings = _published(raw)
    contents = (_text(content, "value") for content in raw.get("content", ()))
    return Entry(
        identity=_text(raw, "id"),
        title=_text(raw, "title"),
        texts=(_text(raw, "summary"), *contents),
        link=_text(raw, "link"),
        published=published,
        source=_text(raw.get("source") or {}, "title"),
        language=_text(raw.get("title_detail") or {}, "language"),
        author=_text(raw, "author"),
        warnings=warnings,
    )


def _published(raw: feedparser.FeedParserDict) -> tuple[str, tuple[str, ...]]:
    """Time of publication, else of the last update, as RFC 3339; feedparser gives it in UTC."""
    for name in ("published", "updated"):
        parts = raw.get(f"{name}_parsed")
        if parts is not None:
            try:
                return rfc3339(datetime.fromtimestamp(calendar.timegm(parts), UTC)), ()
            except (ValueError, OverflowError, OSError):
                break
    if raw.get("published") or raw.get("updated"):
        return "", ("published_at: the date in the feed cannot be read; the time of receipt is used",)
    return "", ()


def _text(mapping: feedparser.FeedParserDict | dict[str, object], name: str) -> str:
    value = mapping.get(name)
    return value if isinstance(value, str) else ""
