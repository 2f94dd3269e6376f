"""What Superdesk pushes: signed on the raw bytes, checked before anything is read."""

import hashlib
import hmac
import json

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from tests.api.support import Clock, problem
from tests.formats.wires.samples import superdesk

SECRET = "a-shared-token"
NAME = "x-superdesk-signature"


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha1=" + hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    return {NAME: signature(body, secret)}


@pytest.fixture
def settings() -> Settings:
    return Settings(database_url="memory:", superdesk_secret=SECRET)


BODY = json.dumps(superdesk() | {"embargoed": None}).encode()


def test_a_signed_push_is_filed_and_a_replayed_one_changes_nothing(client: TestClient) -> None:
    answers = [client.post("/v1/push/superdesk", content=BODY, headers=signed(BODY)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.json()["results"][0]["relation"] for answer in answers] == ["new_story", "unchanged"]
    assert client.get("/v1/articles/urn:northwire:2026:417").json()["version"] == "3"


@pytest.mark.parametrize("sent", ["", "sha1=", "é", signature(BODY, "another"), signature(BODY + b" ")])
def test_what_is_not_signed_is_not_read(client: TestClient, sent: str) -> None:
    raw = {NAME.encode(): sent.encode("latin-1")}
    answer = client.post("/v1/push/superdesk", content=BODY, headers=raw)
    problem(answer, 401, "bad-signature")
    assert answer.headers["www-authenticate"].startswith("Superdesk ")
    assert NAME in answer.headers["www-authenticate"]
    assert client.get("/v1/events").json()["events"] == []


def test_without_a_secret_nothing_is_taken(desk: Desk, clock: Clock) -> None:
    with TestClient(create_app(Settings(database_url="memory:"), desk, clock=clock)) as client:
        answer = client.post("/v1/push/superdesk", content=BODY, headers=signed(BODY, ""))
    problem(answer, 401, "push-not-set-up")
    assert NAME in answer.headers["www-authenticate"]
