"""Secrets, and the headers that prove with them where a message comes from and that nobody has changed it.

Standard Webhooks 1.0: HMAC-SHA256 over ``id.timestamp.body``; one signature for each secret that is valid.
"""

import base64
import secrets
from datetime import datetime, timedelta

from standardwebhooks import Webhook as Signer

from service.outbox import Delivery, Secret, Webhook

SECRET_BYTES = 32
BOTH_SIGN_FOR = timedelta(hours=24)
"""How long the old secret goes on signing beside the new one."""
MOST_SECRETS = 5


def new_secret() -> Secret:
    """Make a secret that nobody can guess."""
    return Secret("whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii"))


def rotated(old: tuple[Secret, ...], fresh: Secret, now: datetime) -> tuple[Secret, ...]:
    """Put ``fresh`` first; what signed until now does so for another 24 hours."""
    until = now + BOTH_SIGN_FOR
    valid = [secret for secret in old if secret.until is None or secret.until > now]
    kept = [Secret(secret.text, secret.until or until) for secret in valid]
    return (fresh, *kept)[:MOST_SECRETS]


def signed_headers(webhook: Webhook, delivery: Delivery, body: str, now: datetime) -> dict[str, str]:
    """Make the headers of one attempt at ``now``."""
    name = delivery.message_id
    valid = [secret.text for secret in webhook.secrets if secret.until is None or secret.until > now]
    return {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(text).sign(name, now, body) for text in valid),
    }
