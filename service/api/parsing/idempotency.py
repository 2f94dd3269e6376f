"""``Idempotency-Key``: a POST that is sent again gets the answer it got, and is not carried out again.

The answer is written with the change it answers, so that a crash leaves either both or none. Within the process a
lock for each key keeps two copies that arrive at once apart.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from service.api.problems import Problem, ProblemError
from service.errors import Conflict, Gone, NotFound, Stale
from service.formats.json_bytes import JSON
from service.front.key_locks import KeyLocks
from service.keys.callers import caller_of
from service.ports import Reply

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEY_PATTERN = "[!-~]{1,255}"
"""Visible ASCII characters."""
_KEY = re.compile(KEY_PATTERN)


@dataclass(frozen=True, slots=True)
class Seal:
    """The key and the digest of one request, ready to be put on its answer."""

    key: str
    request_digest: str
    now: datetime

    @property
    def name(self) -> str:
        """Names the request: the same each time it is repeated, 64 hex digits."""
        return hashlib.sha256(f"{self.key} {self.request_digest}".encode()).hexdigest()

    def reply(self, status: int, body: bytes) -> Reply:
        """Make the answer to be kept."""
        return Reply(self.key, self.request_digest, status, body, self.now)


@dataclass(frozen=True, slots=True)
class Once:
    """Carries a request out once for each key."""

    recall: Callable[[str], Reply | None]
    locks: KeyLocks = field(default_factory=KeyLocks)

    def answer(
        self, request: Request, body: bytes, now: datetime, execute: Callable[[Seal | None], Response]
    ) -> Response:
        """Give the answer kept under the request's key, else carry it out.

        Parameters
        ----------
        execute
            Carries the request out; keeps its answer under the seal (None: the client sent no key).

        Raises
        ------
        ProblemError
            The key is malformed, or was used for another request.
        """
        seal = _seal(request, body, now)
        if seal is None:
            return execute(None)
        with self.locks.hold(seal.key):
            kept = self.recall(seal.key)
            if kept is not None:
                return _replay(kept, seal)
            try:
                return execute(seal)
            except (Conflict, Gone, NotFound, Stale):
                # Another process may have carried it out meanwhile; that is its answer then.
                kept = self.recall(seal.key)
                if kept is None:
                    raise
                return _replay(kept, seal)

    async def attend(
        self,
        request: Request,
        body: bytes,
        now: datetime,
        execute: Callable[[Seal | None], Awaitable[Response]],
    ) -> Response:
        """Do as :meth:`answer` does, for what is not done in a thread that waits."""
        seal = _seal(request, body, now)
        if seal is None:
            return await execute(None)
        async with self.locks.hold_awaiting(seal.key):
            kept = await run_in_threadpool(self.recall, seal.key)
            if kept is not None:
                return _replay(kept, seal)
            try:
                return await execute(seal)
            except Conflict:
                kept = await run_in_threadpool(self.recall, seal.key)
                if kept is None:
                    raise
                return _replay(kept, seal)


def _seal(request: Request, body: bytes, now: datetime) -> Seal | None:
    """What the answer is to be kept under; None where the client sent no key."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise ProblemError(_MALFORMED)
    return Seal(key, _digest(request, body), now)


def _digest(request: Request, body: bytes) -> str:
    # What one caller was told, a secret perhaps, is not told to another.
    caller = caller_of(request.scope).name or ""
    head = f"{caller}{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(head + body).hexdigest()


def _replay(kept: Reply, seal: Seal) -> Response:
    if kept.request_digest != seal.request_digest:
        raise ProblemError(_REUSED)
    return Response(kept.body, status_code=kept.status, media_type=JSON, headers={REPLAYED: "true"})


_MALFORMED = Problem(
    name="invalid-idempotency-key",
    status=HTTPStatus.BAD_REQUEST,
    title="The idempotency key cannot be used",
    detail=f"the header {HEADER} is not 1 to 255 visible ASCII characters",
    remedy="use a new UUID for each new request",
)
_REUSED = Problem(
    name="idempotency-key-reused",
    status=HTTPStatus.UNPROCESSABLE_ENTITY,
    title="The idempotency key belongs to another request",
    detail=f"the header {HEADER} came before with another path, body or API key",
    remedy="use a new key for a new request; repeat a key only to repeat the very same request",
)
