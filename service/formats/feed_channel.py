"""What a feed says about itself as a whole, for whoever polls it: its title, its site, how long it does not change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from lxml import etree

from service.errors import UnreadableInput
from service.formats.cleaning import short_line
from service.formats.decoding import decode
from service.formats.feed_xml import defuse, is_feed
from service.formats.json_lines import is_json_feed
from service.formats.json_text import parse_json
from service.formats.safe_xml import local_name

_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""``sy:updatePeriod`` of RSS 1.0's module Syndication."""
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Channel:
    """The head of a feed; what is missing is empty."""

    title: str = ""
    site: str = ""
    """The host of the pages that the feed tells of."""
    patience: timedelta = timedelta(0)


def read_channel(data: bytes) -> Channel:
    """Read the head of RSS, Atom or JSON Feed; of anything else there is nothing to be said."""
    try:
        text = decode(data)
        start = text.lstrip("\ufeff \t\r\n")[:1]
        if start == "{":
            document = parse_json(text.lstrip("\ufeff"))
            return _of_json(document) if isinstance(document, dict) and is_json_feed(document) else Channel()
        return _of_xml(defuse(text).data) if start == "<" and is_feed(text) else Channel()
    except (UnreadableInput, ValueError, etree.XMLSyntaxError):
        return Channel()


def _of_json(feed: Mapping[str, object]) -> Channel:
    title, home = feed.get("title"), feed.get("home_page_url")
    return Channel(
        short_line(title if isinstance(title, str) else ""), _host(home if isinstance(home, str) else "")
    )


def _of_xml(data: bytes) -> Channel:
    # Prefixes that nobody has declared are mended once more.
    root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    if root is None:
        return Channel()
    head = next((one for one in root if local_name(one).lower() == "channel"), root)
    fields: dict[str, str] = {}
    for one in head:
        # In Atom a link is an attribute; of several, the one without rel is that to the site.
        said = one.get("href", "") if one.get("rel", "alternate") == "alternate" else None
        if said is not None and (text := said or "".join(str(part) for part in one.itertext())):
            fields.setdefault(local_name(one).lower(), text.strip())
    return Channel(short_line(fields.get("title", "")), _host(fields.get("link", "")), _patience(fields))


def _patience(fields: Mapping[str, str]) -> timedelta:
    minutes = _number(fields.get("ttl", ""))
    if minutes:
        return timedelta(minutes=minutes)
    period = _PERIODS.get(fields.get("updateperiod", "").lower(), timedelta(0))
    return period / max(_number(fields.get("updatefrequency", "")), 1)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""
