"""For those who run the service: is it alive, is it ready, what does it count."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.api.dependencies import DeskDep, FrontDep, needed
from service.api.documentation.openapi import problems
from service.api.schemas.articles import AliveOut, QueueOut, ReadyOut
from service.errors import Closing
from service.tray import Standing

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Whether the process answers")
async def healthz() -> AliveOut:
    """Answer, whatever else is wrong: restart the process when this does not."""
    return AliveOut(status="ok")


@router.get("/readyz", summary="Whether requests can be taken", responses=problems())
def readyz(desk: DeskDep, front: FrontDep) -> ReadyOut:
    """Answer 200 when the model is loaded, the window rebuilt and the database reads; a problem otherwise."""
    if front.closing:
        raise Closing
    desk.events(0, limit=1)
    return ReadyOut(
        status="ready", window_articles=desk.window_size, queue=_queue(needed(front.tray).standing())
    )


def _queue(standing: Standing) -> QueueOut:
    return QueueOut(
        articles=standing.held.articles,
        articles_at_most=standing.most.articles,
        bytes=standing.held.size,
        bytes_at_most=standing.most.size,
        oldest_seconds=round(standing.oldest_seconds, 3),
        articles_per_second=round(standing.per_second, 1),
        last_batch=standing.last_batch,
    )


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(front: FrontDep) -> Response:
    """Give all figures in the Prometheus text format."""
    return Response(front.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)
