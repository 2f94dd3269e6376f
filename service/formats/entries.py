"""What entries of all feeds have in common, on their way to an article."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from service.errors import InvalidItem, ItemProblem
from service.formats.article_json import submission_from_mapping
from service.formats.cleaning import Markup, clean, short_line
from service.formats.limits import MAX_ID
from service.model import Submission

UNREAD_DATE = "published_at: the date in the feed cannot be read; the time of receipt is used"


@dataclass(frozen=True, slots=True)
class FeedHeader:
    """What a feed says about all its entries."""

    title: str = ""
    link: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    """What is to be said with every entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as found: nothing is cleaned yet, and what is missing is empty."""

    identity: str = ""
    title: str = ""
    texts: tuple[str, ...] = ()
    """Summary and contents; the longest, once markup is gone, becomes the text."""
    link: str = ""
    published: str = ""
    source: str = ""
    language: str = ""
    author: str = ""
    warnings: tuple[str, ...] = ()


def submit(entry: Entry, header: FeedHeader, *, now: datetime, where: str) -> Submission | ItemProblem:
    """Make an article of an entry, or say why not."""
    mapping: Mapping[str, object] = {
        "id": article_id(entry, header),
        "title": entry.title,
        "text": max(entry.texts, key=_readable_length, default=""),
        "url": entry.link,
        "source": short_line(entry.source or header.title),
        "published_at": entry.published,
        "language": short_line(entry.language or header.language),
        "byline": short_line(entry.author),
    }
    try:
        taken = submission_from_mapping(mapping, now=now, where=where, markup=Markup.EXPECTED)
    except InvalidItem as error:
        return error.problem
    return replace(taken, warnings=header.warnings + entry.warnings + taken.warnings)


def text_in(fields: Mapping[str, object], name: str) -> str:
    """The string under a name; empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def article_id(entry: Entry, header: FeedHeader) -> str:
    """The entry's own id; one that means something in its feed only ("17") is qualified by the feed's host, or title.

    Empty, so that one is derived from the content, where there is none, it is too long to keep, or nothing tells the
    feed from others that count in the same way.
    """
    identity = " ".join(entry.identity.split())
    try:
        if urlsplit(identity).scheme:
            return identity if len(identity) <= MAX_ID else ""
        host = urlsplit(header.link).hostname or urlsplit(entry.link).hostname
    except ValueError:
        return ""
    feed = host or short_line(header.title)
    qualified = f"{feed}:{identity}"
    return qualified if feed and identity and len(qualified) <= MAX_ID else ""


def _readable_length(markup: str) -> int:
    return len(clean(markup, "text", Markup.EXPECTED).text)
