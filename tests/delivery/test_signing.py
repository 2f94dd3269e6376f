"""Signatures are those of Standard Webhooks: checked against plain HMAC and by the library that receivers use."""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks.exceptions import WebhookVerificationError

from service.delivery.signing import MOST_SECRETS, new_secret, rotated, signed_headers
from service.events import Event, EventType, LoggedEvent
from service.formats.event_json import message_json
from service.outbox import Delivery, Secret, Webhook

THEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOGGED = LoggedEvent(
    7, Event(EventType.STORY_MERGED, "s-ä\ud800", THEN, None, {"successor": "s-2", "ids": ("a", "b")})
)
BODY = message_json(LOGGED)


def webhook(*secrets: Secret) -> Webhook:
    return Webhook("wh-1", "https://desk.example/", secrets, THEN, 0)


def now() -> datetime:
    """The time that receivers compare with."""
    return datetime.now(UTC)


def headers(*secrets: Secret, at: datetime) -> dict[str, str]:
    return signed_headers(webhook(*secrets), Delivery("wh-1", LOGGED), BODY, at)


def test_the_signature_is_an_hmac_over_id_time_and_body() -> None:
    secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    found = headers(secret, at=THEN)
    assert found["webhook-id"] == "wh-1-7"
    assert found["webhook-timestamp"] == str(int(THEN.timestamp()))
    signed = f"wh-1-7.{found['webhook-timestamp']}.{BODY}".encode()
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert found["webhook-signature"] == f"v1,{digest}"


def test_receivers_can_verify_it_and_notice_what_was_changed() -> None:
    secret = new_secret()
    content = Verifier(secret.text).verify(BODY, headers(secret, at=now()))
    assert (content["type"], content["story_id"], content["data"]["ids"]) == (
        "story.merged",
        "s-ä\ud800",
        ["a", "b"],
    )
    assert {"sequence", "timestamp", "at", "article_id"} <= content.keys()
    headers_of_another_day = headers(secret, at=now() - HOUR)
    for text, body, signed in (
        (new_secret().text, BODY, headers(secret, at=now())),
        (secret.text, BODY.replace("s-2", "s-3"), headers(secret, at=now())),
        (secret.text, BODY, headers(secret, at=now()) | {"webhook-id": "wh-1-8"}),
        (secret.text, BODY, headers_of_another_day),
    ):
        with pytest.raises(WebhookVerificationError):
            Verifier(text).verify(body, signed)


def test_after_a_rotation_both_secrets_sign_for_a_day() -> None:
    old, fresh = new_secret(), new_secret()
    both = rotated((old,), fresh, now())
    for secret in (old, fresh):
        Verifier(secret.text).verify(BODY, headers(*both, at=now()))
    a_day_later = headers(*both, at=now() + 24 * HOUR)
    assert a_day_later["webhook-signature"].count("v1,") == 1
    assert both[0] == fresh


def test_rotating_often_keeps_each_for_its_own_day_and_not_without_end() -> None:
    held: tuple[Secret, ...] = (new_secret(),)
    for hour in range(4):
        held = rotated(held, new_secret(), THEN + hour * HOUR)
    assert [secret.until for secret in held] == [None, *(THEN + (24 + hour) * HOUR for hour in (3, 2, 1, 0))]
    for _ in range(9):
        held = rotated(held, new_secret(), THEN)
    assert len(held) == MOST_SECRETS
    assert len(rotated(held, new_secret(), THEN + 60 * HOUR)) == 2


def test_a_secret_does_not_show_in_logs() -> None:
    secret = new_secret()
    assert secret.text not in repr(replace(webhook(secret), url="x"))
    assert len(base64.b64decode(secret.text.removeprefix("whsec_"))) == 32
