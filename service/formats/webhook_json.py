"""Webhooks and their deliveries as JSON. No secret is written here."""

from urllib.parse import urlsplit

from service.formats.json_values import time_or_null
from service.formats.times import rfc3339
from service.outbox import Delivery, Webhook

_HIDDEN = "***"


def webhook_json(webhook: Webhook) -> dict[str, object]:
    """Render a webhook as everybody may see it who may see any."""
    return {
        "id": webhook.id,
        "url": without_password(webhook.url),
        "types": [kind.value for kind in webhook.types],
        "state": _state(webhook),
        "created_at": rfc3339(webhook.created_at),
        "failures": webhook.failures,
        "resting_until": time_or_null(webhook.resting_until),
        "disabled_at": time_or_null(webhook.disabled_at),
        "disabled_reason": webhook.disabled_reason,
    }


def delivery_json(delivery: Delivery) -> dict[str, object]:
    """Render what became of one event on its way to one webhook."""
    logged = delivery.logged
    return {
        "sequence": logged.sequence,
        "type": logged.event.type.value,
        "story_id": logged.event.story_id,
        "message_id": delivery.message_id,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "due_at": time_or_null(delivery.due_at),
        "attempted_at": time_or_null(delivery.attempted_at),
        "status": delivery.status,
        "reason": delivery.reason,
    }


def without_password(url: str) -> str:
    """Hide what stands before the ``@`` of a URL: it may be a password."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url
    return parts._replace(netloc=f"{_HIDDEN}@{parts.netloc.rpartition('@')[2]}").geturl()


def _state(webhook: Webhook) -> str:
    if webhook.disabled_at is not None:
        return "disabled"
    return "active" if webhook.resting_until is None else "resting"
