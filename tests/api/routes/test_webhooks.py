"""Webhooks over HTTP, to a receiver that listens on a port and verifies what it gets."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from standardwebhooks import Webhook, WebhookVerificationError

from service.api.routes.edit_requests import EditRequest
from service.app import create_app
from service.desk import Desk
from service.errors import Unavailable
from service.settings import Settings
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, problem
from tests.delivery.receiver import Receiver, await_, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving(Receiver()) as open_receiver:
        yield open_receiver


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    # The real clock: the receiver refuses messages that are more than five minutes old.
    settings = Settings(database_url="memory:", allow_private_addresses=True)
    with TestClient(create_app(settings, desk)) as opened:
        yield opened


def _subscribe(client: TestClient, receiver: Receiver, **wish: object) -> dict[str, Any]:
    answer = client.post("/v1/webhooks", json={"url": receiver.url, **wish})
    assert answer.status_code == 201, answer.text
    webhook: dict[str, Any] = answer.json()
    receiver.secrets.append(webhook["secret"])
    return webhook


def _logged(client: TestClient) -> set[int]:
    return {event["sequence"] for event in client.get("/v1/events?limit=1000").json()["events"]}


def test_what_happens_arrives_signed_and_as_it_stands_in_the_log(
    client: TestClient, receiver: Receiver
) -> None:
    client.post("/v1/articles", json=RESIGNATION).raise_for_status()
    before = _logged(client)
    webhook = _subscribe(client, receiver)
    client.post("/v1/articles", json={"articles": [FLOOD, FLOOD_COPY]}).raise_for_status()
    client.post(f"/v1/articles/{FLOOD['id']}/withdraw", json={"reason": "wrong"}).raise_for_status()
    news = _logged(client) - before
    receiver.await_all(news)
    assert set(receiver.sequences()) == news, "what happened before it subscribed is not sent"
    assert receiver.forged == 0
    log = {event["sequence"]: event for event in client.get("/v1/events?limit=1000").json()["events"]}
    for message in receiver.taken:
        assert {**log[message["sequence"]], "timestamp": message["at"]} == message
        assert "burst its banks" not in str(message)

    headers, body = receiver.raw[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(body.replace(b"story", b"glory"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(body, {**headers, "webhook-timestamp": "1700000000"})

    page = client.get(f"/v1/webhooks/{webhook['id']}/deliveries?limit=2").json()
    assert [one["state"] for one in page["deliveries"]] == ["delivered", "delivered"]
    rest = client.get(
        f"/v1/webhooks/{webhook['id']}/deliveries", params={"cursor": page["next_cursor"]}
    ).json()
    listed = [one["sequence"] for one in page["deliveries"] + rest["deliveries"]]
    assert listed == sorted(news, reverse=True)
    assert 'newsfold_webhook_attempts_total{outcome="delivered"}' in client.get("/metrics").text
    assert "newsfold_webhook_deliveries_pending 0.0" in client.get("/metrics").text


def test_only_the_kinds_that_were_asked_for(client: TestClient, receiver: Receiver) -> None:
    _subscribe(client, receiver, types=["article.withdrawn"])
    client.post("/v1/articles", json={"articles": [FLOOD, FLOOD_COPY]}).raise_for_status()
    client.post(f"/v1/articles/{FLOOD['id']}/withdraw", json={"reason": "wrong"}).raise_for_status()
    await_(lambda: bool(receiver.taken))
    assert {message["type"] for message in receiver.taken} == {"article.withdrawn"}


def test_the_secret_is_shown_once_and_can_be_changed_without_a_gap(
    client: TestClient, receiver: Receiver
) -> None:
    webhook = _subscribe(client, receiver)
    old = webhook["secret"]
    path = f"/v1/webhooks/{webhook['id']}"
    assert old not in client.get("/v1/webhooks").text + client.get(path).text
    fresh = client.post(f"{path}/rotate").json()["secret"]
    assert fresh != old
    client.post("/v1/articles", json=FLOOD).raise_for_status()
    await_(lambda: bool(receiver.raw))
    headers, body = receiver.raw[0]
    for secret in (old, fresh):
        Webhook(secret).verify(body, headers)


def test_a_receiver_that_is_gone_is_left_alone_until_it_is_enabled_and_misses_nothing(
    client: TestClient, receiver: Receiver
) -> None:
    webhook = _subscribe(client, receiver)
    path = f"/v1/webhooks/{webhook['id']}"
    receiver.mood = lambda number: 410
    client.post("/v1/articles", json={"articles": [FLOOD, RESIGNATION]}).raise_for_status()
    await_(lambda: client.get(path).json()["state"] == "disabled")
    shown = client.get(path).json()
    assert shown["disabled_reason"] == "it answered 410 Gone"
    assert receiver.requests == 1
    receiver.mood = lambda number: 204
    assert client.post(f"{path}/enable").json()["state"] == "active"
    receiver.await_all(_logged(client))


def test_one_event_is_sent_again_by_hand(client: TestClient, receiver: Receiver) -> None:
    webhook = _subscribe(client, receiver)
    client.post("/v1/articles", json=FLOOD).raise_for_status()
    sequence = min(_logged(client))
    receiver.await_all(_logged(client))
    path = f"/v1/webhooks/{webhook['id']}/deliveries"
    await_(lambda: not client.get(path, params={"state": "pending"}).json()["deliveries"])
    before = len(receiver.sequences())
    answer = client.post(f"{path}/{sequence}/redeliver")
    assert answer.status_code == 202
    assert answer.json()["message_id"] == f"{webhook['id']}-{sequence}"
    await_(lambda: len(receiver.sequences()) > before)
    assert receiver.sequences().count(sequence) == 2


def test_a_repeated_order_is_carried_out_once_and_what_is_deleted_is_told_nothing(
    client: TestClient, receiver: Receiver
) -> None:
    wish, key = {"url": receiver.url}, {"Idempotency-Key": "one"}
    first = client.post("/v1/webhooks", json=wish, headers=key)
    assert client.post("/v1/webhooks", json=wish, headers=key).json() == first.json()
    assert len(client.get("/v1/webhooks").json()["webhooks"]) == 1
    path = f"/v1/webhooks/{first.json()['id']}"
    assert client.delete(path).status_code == 204
    client.post("/v1/articles", json=FLOOD).raise_for_status()
    for answer in (client.delete(path), client.get(path), client.post(f"{path}/rotate")):
        problem(answer, 404, "not-found")
    assert receiver.requests == 0


def test_an_order_cut_off_before_its_answer_was_kept_makes_no_second_webhook_when_it_is_repeated(
    client: TestClient, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish, key = {"url": receiver.url}, {"Idempotency-Key": "one"}
    with monkeypatch.context() as crash:
        crash.setattr(EditRequest, "_keep", _crash)
        problem(client.post("/v1/webhooks", json=wish, headers=key), 503, "unavailable")
    made = client.post("/v1/webhooks", json=wish, headers=key)
    assert made.status_code == 201, made.text
    assert client.post("/v1/webhooks", json=wish, headers=key).json() == made.json()
    receiver.secrets.append(made.json()["secret"])
    others = [client.post("/v1/webhooks", json=wish, headers=one).json()["id"] for one in ({}, {}, ANOTHER)]
    listed = [webhook["id"] for webhook in client.get("/v1/webhooks").json()["webhooks"]]
    assert sorted(listed) == sorted({made.json()["id"], *others})
    for other in others:
        client.delete(f"/v1/webhooks/{other}").raise_for_status()
    client.post("/v1/articles", json=FLOOD).raise_for_status()
    receiver.await_all(_logged(client))
    assert receiver.forged == 0


ANOTHER = {"Idempotency-Key": "another"}


def _crash(*_: object) -> None:
    raise Unavailable("the database is away")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "http://10.0.0.7/x",
        "http://2130706433/",
        "ftp://cms.example/",
        "cms.example/hook",
        "https://",
    ],
)
def test_addresses_that_may_not_be_called_are_refused_at_once(
    url: str, settings: Settings, desk: Desk, clock: Clock
) -> None:
    with TestClient(create_app(settings, desk, clock=clock)) as client:
        problem(client.post("/v1/webhooks", json={"url": url}), 422, "address-refused")
        assert client.get("/v1/webhooks").json() == {"webhooks": []}


def test_what_cannot_be_understood_is_a_problem(client: TestClient, receiver: Receiver) -> None:
    for body in (
        {},
        {"url": 3},
        {"url": receiver.url, "types": ["story.sung"]},
        {"url": receiver.url, "x": 1},
    ):
        problem(client.post("/v1/webhooks", json=body), 422, "invalid-item")
    webhook = _subscribe(client, receiver)
    path = f"/v1/webhooks/{webhook['id']}/deliveries"
    problem(client.get(path, params={"cursor": "x"}), 422, "invalid-parameter")
    problem(client.get(path, params={"state": "lost"}), 422, "invalid-parameter")
    problem(client.post(f"{path}/7/redeliver"), 404, "not-found")
    problem(client.post(f"{path}/{10**30}/redeliver"), 422, "invalid-parameter")


def test_a_password_in_the_url_is_not_shown(client: TestClient, receiver: Receiver) -> None:
    url = receiver.url.replace("http://", "http://desk:swordfish@")
    webhook = client.post("/v1/webhooks", json={"url": url}).json()
    assert webhook["url"] == receiver.url.replace("http://", "http://***@")
    assert "swordfish" not in client.get("/v1/webhooks").text


class Others:
    """Leases of which another process has the one for a key, until it has done what was asked for under that."""

    shared = False

    def __init__(self) -> None:
        self.busy = True

    def take(self, name: str, seconds: float) -> bool:
        return not (self.busy and name.startswith("key "))

    def give_back(self, name: str) -> None:
        pass


def test_what_another_process_is_doing_under_a_key_is_not_done_twice(
    client: TestClient, desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, key = Others(), {"Idempotency-Key": "7f1c"}
    monkeypatch.setattr(desk._store, "leases", others)
    refused = client.post("/v1/webhooks", json={"url": receiver.url}, headers=key)
    assert "in a moment" in problem(refused, 409, "conflict")["detail"]
    assert client.get("/v1/webhooks").json()["webhooks"] == []
    others.busy = False
    first, again = (client.post("/v1/webhooks", json={"url": receiver.url}, headers=key) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert len(client.get("/v1/webhooks").json()["webhooks"]) == 1
