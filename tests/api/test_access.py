"""Who is let in, for what: every route of the real app, with every key."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.api.access.control import AccessControl, AccessRules
from service.api.access.middleware import install_access
from service.api.access.scopes import OPEN, needed
from service.app import create_app
from service.desk import Desk
from service.keys import Scope
from service.keys.ring import open_ring
from service.settings import Settings
from tests.api.support import FLOOD, RESIGNATION, Clock, problem

SECRETS = {scope: f"a-secret-to-{scope.value}-with" for scope in Scope}
ALL = "a-secret-for-everything"
KEYS = " ".join(f"{scope.value}er:{scope.value}:{secret}" for scope, secret in SECRETS.items())
BODY = json.dumps({"id": "north/1", "title": "River Alma floods Port Sunder"}).encode()


@pytest.fixture
def settings() -> Settings:
    return Settings(database_url="memory:", api_keys=f"{KEYS}, chief:read+write+edit:{ALL}", rate_limit="off")


@pytest.fixture
def bare(desk: Desk, clock: Clock) -> Iterator[TestClient]:
    """The app without keys."""
    with TestClient(
        create_app(Settings(database_url="memory:"), desk, clock=clock, ticks=clock.ticks)
    ) as opened:
        yield opened


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def basic(secret: str, user: str = "anybody") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def routes(client: TestClient) -> list[tuple[str, str]]:
    app: Any = client.app
    return [
        (method, route.path or "")
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or {"GET"})
    ]


def test_the_open_list_is_short_and_holds_nothing_else() -> None:
    assert sorted(OPEN) == [
        "/docs",
        "/docs/start.js",
        "/docs/swagger-ui-bundle.js",
        "/docs/swagger-ui.css",
        "/healthz",
        "/openapi.json",
        "/readyz",
    ]


def test_every_route_needs_the_key_it_says_and_refuses_the_others(client: TestClient) -> None:
    found = routes(client)
    assert len(found) > 25
    for method, path in found:
        scope = needed(method, path)
        if scope is None:
            assert path in OPEN or path == "/assets/{name}"
            assert client.request(method, path.format(name="live.js")).status_code in (200, 405)
            continue
        if path == "/v1/events/stream":
            continue  # a stream has no end: tests/api/routes/test_event_stream.py
        assert path not in OPEN
        problem(client.request(method, path), 401, "unauthorized")
        for held, secret in SECRETS.items():
            answer = client.request(method, path, headers=bearer(secret))
            if held is scope:
                assert answer.status_code not in (401, 403) or path == "/v1/push/superdesk", (method, path)
            else:
                assert problem(answer, 403, "forbidden")["scope"] == scope.value, (method, path)


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/v1/stories", Scope.READ),
        ("HEAD", "/v1/stories", Scope.READ),
        ("GET", "/metrics", Scope.READ),
        ("GET", "/feeds/briefing.atom", Scope.READ),
        ("GET", "/v1/events/stream", Scope.READ),
        ("GET", "/what/nobody/thought/of", Scope.READ),
        ("GET", "/healthz/", Scope.READ),
        ("GET", "//healthz", Scope.READ),
        ("GET", "/docs/../v1/stories", Scope.READ),
        ("POST", "/v1/articles", Scope.WRITE),
        ("POST", "/v1/check", Scope.WRITE),
        ("POST", "/v1/push/superdesk", Scope.WRITE),
        ("POST", "/v1/articles/check/withdraw", Scope.EDIT),
        ("POST", "/v1/articles//v1/articles/withdraw", Scope.EDIT),
        ("PUT", "/v1/articles", Scope.EDIT),
        ("GET", "/v1/webhooks", Scope.EDIT),
        ("GET", "/v1/webhooks/w/deliveries", Scope.EDIT),
        ("DELETE", "/v1/webhooks/w", Scope.EDIT),
        ("POST", "/what/nobody/thought/of", Scope.EDIT),
        ("POST", "/healthz", Scope.EDIT),
        ("OPTIONS", "/v1/stories", Scope.EDIT),
        ("BREW", "/docs", Scope.EDIT),
    ],
)
def test_what_a_request_needs(method: str, path: str, scope: Scope) -> None:
    assert needed(method, path) is scope


@pytest.mark.parametrize(
    "headers",
    [
        bearer(ALL),
        {"authorization": f"bearer   {ALL} "},
        {"X-API-Key": ALL},
        basic(ALL),
        basic(ALL, user=""),
        # The other one may be meant for a proxy on the way.
        {"X-API-Key": ALL, **basic("of-the-proxy")},
    ],
)
def test_a_key_may_come_in_three_ways(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/v1/stories", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ALL},
        {"Authorization": "Bearer"},
        {"Authorization": f"Digest {ALL}"},
        {"Authorization": "Basic %%%"},
        {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe:x").decode()},
        {"Authorization": "Basic " + base64.b64encode(ALL.encode()).decode()},
        basic(""),
        bearer(ALL.upper()),
        bearer(hashlib.sha256(ALL.encode()).hexdigest()),
        {"X-API-Key": "wrong", **bearer(ALL)},
        {"Cookie": f"X-API-Key={ALL}"},
    ],
)
def test_what_is_no_key_is_answered_with_both_ways_to_send_one(
    client: TestClient, headers: dict[str, str]
) -> None:
    answer = client.get(f"/v1/stories?key={ALL}", headers=headers)
    problem(answer, 401, "unauthorized")
    schemes = [challenge.split()[0] for challenge in answer.headers.get_list("www-authenticate")]
    assert schemes == ["Bearer", "Basic"]
    assert ALL not in answer.text


def test_a_prefix_that_a_proxy_adds_changes_nothing(desk: Desk, settings: Settings) -> None:
    app = create_app(settings, desk)
    with TestClient(app, root_path="/newsfold") as client:
        assert client.get("/newsfold/healthz").status_code == 200
        problem(client.get("/newsfold/v1/stories"), 401, "unauthorized")
        problem(client.get("/newsfold/v1/stories", headers=bearer(SECRETS[Scope.EDIT])), 403, "forbidden")
        assert client.get("/newsfold/v1/stories", headers=bearer(ALL)).status_code == 200


def test_why_a_report_was_killed_is_for_editors(client: TestClient) -> None:
    """Words such as whom a court protects say again what nobody is to read; of other edits everybody may know why."""
    chief, reader = bearer(ALL), bearer(SECRETS[Scope.READ])
    [one, _, other] = client.post(
        "/v1/articles",
        json={"articles": [FLOOD, FLOOD | {"id": "b", "source": "B"}, RESIGNATION]},
        headers=chief,
    ).json()["results"]
    kill = client.post("/v1/articles/north/1/withdraw", json={"reason": "names a child"}, headers=chief)
    merge = {"with": [other["story_id"]], "reason": "one event"}
    merged = client.post(f"/v1/stories/{one['story_id']}/merge", json=merge, headers=chief)
    assert (kill.status_code, merged.status_code) == (200, 200)
    for path in ("/v1/audit", "/v1/audit/1", "/audit", f"/stories/{one['story_id']}"):
        told, kept = client.get(path, headers=chief).text, client.get(path, headers=reader).text
        assert "names a child" in told
        assert "names a child" not in kept
        assert ("one event" in told) == ("one event" in kept) == (path != "/v1/audit/1")


def test_a_connection_of_another_kind_is_refused(bare: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect  # noqa: PLC0415

    with pytest.raises(WebSocketDisconnect), bare.websocket_connect("/v1/events/stream"):
        pass


def test_the_log_names_the_key_and_never_holds_it(client: TestClient) -> None:
    with capture_logs() as logged:
        client.get("/v1/stories", headers=basic(SECRETS[Scope.READ]))
        client.post("/v1/check", json=FLOOD, headers={"X-API-Key": SECRETS[Scope.READ]})
        client.get("/v1/stories", headers=bearer("a-key-that-was-revoked"))
    lines = [(line["status"], line.get("key")) for line in logged if line["event"] == "request"]
    assert lines == [(200, "reader"), (403, "reader"), (401, None)]
    assert "a-secret" not in str(logged)
    assert "a-key-that-was-revoked" not in str(logged)


@pytest.mark.parametrize(
    ("named", "by"), [({}, "editer"), ({"by": "Anna"}, "Anna"), ({"by": None}, "editer")]
)
def test_an_edit_is_the_key_s_where_it_names_nobody(
    client: TestClient, named: dict[str, object], by: str
) -> None:
    filed = client.post("/v1/articles", json={"articles": [FLOOD, RESIGNATION]}, headers=bearer(ALL)).json()
    one, other = (result["story_id"] for result in filed["results"])
    order = {"with": [other], **named}
    answer = client.post(f"/v1/stories/{one}/merge", json=order, headers=bearer(SECRETS[Scope.EDIT]))
    assert answer.status_code == 200, answer.text
    story = client.get(f"/v1/stories/{answer.json()['story_id']}", headers=bearer(ALL)).json()
    assert {constraint["by"] for constraint in story["constraints"]} == {by}


def test_what_one_caller_was_told_is_not_told_to_another_with_the_same_idempotency_key(
    client: TestClient,
) -> None:
    once = {"Idempotency-Key": "the-same-for-both"}
    first = client.post("/v1/articles", json=FLOOD, headers=once | bearer(ALL))
    again = client.post("/v1/articles", json=FLOOD, headers=once | bearer(ALL))
    assert again.headers["idempotent-replayed"] == "true"
    assert again.content == first.content
    other = client.post("/v1/articles", json=FLOOD, headers=once | bearer(SECRETS[Scope.WRITE]))
    problem(other, 422, "idempotency-key-reused")


def test_a_signed_push_needs_no_key_and_an_unsigned_one_has_no_other_way_in(
    desk: Desk, settings: Settings, clock: Clock
) -> None:
    signed = settings.model_copy(update={"superdesk_secret": type(settings.api_keys)("a-shared-token")})
    signature = "sha1=" + hmac.new(b"a-shared-token", BODY, hashlib.sha1).hexdigest()
    with TestClient(create_app(signed, desk, clock=clock, ticks=clock.ticks)) as client:
        path = "/v1/push/superdesk"
        assert (
            client.post(path, content=BODY, headers={"x-superdesk-signature": signature}).status_code == 200
        )
        problem(client.post(path, content=BODY, headers=bearer(ALL)), 401, "bad-signature")
        problem(client.post("/v1/push/other", content=BODY), 401, "unauthorized")
    with TestClient(create_app(settings, desk, clock=clock, ticks=clock.ticks)) as client:
        problem(client.post(path, content=BODY), 401, "unauthorized")
        problem(client.post(path, content=BODY, headers=bearer(ALL)), 401, "push-not-set-up")


def test_without_keys_only_what_comes_in_on_this_machine_is_answered(bare: TestClient) -> None:
    app: Any = bare.app
    for host, status in (
        ("127.0.0.1", 200),
        ("[::1]", 200),
        ("[::ffff:127.0.0.1]", 200),
        ("192.0.2.7", 403),
        ("[2001:db8::7]", 403),
    ):
        client = TestClient(app, base_url=f"http://{host}")
        assert client.get("/v1/stories").status_code == status, host
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST.", 200),
        ("desk.localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("desk.example", 200),
        ("", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("localhost.evil.example", 403),
        ("notlocalhost", 403),
        ("[", 403),
        (":8000", 403),
        ("evil.example/localhost", 403),
        ("localhost@evil.example", 403),
    ],
)
def test_without_keys_a_name_that_somebody_made_lead_here_is_refused(
    desk: Desk, host: str, status: int
) -> None:
    settings = Settings(database_url="memory:", public_url="https://Desk.example:8443/newsfold")
    with TestClient(create_app(settings, desk), base_url="http://127.0.0.1") as client:
        answer = client.get("/v1/stories", headers={"Host": host})
        assert answer.status_code == status
        if status == 403:
            assert "NEWSFOLD_PUBLIC_URL" in problem(answer, 403, "forbidden")["remedy"]


def test_after_too_many_wrong_keys_an_address_is_not_told_whether_a_guess_is_right(
    client: TestClient, clock: Clock
) -> None:
    app: Any = client.app
    here, there = TestClient(app, client=("192.0.2.1", 1)), TestClient(app, client=("192.0.2.2", 1))
    assert here.get("/v1/stories", headers=bearer(ALL)).status_code == 200
    with capture_logs() as logged:
        for number in range(30):
            problem(here.get("/v1/stories", headers=bearer(f"guess-{number}")), 401, "unauthorized")
    assert [line["address"] for line in logged if line["log_level"] == "warning"] == ["192.0.2.1"]
    for guess in ("guess-30", SECRETS[Scope.READ]):
        answer = here.get("/v1/stories", headers=bearer(guess))
        assert problem(answer, 429, "rate-limited")["retry_after"] == 60
        assert answer.headers["retry-after"] == "60"
    # Who came from there before goes on, and so does everybody elsewhere.
    assert here.get("/v1/stories", headers=bearer(ALL)).status_code == 200
    assert there.get("/v1/stories", headers=bearer(SECRETS[Scope.READ])).status_code == 200
    clock.advance(timedelta(seconds=61))
    assert here.get("/v1/stories", headers=bearer(SECRETS[Scope.READ])).status_code == 200


def test_nothing_more_is_told_by_any_answer_that_goes_on_after_its_key_was_revoked(
    tmp_path: Path,
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"anna:read:{ALL}", encoding="utf-8")
    ring = open_ring(f"@{keys}")
    app = FastAPI()
    install_access(app, AccessControl(ring, AccessRules(), lambda: 0.0), ())

    @app.get("/export")
    def export() -> StreamingResponse:
        def lines() -> Iterator[bytes]:
            yield b"told\n"
            keys.write_text("# nobody", encoding="utf-8")
            assert ring.look()
            yield b"not told\n"

        return StreamingResponse(lines())

    with TestClient(app) as client:
        answer = client.get("/export", headers=bearer(ALL))
    assert (answer.status_code, answer.content) == (200, b"told\n")


def test_the_document_says_which_key_each_call_needs(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemes = document["components"]["securitySchemes"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            scope = needed(method.upper(), path)
            assert ("security" in operation) == (scope is not None)
            if scope is None:
                assert "401" not in operation["responses"]
                continue
            assert {"401", "403", "429"} <= operation["responses"].keys()
            ways = [name for way in operation["security"] for name in way]
            assert set(ways) <= set(schemes)
            assert ("superdesk" in ways) == (path == "/v1/push/superdesk")
            assert operation["security"][0] == {"bearer": [scope.value]}
