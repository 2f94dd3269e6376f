"""How much one caller may ask for, on a clock that tests turn."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from embeddings import FloatArray
from service.api.access import rate_limits
from service.api.access.addresses import site_of
from service.api.access.rate_limits import RateLimits
from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import FLOOD, Clock, WordEncoder, problem

KEYS = "anna:read+write:annas-own-secret ben:read:bens-own-secret"
ANNA, BEN = {"X-API-Key": "annas-own-secret"}, {"X-API-Key": "bens-own-secret"}


class CountingEncoder(WordEncoder):
    """Tells how often it was asked."""

    asked = 0

    def encode(self, texts: Any) -> FloatArray:
        self.asked += 1
        return super().encode(texts)


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def limited(counting: CountingEncoder, clock: Clock) -> Iterator[TestClient]:
    chosen = Settings(database_url="memory:", api_keys=KEYS, rate_limit="3/minute")
    with TestClient(
        create_app(chosen, Desk(MemoryStore(), counting), clock=clock, ticks=clock.ticks)
    ) as opened:
        yield opened


def test_each_key_has_a_limit_of_its_own_and_what_is_refused_costs_no_encoding(
    limited: TestClient, counting: CountingEncoder, clock: Clock
) -> None:
    for left in (2, 1, 0):
        answer = limited.post("/v1/check", json=FLOOD, headers=ANNA)
        assert answer.status_code == 200
        assert answer.headers["ratelimit-policy"] == '"60s";q=3;w=60'
        assert answer.headers["ratelimit"] == f'"60s";r={left};t=60'
    clock.advance(timedelta(seconds=20))
    for _ in range(5):
        answer = limited.post("/v1/check", json=FLOOD, headers=ANNA)
        assert problem(answer, 429, "rate-limited")["retry_after"] == 40
        assert answer.headers["retry-after"] == "40"
        assert answer.headers["ratelimit"] == '"60s";r=0;t=40'
    assert counting.asked == 3
    assert limited.get("/v1/stories", headers=BEN).status_code == 200
    clock.advance(timedelta(seconds=40))
    assert limited.post("/v1/check", json=FLOOD, headers=ANNA).status_code == 200


def test_requests_that_are_forbidden_count_and_health_is_never_limited(limited: TestClient) -> None:
    for _ in range(3):
        problem(limited.post("/v1/check", json=FLOOD, headers=BEN), 403, "forbidden")
    problem(limited.post("/v1/check", json=FLOOD, headers=BEN), 429, "rate-limited")
    for _ in range(10):
        answer = limited.get("/readyz")
        assert answer.status_code == 200
        assert "ratelimit" not in answer.headers


def test_without_keys_each_address_has_a_limit(clock: Clock, desk: Desk) -> None:
    chosen = Settings(database_url="memory:", rate_limit="2/minute")
    app = create_app(chosen, desk, clock=clock, ticks=clock.ticks)
    with TestClient(app, client=("192.0.2.1", 5)) as one:
        # The header is a claim: who is at the other end of the connection counts.
        statuses = [
            one.get("/v1/stories", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code
            for number in range(3)
        ]
        assert statuses == [200, 200, 429]
        assert TestClient(app, client=("192.0.2.2", 5)).get("/v1/stories").status_code == 200


def test_a_proxy_is_believed_only_where_uvicorn_is_told_to(clock: Clock, desk: Desk) -> None:
    app: Any = create_app(
        Settings(database_url="memory:", rate_limit="1/minute"), desk, clock=clock, ticks=clock.ticks
    )
    behind: Any = ProxyHeadersMiddleware(app, trusted_hosts="192.0.2.1")
    with TestClient(app):
        for proxy, statuses in (("192.0.2.1", [200, 200, 429]), ("192.0.2.2", [200, 429, 429])):
            caller = TestClient(behind, client=(proxy, 5))
            found = [
                caller.get("/v1/stories", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code
                for number in (1, 2, 2)
            ]
            assert found == statuses


def test_the_default_takes_what_a_newsroom_sends(desk: Desk, clock: Clock) -> None:
    """50 articles a second, each in a request of its own, beside a page that looks every second."""
    limits = RateLimits(Settings(database_url="memory:").rate_limit, lambda: clock().timestamp())
    for _ in range(120):
        assert all(limits.hit("wire").allowed for _ in range(50 + 1))
        clock.advance(timedelta(seconds=1))


def test_of_several_limits_each_counts_and_a_refused_request_uses_up_none() -> None:
    time = [0.0]
    limits = RateLimits("2/second; 5/minute", lambda: time[0])
    outcomes = []
    for second in range(4):
        time[0] = float(second)
        outcomes.append([limits.hit("anna").allowed for _ in range(3)])
    assert outcomes == [[True, True, False], [True, True, False], [True, False, False], [False, False, False]]
    verdict = limits.look("anna")
    assert not verdict.allowed
    assert verdict.retry_after == 57
    assert verdict.headers()["RateLimit-Policy"] == '"1s";q=2;w=1, "60s";q=5;w=60'


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 40)), max_size=60), st.integers(1, 4))
@example([("a", 4.2972379151428965), ("a", 0.0), ("a", 0.0)], 1)
def test_no_window_lets_in_more_than_its_quota(steps: list[tuple[str, float]], quota: int) -> None:
    now, limits = [0.0], None
    limits = RateLimits(f"{quota}/minute", lambda: now[0])
    let_in: dict[str, list[float]] = {"a": [], "b": []}
    for who, pause in steps:
        now[0] += pause
        if limits.hit(who).allowed:
            let_in[who].append(now[0])
    for times in let_in.values():
        # Windows begin with the first request in them, so that two of them may touch: never more than twice the quota.
        assert all(sum(start <= time < start + 60 for time in times) <= 2 * quota for start in times)


def test_a_clock_that_is_set_back_keeps_nobody_out() -> None:
    now = [1_000_000.0]
    limits = RateLimits("1/minute", lambda: now[0])
    assert limits.hit("anna").allowed
    assert not limits.hit("anna").allowed
    now[0] -= 3600
    assert limits.hit("anna").allowed


def test_strangers_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "MOST_COUNTERS", 10)
    limits = RateLimits("1/minute", lambda: 0.0)
    for number in range(100):
        limits.hit(f"192.0.2.{number}")
    assert limits._counters.reset() == 10


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ff", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_who_has_a_network_is_one(address: str, site: str) -> None:
    assert site_of(address) == site
