"""Values of the outbox to rows and back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from service.events import EventType
from service.outbox import Delivery, DeliveryState, Secret, Webhook
from service.stores.rows.desk import Fields, Values, read_event


def webhook_values(webhook: Webhook) -> Values:
    """Fill the columns of ``webhooks`` that a change may change."""
    return {
        "url": webhook.url,
        "secrets": [_secret_document(secret) for secret in webhook.secrets],
        "types": [kind.value for kind in webhook.types],
        "failures": webhook.failures,
        "resting_until": webhook.resting_until,
        "disabled_at": webhook.disabled_at,
        "disabled_reason": webhook.disabled_reason,
    }


def read_webhook(row: Fields) -> Webhook:
    """Read the webhook in a whole row of ``webhooks``."""
    webhook_id, url, secrets, created_at, cursor, types, *state = row
    texts = tuple(_read_secret(secret) for secret in secrets)
    return Webhook(webhook_id, url, texts, created_at, cursor, tuple(map(EventType, types)), *state)


def _secret_document(secret: Secret) -> dict[str, str | None]:
    return {"text": secret.text, "until": secret.until.isoformat() if secret.until else None}


def _read_secret(document: Mapping[str, str | None]) -> Secret:
    text, until = document["text"], document["until"]
    assert text is not None
    return Secret(text, datetime.fromisoformat(until) if until else None)


def outcome_values(delivery: Delivery) -> Values:
    """Fill the columns that an attempt changes, and the parameters that name the row."""
    return {
        "its_webhook": delivery.webhook_id,
        "its_event": delivery.logged.sequence,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "due_at": delivery.due_at,
        "attempted_at": delivery.attempted_at,
        "status": delivery.status,
        "reason": delivery.reason,
    }


def read_delivery(row: Fields) -> Delivery:
    """Read the delivery in a whole row of ``deliveries``, followed by one of ``events``."""
    webhook_id, _, _, state, attempts, due_at, attempted_at, status, reason, *logged = row
    told = Delivery(webhook_id, read_event(logged), DeliveryState(state))
    return replace(
        told, attempts=attempts, due_at=due_at, attempted_at=attempted_at, status=status, reason=reason
    )
