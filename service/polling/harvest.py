"""From what a server has answered to articles, by the readers that read everything else as well."""

import gzip
import io
import re
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urljoin

from service.egress import Answer
from service.errors import ItemProblem, UnreadableInput
from service.formats.charsets import readable
from service.formats.decoding import GZIP, damaged
from service.formats.feed_channel import Channel, read_channel
from service.formats.links import is_web_link
from service.formats.reading import read
from service.model import Submission
from service.polling.feedlist import Feed
from service.polling.fetching import MAX_BYTES
from service.polling.identity import qualify, told_apart

_LINK = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|type|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD = 100_000
"""Characters of a page within which it may name its feed."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one answer held: articles, the oldest first, and the items that cannot be taken."""

    submissions: tuple[Submission, ...]
    rejected: tuple[ItemProblem, ...]
    title: str
    patience: timedelta
    """How long the feed says that it does not change."""


def harvest(answer: Answer, feed: Feed, now: datetime) -> Harvest:
    """Read an answer.

    Raises
    ------
    UnreadableInput
        It is nothing that any reader knows; where it is a page that names its feed, the remedy names it too.
    """
    body = readable(_unpacked(answer.body), answer.headers.get("content-type", "")).body
    try:
        reading = read(body, name=f"the answer of {feed.host}", now=now)
    except UnreadableInput as error:
        if place := _feed_of_page(body, answer.url):
            raise UnreadableInput(
                error.detail, f"the page says that its feed is {place}: name that"
            ) from error
        raise
    channel = read_channel(body)
    newest_first = reading.format in ("RSS or Atom", "JSON Feed")
    found = reading.submissions[::-1] if newest_first else reading.submissions
    # Stories begin with what came first.
    ordered = sorted(found, key=lambda one: one.article.published_at or now)
    named = [_sourced(qualify(one, feed.id, channel.site), feed, channel) for one in ordered]
    return Harvest(tuple(told_apart(named)), reading.rejected, channel.title, channel.patience)


def _sourced(submission: Submission, feed: Feed, channel: Channel) -> Submission:
    """Say where it is from: what the item says, else the name given to the feed, its title, or its host."""
    said = submission.article.source
    if said and not (feed.name and said == channel.title):
        return submission
    return replace(submission, article=replace(submission.article, source=feed.name or said or feed.host))


def _unpacked(body: bytes) -> bytes:
    """A file that was packed before it was put on the server; what was packed on its way is unpacked already."""
    if not body.startswith(GZIP):
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            data = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(error) from error
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            f"unpacked, the answer is longer than the {MAX_BYTES} bytes that are taken",
            "ask the publisher for a shorter feed",
        )
    return data


def _feed_of_page(body: bytes, url: str) -> str | None:
    """The address of the feed that a page of HTML names in its head."""
    for link in _LINK.findall(body[:_HEAD].decode("utf-8", "replace")):
        attributes = {name.lower(): max(values) for name, *values in _ATTRIBUTE.findall(link)}
        if attributes.get("type", "").lower() not in _FEED_TYPES:
            continue
        try:
            found = urljoin(url, unescape(attributes.get("href", "")))
        except ValueError:
            continue
        if is_web_link(found) and "@" not in found:
            return found
    return None
