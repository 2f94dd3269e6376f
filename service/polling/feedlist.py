"""Which feeds are polled: ``NEWSFOLD_FEEDS``, or the file that it names.

The value holds addresses, separated by white space or commas. An address may have a name before it, which its reports
get as their source: ``NorthWire=https://northwire.example/rss``. A value that begins with ``@`` names a file, which
has one entry a line, names with spaces, and comments after ``#``. A comma inside an address separates only where
another address, or a name, follows it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from service.errors import StartupError
from service.text.urls import without_password

SETTING = "NEWSFOLD_FEEDS"
MOST_FEEDS = 1_000
_LONGEST_URL = 2_000
_SCHEMES = {"http": 80, "https": 443}
_DIGITS = 10
_SEPARATOR = re.compile(r"\s+|,(?=\s|\Z|(?:[^\s,=/]*=)?https?://)", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^=/]*?)\s*=\s*(?P<url>[a-z][a-z0-9+.-]*://.*)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"(?:\A|\s)#.*")
_REMEDY = "write https://host/path, or name=https://host/path"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was named. ``url`` may hold a user and a password."""

    id: str
    """Names it for ever: its host and a digest of its address; ids that mean something in it alone begin with it."""
    url: str
    name: str = ""
    """What its reports have as their source, where they do not say one themselves."""

    @property
    def host(self) -> str:
        """Whom it is fetched from."""
        return urlsplit(self.url).hostname or ""

    @property
    def shown_url(self) -> str:
        """Its address as it may be shown and kept: without user and password."""
        return without_userinfo(self.url)


def read_feed_list(value: str) -> tuple[Feed, ...]:
    """Read the setting.

    Raises
    ------
    StartupError
        The file cannot be read, or an entry cannot be used; names it, and the remedy.
    """
    feeds: dict[str, Feed] = {}
    for place, entry in _entries(value.strip()):
        feed = _feed(place, entry)
        if feed.id in feeds:
            raise StartupError(f"{place} names {feed.shown_url} twice; take one of the two out")
        feeds[feed.id] = feed
    if len(feeds) > MOST_FEEDS:
        raise StartupError(f"{SETTING} names {len(feeds)} feeds, {MOST_FEEDS} are polled at most; name fewer")
    return tuple(feeds.values())


def feed_at(url: str) -> Feed:
    """A feed without a name, from an address that was checked before.

    Raises
    ------
    ValueError
        It is no address of a host; says why.
    """
    parts = _checked(url)
    netloc = parts.netloc.rpartition("@")[2].lower().removesuffix(f":{_SCHEMES[parts.scheme]}")
    # Not the scheme, which changes, nor the user: the same feed goes on under the same id.
    digest = hashlib.sha256(f"{netloc}{parts.path or '/'}?{parts.query}".encode()).hexdigest()[:_DIGITS]
    host = re.sub(r"[^\w.-]", "-", parts.hostname or "")
    return Feed(f"{host}~{digest}", parts._replace(fragment="").geturl())


def without_userinfo(url: str) -> str:
    """Leave out what stands before the ``@`` of an address: it may be a password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def with_userinfo_of(url: str, whose: str) -> str:
    """Give ``url`` the user and password of another address, if it lies at the same place by the same scheme."""
    ours, theirs = urlsplit(url), urlsplit(whose)
    userinfo, at, netloc = theirs.netloc.rpartition("@")
    if not at or (ours.scheme, ours.netloc.lower()) != (theirs.scheme, netloc.lower()):
        return url
    return ours._replace(netloc=f"{userinfo}@{ours.netloc}").geturl()


def _entries(value: str) -> Iterator[tuple[str, str]]:
    """The entries, each after what messages call the place where it stands."""
    if not value.startswith("@"):
        yield from ((SETTING, entry) for entry in _SEPARATOR.split(value) if entry)
        return
    file = Path(value[1:].strip())
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StartupError(
            f"{SETTING} names the file {file}, which cannot be read: {why}; "
            "correct the path, or name the feeds themselves"
        ) from error
    for number, line in enumerate(lines, start=1):
        if entry := _COMMENT.sub("", line).strip():
            yield f"line {number} of {file} ({SETTING})", entry


def _feed(place: str, entry: str) -> Feed:
    named = _NAMED.fullmatch(entry)
    name, url = (named["name"], named["url"]) if named else ("", entry)
    try:
        feed = feed_at(url)
    except ValueError as error:
        raise StartupError(f"{place}: {_shown(entry)!r} is not a feed: {error}; {_REMEDY}") from None
    return Feed(feed.id, feed.url, " ".join(name.split()))


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES:
        raise ValueError("it does not begin with http:// or https://")
    if not parts.hostname:
        raise ValueError("it names no host")
    if not url.isprintable() or " " in url or len(url) > _LONGEST_URL:
        raise ValueError(
            f"it contains spaces or invisible characters, or more than {_LONGEST_URL} characters"
        )
    if parts.port == 0:
        raise ValueError("its port cannot be called")
    return parts


def _shown(entry: str) -> str:
    """An entry as a message repeats it: short, and without what may be a password."""
    return without_password(entry)[:100]
