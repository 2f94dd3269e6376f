"""Polled feeds as JSON. No password is written here, nor what stands in a query: it is often a key."""

from service.feedbook import FeedRecord
from service.formats.json_values import time_or_null

_UNSAID = "***"


def feed_record_json(record: FeedRecord, name: str) -> dict[str, object]:
    """Render how a feed is faring; ``name`` is the one that it was given."""
    return {
        "id": record.id,
        "url": _discreet(record.url),
        "name": name or None,
        "title": record.title or None,
        "state": record.state.value,
        "last_polled_at": time_or_null(record.polled_at),
        "last_success_at": time_or_null(record.succeeded_at),
        "next_poll_at": time_or_null(record.next_poll_at),
        "http_status": record.status,
        "error": {"detail": record.error, "remedy": record.remedy} if record.error else None,
        "failures": record.failures,
        "taken": record.taken,
        "rejected": record.rejected,
        "taken_in_all": record.taken_in_all,
        "moved_to": _discreet(record.moved_to) or None,
    }


def _discreet(url: str) -> str:
    """Leave out the values of the query; readers need a key, but not those of the publishers."""
    place, mark, query = url.partition("?")
    if not query:
        return url
    parts = (part.partition("=") for part in query.split("&"))
    return (
        place
        + mark
        + "&".join(f"{name}{equals}{_UNSAID}" if equals else _UNSAID for name, equals, _ in parts)
    )
