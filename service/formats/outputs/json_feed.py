"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from service.formats.json_values import JsonObject
from service.formats.outputs.feed import AUTHOR, Entry, Feed
from service.formats.times import rfc3339

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed) -> JsonObject:
    """Write a feed."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "authors": [{"name": AUTHOR}],
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: Entry) -> JsonObject:
    said: JsonObject = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "language": entry.language,
    }
    return {name: value for name, value in said.items() if value}
