"""Who is let in, for what, and how often. It reads the head of a request and nothing else."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

import structlog
from starlette.datastructures import Headers
from starlette.types import Scope as AsgiScope

from service.api.access import refusals
from service.api.access.addresses import ip_of, name_in, site_of
from service.api.access.credentials import Credentials, credentials_of
from service.api.access.origins import ANY, foreign_origin
from service.api.access.rate_limits import UNCOUNTED, RateLimits, Seconds, Verdict
from service.api.access.scopes import LOOKING, SUPERDESK, needed, path_of
from service.keys import Key, Scope
from service.keys.callers import ANYBODY, Caller, introduce
from service.keys.ring import KeyRing

WRONG_KEYS = "30/minute"
"""Wrong keys that an address may send. Enough for programs that go on with a key that was revoked."""
MOST_FAMILIAR = 10_000

_log = structlog.stdlib.get_logger("newsfold.access")


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What the settings say about access."""

    rate_limit: str = "off"
    trusted_origins: frozenset[str] = frozenset()
    """Sites whose pages may send requests that change something; ``*`` for all, where there are no keys."""
    hosts: frozenset[str] = frozenset()
    """Names under which the service is called, beside those of this machine; needed where there are no keys."""
    signed_pushes: bool = False
    """Whether there is a secret to check the signatures of Superdesk with."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A request that may go on."""

    caller: Caller
    verdict: Verdict = UNCOUNTED


class AccessControl:
    """Lets requests in, or raises the refusal."""

    def __init__(self, ring: KeyRing, rules: AccessRules, now: Seconds) -> None:
        self._ring = ring
        self._rules = rules
        self._limits = RateLimits(rules.rate_limit, now)
        self._wrong = RateLimits(WRONG_KEYS, now)
        self._familiar: OrderedDict[tuple[str, bytes], None] = OrderedDict()

    def admit(self, request: AsgiScope) -> Admission:
        """Let a request in; who sent it, if that is known, is told also where it is refused.

        Raises
        ------
        Refusal
            It may not come in; says why, and the remedy.
        """
        method, path, headers = request["method"], path_of(request), Headers(scope=request)
        scope = needed(method, path)
        if scope is None:
            return Admission(ANYBODY)
        client = request.get("client")
        site = site_of(client[0]) if client else "unknown"
        if path == SUPERDESK and self._rules.signed_pushes:
            return self._count(request, Caller("superdesk"), f"address {site}")
        found = credentials_of(headers)
        if method not in LOOKING and (found is None or found.ambient):
            self._same_site(headers)
        if self._ring.required:
            return self._with_key(request, self._identify(found, site), scope)
        self._from_here(request.get("server"), headers.get("host", ""))
        return self._count(request, ANYBODY, f"address {site}")

    def _from_here(self, server: tuple[str, int | None] | None, host: str) -> None:
        """Refuse what comes from elsewhere, where there are no keys; sockets and the names of tests are not."""
        address = ip_of(server[0]) if server else None
        if address is None:
            return
        if not address.is_loopback:
            raise refusals.beyond_loopback()
        # A page can have its own name lead here, and is then no other site for the browser: only the name is left.
        name = name_in(host)
        if name and not (ip_of(name) or f".{name}".endswith(".localhost") or name in self._rules.hosts):
            raise refusals.unknown_host(name)

    def _same_site(self, headers: Headers) -> None:
        trusted: Collection[str] = self._rules.trusted_origins
        if ANY in trusted and not self._ring.required:
            return
        if (origin := foreign_origin(headers, trusted)) is not None:
            raise refusals.foreign_page(origin)

    def _identify(self, found: Credentials | None, site: str) -> Key:
        if found is None:
            raise refusals.no_key()
        key, guessing = self._ring.find(found.secret), self._wrong.look(site)
        # While somebody guesses, only keys that came from there before are let in: others at the same address, or
        # behind the same proxy, can go on, and a guess that is right is not told so.
        if key is not None and (guessing.allowed or (site, key.digest) in self._familiar):
            self._remember(site, key)
            return key
        if not guessing.allowed:
            raise refusals.too_many_wrong_keys(guessing.retry_after)
        if not self._wrong.hit(site).statuses[0].remaining:
            _log.warning("too many wrong API keys", address=site)
        raise refusals.wrong_key()

    def _with_key(self, request: AsgiScope, key: Key, scope: Scope) -> Admission:
        caller = Caller(key.name, lambda: self._ring.holds(key, scope), key.scopes)
        admission = self._count(request, caller, f"key {key.name}")
        if scope not in key.scopes:
            raise refusals.scope_missing(key, scope)
        return admission

    def _count(self, request: AsgiScope, caller: Caller, who: str) -> Admission:
        introduce(request, caller)
        verdict = self._limits.hit(who)
        if not verdict.allowed:
            raise refusals.too_many_requests(verdict.retry_after, *verdict.headers().items())
        return Admission(caller, verdict)

    def _remember(self, site: str, key: Key) -> None:
        self._familiar[site, key.digest] = None
        self._familiar.move_to_end((site, key.digest))
        if len(self._familiar) > MOST_FAMILIAR:
            self._familiar.popitem(last=False)
