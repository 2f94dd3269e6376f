"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/). Fields of a wrong type count as missing."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from service.errors import ItemProblem
from service.formats.entries import UNREAD_DATE, Entry, FeedHeader, submit, text_in
from service.formats.fields import name_type
from service.formats.times import parse_time
from service.model import Submission


def read_json_feed(feed: Mapping[str, object], *, now: datetime) -> Iterator[Submission | ItemProblem]:
    """Read the items of a feed, in its order."""
    header = FeedHeader(text_in(feed, "title"), text_in(feed, "home_page_url"), text_in(feed, "language"))
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        where = f"item {number}"
        if isinstance(item, dict):
            yield submit(_entry(item), header, now=now, where=where)
        else:
            yield ItemProblem(
                "item", f"found {name_type(item)}", "send an object, as JSON Feed 1.1 says", where
            )


def _entry(item: Mapping[str, object]) -> Entry:
    published, warnings = _published(item)
    return Entry(
        identity=_identity(item),
        title=text_in(item, "title"),
        texts=tuple(text_in(item, name) for name in ("content_text", "content_html", "summary")),
        link=text_in(item, "url") or text_in(item, "external_url"),
        published=published,
        language=text_in(item, "language"),
        author=_author(item),
        warnings=warnings,
    )


def _published(item: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """Time of publication, else of the last change: a date that cannot be read must not cost the report."""
    named = [given for name in ("date_published", "date_modified") if (given := text_in(item, name).strip())]
    for given in named:
        try:
            parse_time(given)
        except ValueError:
            continue
        return given, ()
    return "", (UNREAD_DATE,) if named else ()


def _identity(item: Mapping[str, object]) -> str:
    """An id is a string; 1.0 let numbers pass as well."""
    number = item.get("id")
    if isinstance(number, int) and not isinstance(number, bool) and number.bit_length() <= 64:  # noqa: PLR2004
        return str(number)
    return text_in(item, "id")


def _author(item: Mapping[str, object]) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return text_in(first, "name") if isinstance(first, dict) else ""
