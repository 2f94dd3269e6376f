"""Events as JSON: the same in the log, over the stream and in webhooks. Ids and numbers only, never text."""

import json

from service.events import LoggedEvent
from service.formats.times import rfc3339


def event_json(logged: LoggedEvent) -> dict[str, object]:
    """Render one event with its place in the log."""
    event = logged.event
    return {
        "sequence": logged.sequence,
        "type": event.type.value,
        "story_id": event.story_id,
        "article_id": event.article_id,
        "at": rfc3339(event.at),
        "data": dict(event.data),
    }


def message_json(logged: LoggedEvent) -> str:
    """Write one event as a message of Standard Webhooks: with the members type, timestamp and data, in ASCII."""
    return json.dumps({**event_json(logged), "timestamp": rfc3339(logged.event.at)}, separators=(",", ":"))
