"""What browsers are told and kept from: pages of other sites, headers, the page at /docs."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from tests.api.support import FLOOD, problem
from tests.api.test_access import basic, bearer

DESK, OTHER = "https://desk.example", "https://elsewhere.example"
KEY = "a-secret-for-everything"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "x-api-key, content-type, idempotency-key",
}


@pytest.fixture
def settings() -> Settings:
    return Settings(
        database_url="memory:",
        api_keys=KEY,
        cors_origins=f"{DESK}, http://localhost:5173",
        rate_limit="9/minute",
    )


def test_a_site_that_is_named_may_call_and_asks_first_without_a_key(client: TestClient) -> None:
    asked = client.options("/v1/articles", headers={"Origin": DESK, **PREFLIGHT})
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == DESK
    assert "x-api-key" in asked.headers["access-control-allow-headers"].lower()
    told = client.post("/v1/check", json=FLOOD, headers={"Origin": DESK, "X-API-Key": KEY})
    assert told.status_code == 200
    assert told.headers["access-control-allow-origin"] == DESK
    assert "ratelimit" in told.headers["access-control-expose-headers"].lower()
    refused = client.post("/v1/check", json=FLOOD, headers={"Origin": DESK})
    problem(refused, 401, "unauthorized")
    for answer in (asked, told, refused):
        assert "access-control-allow-credentials" not in answer.headers
        assert answer.headers["vary"]


def test_a_page_may_send_every_header_that_the_document_names(client: TestClient) -> None:
    operations = [
        one for path in client.get("/openapi.json").json()["paths"].values() for one in path.values()
    ]
    parameters = [one for operation in operations for one in operation.get("parameters", [])]
    named = {one["name"] for one in parameters if one["in"] == "header"} - {"x-superdesk-signature"}
    assert named
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": ", ".join(named)}
    asked = client.options("/v1/stories/s-1/merge", headers={"Origin": DESK, **wanted})
    assert (asked.status_code, asked.text) == (200, "OK")


def test_other_sites_may_not(client: TestClient, desk: Desk) -> None:
    asked = client.options("/v1/articles", headers={"Origin": OTHER, **PREFLIGHT})
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers
    with TestClient(create_app(Settings(database_url="memory:"), desk)) as closed:
        for origin in (DESK, OTHER):
            asked = closed.options("/v1/articles", headers={"Origin": origin, **PREFLIGHT})
            assert asked.status_code != 200
            assert "access-control-allow-origin" not in asked.headers


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind-a-proxy.example"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": DESK}, True),
        ({"Origin": DESK, "Sec-Fetch-Site": "cross-site"}, True),
        ({"Origin": OTHER}, False),
        ({"Origin": OTHER, "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://[bad"}, False),
        ({"Origin": "http://testserver:81"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_a_page_elsewhere_cannot_use_what_the_browser_knows(
    client: TestClient, desk: Desk, headers: dict[str, str], let_in: bool
) -> None:
    """Neither the password that was typed once, nor that a service without keys is on the same machine."""
    answers = [client.post("/v1/check", json=FLOOD, headers=headers | basic(KEY))]
    with TestClient(create_app(Settings(database_url="memory:", cors_origins=DESK), desk)) as bare:
        answers.append(bare.post("/v1/check", json=FLOOD, headers=headers))
    for answer in answers:
        if let_in:
            assert answer.status_code == 200, answer.text
        else:
            assert "NEWSFOLD_CORS_ORIGINS" in problem(answer, 403, "forbidden")["remedy"]
    # A key that a program has put there is meant; browsers ask before they send one for a page of another site.
    assert client.post("/v1/check", json=FLOOD, headers=headers | bearer(KEY)).status_code == 200
    assert client.get("/v1/stories", headers=headers | basic(KEY)).status_code == 200


def test_the_address_that_readers_use_is_no_other_site(desk: Desk) -> None:
    settings = Settings(database_url="memory:", api_keys=KEY, public_url="https://Desk.example/newsfold")
    with TestClient(create_app(settings, desk)) as client:
        answer = client.post("/v1/check", json=FLOOD, headers={"Origin": DESK} | basic(KEY))
        assert answer.status_code == 200


def test_with_a_star_all_may_call_but_not_with_the_password_of_the_browser(desk: Desk) -> None:
    settings = Settings(database_url="memory:", cors_origins="*")
    with TestClient(create_app(settings, desk)) as client:
        answer = client.post("/v1/check", json=FLOOD, headers={"Origin": OTHER})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"
    with TestClient(create_app(settings.model_copy(update={"api_keys": KEY_SETTING}), desk)) as client:
        problem(
            client.post("/v1/check", json=FLOOD, headers={"Origin": OTHER} | basic(KEY)), 403, "forbidden"
        )
        assert (
            client.post("/v1/check", json=FLOOD, headers={"Origin": OTHER} | bearer(KEY)).status_code == 200
        )


KEY_SETTING = Settings(api_keys=KEY).api_keys


def test_every_answer_tells_browsers_to_guess_embed_and_keep_nothing(desk: Desk) -> None:
    with TestClient(create_app(Settings(database_url="memory:", api_keys=KEY), desk)) as client:
        answers = [
            client.get(path, headers=bearer(KEY))
            for path in (
                "/v1/stories",
                "/v1/briefing?format=html",
                "/metrics",
                "/docs",
                "/nothing",
                "/healthz",
            )
        ]
        answers.append(client.get("/v1/stories"))
        answers.append(client.post("/v1/check", json=FLOOD, headers=bearer(KEY)))
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] in ("private, no-cache", "private, no-store")
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'unsafe" not in policy


class Links(HTMLParser):
    """Collects what a page loads, and whether it holds scripts of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += tag == "script" and "src" not in given
        self.loaded += [str(given[name]) for name in ("src", "href") if name in given and tag != "a"]


def test_the_page_of_calls_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    found = Links()
    found.feed(page.text)
    assert found.inline == 0
    files = [link for link in found.loaded if not link.startswith("data:")]
    assert len(files) == 3
    for link in files:
        answer = client.get(f"/{link}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(("text/css", "text/javascript"))
        assert client.get(f"/{link}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    # Whatever is asked for, the browser would not fetch it.
    assert re.findall(r"https?:", page.headers["content-security-policy"]) == []
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/redoc").status_code == 401
