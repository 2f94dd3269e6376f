"""How requests are refused before anything of them is read."""

from collections.abc import Mapping
from http import HTTPStatus

from service.api.access.credentials import CHALLENGES
from service.api.problems import Problem
from service.keys import Key, Scope

_HOW = (
    "send a key as `Authorization: Bearer`, as `X-API-Key` or as the password of HTTP Basic; "
    "whoever runs the service makes them with `newsfold key NAME`"
)


class Refusal(Exception):
    """A request that does not get in."""

    def __init__(self, problem: Problem, *headers: tuple[str, str]) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers


def no_key() -> Refusal:
    """There is none, where one is needed."""
    return _unauthorized("the request came without an API key", _HOW)


def wrong_key() -> Refusal:
    """There is one, which nobody knows."""
    return _unauthorized("the API key is unknown here, or has been revoked", _HOW)


def beyond_loopback() -> Refusal:
    """The service has no keys, and the request came in where others than this machine can."""
    return _forbidden(
        "Only this machine may call the service",
        detail="this service has no API keys, so it answers its own machine only",
        remedy="set NEWSFOLD_API_KEYS, or call the service on 127.0.0.1",
    )


def unknown_host(name: str) -> Refusal:
    """The service has no keys, and a name that is not known to be its own leads to it."""
    return _forbidden(
        "Only this machine may call the service",
        detail=f"this service has no API keys, and does not know {name[:100]!r} as its own address",
        remedy="set NEWSFOLD_PUBLIC_URL to where readers reach it, or NEWSFOLD_API_KEYS, or call it as localhost",
    )


def scope_missing(key: Key, scope: Scope) -> Refusal:
    """The key is for other things."""
    return _forbidden(
        "The key does not allow this",
        detail=f"the request needs the scope {scope.value!r}, which the key {key.name!r} does not have",
        remedy=f"use a key with the scope {scope.value!r}, or add it to the entry of {key.name!r}",
        more={"scope": scope.value},
    )


def foreign_page(origin: str) -> Refusal:
    """A page of another site made a browser send it, and nothing says that this was meant."""
    return _forbidden(
        "Pages of other sites may not call this service",
        detail=f"a web page of {origin[:100]!r} sent the request, and that site is not allowed to",
        remedy="name the origin in NEWSFOLD_CORS_ORIGINS, or let the page send a key in X-API-Key",
    )


def too_many_requests(seconds: int, *headers: tuple[str, str]) -> Refusal:
    """The caller has asked for more than it may."""
    remedy = f"send it again in {seconds} s; several articles can go into one request"
    detail = "the caller has sent more requests than NEWSFOLD_RATE_LIMIT allows"
    return _limited(detail, remedy, seconds, headers)


def too_many_wrong_keys(seconds: int) -> Refusal:
    """Somebody at this address is guessing, or has a key that was revoked."""
    remedy = f"find the program there that sends a wrong key, and try again in {seconds} s with the right one"
    return _limited("too many wrong API keys came from this address", remedy, seconds, ())


def _unauthorized(detail: str, remedy: str) -> Refusal:
    problem = Problem("unauthorized", HTTPStatus.UNAUTHORIZED, "An API key is needed", detail, remedy)
    # A header each: many clients understand no more than the first challenge of one.
    return Refusal(problem, *(("WWW-Authenticate", challenge) for challenge in CHALLENGES))


def _limited(detail: str, remedy: str, seconds: int, headers: tuple[tuple[str, str], ...]) -> Refusal:
    problem = Problem(
        name="rate-limited",
        status=HTTPStatus.TOO_MANY_REQUESTS,
        title="Too many requests",
        detail=detail,
        remedy=remedy,
        more={"retry_after": seconds},
    )
    return Refusal(problem, ("Retry-After", str(seconds)), *headers)


def _forbidden(title: str, *, detail: str, remedy: str, more: Mapping[str, object] | None = None) -> Refusal:
    problem = Problem("forbidden", HTTPStatus.FORBIDDEN, title, detail=detail, remedy=remedy, more=more or {})
    return Refusal(problem)
