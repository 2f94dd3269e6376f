"""Bodies with articles on their way in: counted as they are read, understood beside the event loop, filed by the queue.

No thread waits for an answer, so that there are always threads for those who read. What waits is bounded, by bytes
while it is read and by articles once they are known: what does not fit is refused before it is kept.
"""

from asyncio import wrap_future
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from service.api.dependencies import PATIENCE, needed, too_large
from service.api.parsing.bodies import Batch, read_batch
from service.api.parsing.idempotency import Seal
from service.api.problems import ProblemError
from service.desk import Parcel
from service.errors import Closing, TooBusy
from service.formats.json_bytes import json_bytes
from service.formats.story_json import result_json
from service.front.front import Front
from service.intake_queue import Act, Claim, IntakeQueue, Load
from service.model import Result
from service.ports import Reply

SMALL_BYTES = 8 * 1024
"""What is read, or written out, so quickly that going to a thread and back takes longer."""
SMALL_RESULTS = 16

_Made = TypeVar("_Made")


@dataclass(slots=True)
class Incoming:
    """One body, its place in the queue, and what is done with it."""

    body: bytes
    content_type: str
    front: Front
    queue: IntakeQueue
    claim: Claim

    async def batch(self, now: datetime) -> Batch:
        """Read the articles.

        Raises as :func:`service.api.parsing.bodies.read_batch`, and TooBusy where they are too many.
        """
        self.claim.grow(articles=1)

        def read() -> Batch:
            return read_batch(self.body, now, self.front.limits.batch, self.content_type)

        found = await _aside(read, self.front.readers, small=len(self.body) <= SMALL_BYTES)
        self.claim.grow(articles=max(len(found.submissions) - 1, 0))
        return found

    async def file(self, batch: Batch, now: datetime, seal: Seal | None = None) -> bytes:
        """File the articles; the body of the answer. Raises ProblemError where none could be taken."""
        self.front.metrics.count_rejected(len(batch.rejected))
        batch.require_some()
        written: list[bytes] = []

        def keep(results: Sequence[Result]) -> Reply:
            assert seal is not None
            written[:] = [results_json(results, batch)]
            return seal.reply(HTTPStatus.OK, written[0])

        parcel = Parcel(batch.submissions, now, keep if seal else None)
        results = await self._answer(parcel, Act.FILE)
        self.front.metrics.count_received(results)
        return written[0] if written else await self._written(results, batch)

    async def check(self, batch: Batch, now: datetime) -> bytes:
        """Tell where the articles would go; the body of the answer. Raises as :meth:`file`."""
        batch.require_some()
        return await self._written(await self._answer(Parcel(batch.submissions, now), Act.CHECK), batch)

    async def _answer(self, parcel: Parcel, act: Act) -> Sequence[Result]:
        load = Load(len(parcel.submissions), len(self.body))
        return await wrap_future(self.queue.put(parcel, load, act))

    async def _written(self, results: Sequence[Result], batch: Batch) -> bytes:
        small = len(results) <= SMALL_RESULTS
        return await _aside(lambda: results_json(results, batch), self.front.readers, small=small)


@asynccontextmanager
async def handed_in(request: Request, front: Front) -> AsyncIterator[Incoming]:
    """Read the body of a request; its place in the queue is free again when the request is answered.

    Raises
    ------
    TooBusy, Closing
        There is no room for it, or nothing is taken any more.
    ProblemError
        It is too large, or the service is not ready.
    """
    queue = needed(front.queue)
    with queue.capacity.claim() as claim:
        body = await _read(request, front.limits.body_bytes, claim)
        yield Incoming(body, request.headers.get("content-type", ""), front, queue, claim)


async def _read(request: Request, limit: int, claim: Claim) -> bytes:
    """Read a body chunk by chunk, as long as there is room for it; what is refused is read on and thrown away.

    A client that is cut off while it is still sending does not read the answer.
    """
    kept, size, refusal = list[bytes](), 0, _refusal(lambda: claim.look(articles=1))
    async for chunk in request.stream():
        size += len(chunk)
        if refusal is None and size <= limit:
            refusal = _refusal(lambda: claim.grow(size=len(chunk)))  # noqa: B023 - called at once
            kept.append(chunk)
        if refusal is not None or size > limit:
            kept.clear()
            claim.drop()
            if size > PATIENCE * limit:
                break
    if size > limit:
        raise ProblemError(too_large(limit))
    if refusal is not None:
        raise refusal
    return b"".join(kept)


def _refusal(claim: Callable[[], None]) -> TooBusy | Closing | None:
    try:
        claim()
    except (TooBusy, Closing) as error:
        return error
    return None


async def _aside(make: Callable[[], _Made], readers: CapacityLimiter, *, small: bool) -> _Made:
    return make() if small else await to_thread.run_sync(make, limiter=readers)


def results_json(results: Sequence[Result], batch: Batch) -> bytes:
    """Write the answer out."""
    content = {
        "results": [result_json(result) for result in results],
        "rejected": [one.as_json() for one in batch.rejected],
    }
    return json_bytes(content)
