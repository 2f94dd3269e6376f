"""Articles in, with an answer for each; one article."""

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response

from service.api import requests
from service.api.bodies import Batch, read_batch
from service.api.caching import conditional
from service.api.dependencies import BodyDep, DeskDep, Front, FrontDep, NowDep, OnceDep
from service.api.documentation import examples
from service.api.documentation.openapi import IDEMPOTENCY, NOT_MODIFIED, body_of, problems
from service.api.idempotency import Seal
from service.api.jsontext import JSON, json_bytes
from service.api.schemas import articles as schemas
from service.desk import Desk
from service.formats.story_json import filed_json, result_json, versions_json
from service.model import Result
from service.ports import Reply

router = APIRouter(prefix="/v1", tags=["articles"])

_ARTICLES = body_of(requests.ArticleIn, requests.BatchIn, shown=examples.ARTICLES)
_OK = 200


@router.post(
    "/articles",
    summary="File one article or a batch",
    response_model=schemas.ResultsOut,
    responses=problems(400, 413, 422),
    openapi_extra={**_ARTICLES, **IDEMPOTENCY},
)
def post_articles(
    request: Request, body: BodyDep, now: NowDep, desk: DeskDep, front: FrontDep, once: OnceDep
) -> Response:
    """File articles in the order given; the answer tells where each one went, and it lasts.

    Takes one article, `{"articles": [...]}`, JSON Lines or a feed. Articles that cannot be taken are listed in
    `rejected` and do not keep the others back; when none can be taken the answer is a problem of status 422.
    """

    def execute(seal: Seal | None) -> Response:
        batch = read_batch(body, now, front.limits.batch)
        return Response(receive(desk, front, batch, now, seal), media_type=JSON)

    return once.answer(request, body, now, execute)


@router.post(
    "/check",
    summary="See where articles would go",
    response_model=schemas.ResultsOut,
    responses=problems(400, 413, 422),
    openapi_extra=_ARTICLES,
)
def check_articles(body: BodyDep, now: NowDep, desk: DeskDep, front: FrontDep) -> Response:
    """Answer as POST /v1/articles would, and store nothing."""
    batch = read_batch(body, now, front.limits.batch)
    batch.require_some()
    return Response(_results(desk.check(batch.submissions, now), batch), media_type=JSON)


@router.get(
    "/versions/{article_id:path}",
    summary="Every text of one article",
    response_model=schemas.VersionsOut,
    responses={**NOT_MODIFIED, **problems(404, 410, 422)},
)
def get_versions(request: Request, article_id: str, desk: DeskDep, now: NowDep) -> Response:
    """List the texts that came under this id, oldest first, and what each changed in the one before."""
    return conditional(request, json_bytes(versions_json(desk.versions(article_id, now))))


@router.get(
    "/articles/{article_id:path}",
    summary="One article with its relation and receipt",
    response_model=schemas.FiledOut,
    responses={**NOT_MODIFIED, **problems(404, 410, 422)},
)
def get_article(request: Request, article_id: str, desk: DeskDep, now: NowDep) -> Response:
    """Show the article as it stands, where it went and why."""
    return conditional(request, json_bytes(filed_json(desk.article(article_id, now))))


def receive(desk: Desk, front: Front, batch: Batch, now: datetime, seal: Seal | None = None) -> bytes:
    """File the articles of a batch; the body of the answer. Raises ProblemError where none could be taken."""
    front.metrics.count_rejected(len(batch.rejected))
    batch.require_some()
    results = _receive(desk, batch, now, seal)
    front.metrics.count_received(results)
    return _results(results, batch)


def _receive(desk: Desk, batch: Batch, now: datetime, seal: Seal | None) -> Sequence[Result]:
    if seal is None:
        return desk.receive(batch.submissions, now)

    def keep(results: Sequence[Result]) -> Reply:
        return seal.reply(_OK, _results(results, batch))

    return desk.receive(batch.submissions, now, keep)


def _results(results: Sequence[Result], batch: Batch) -> bytes:
    content = {
        "results": [result_json(result) for result in results],
        "rejected": [one.as_json() for one in batch.rejected],
    }
    return json_bytes(content)
