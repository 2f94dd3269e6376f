"""For those who run the service: is it alive, is it ready, what does it count."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.api.dependencies import DeskDep, needed
from service.api.documentation.openapi import problems
from service.api.schemas.articles import AliveOut, QueueOut, ReadyOut
from service.errors import Closing, StorageFull
from service.front.front import FrontDep
from service.intake_queue import QueueStatus

router = APIRouter(tags=["operations"])

Writable = Annotated[bool, Query(description="Answer 507 if there was no room for the last write")]


@router.get("/healthz", summary="Whether the process answers")
async def healthz() -> AliveOut:
    """Answer, whatever else is wrong. Restart the process if it does not."""
    return AliveOut(status="ok")


@router.get("/readyz", summary="Whether requests can be taken", responses=problems(422, 507))
def readyz(desk: DeskDep, front: FrontDep, writable: Writable = False) -> ReadyOut:
    """Answer 200 if the model is loaded, the window rebuilt and the database readable; otherwise a problem.

    If the disk is full, stories can still be read, so the answer stays 200, with `writable` false: a load balancer
    should not take the service away from its readers. To be alerted, ask with `writable=true`.
    """
    if front.closing:
        raise Closing
    desk.events(0, limit=1)
    if writable and not desk.has_room:
        raise StorageFull("the last write found no space left: its disk is full")
    return ReadyOut(
        status="ready",
        writable=desk.has_room,
        window_articles=desk.window_size,
        queue=_queue(needed(front.queue).status()),
    )


def _queue(status: QueueStatus) -> QueueOut:
    return QueueOut(
        articles=status.held.articles,
        articles_at_most=status.most.articles,
        bytes=status.held.size,
        bytes_at_most=status.most.size,
        oldest_seconds=round(status.oldest_seconds, 3),
        articles_per_second=round(status.per_second, 1),
        last_batch=status.last_batch,
    )


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(front: FrontDep) -> Response:
    """Write all figures in the Prometheus text format."""
    return Response(front.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)
