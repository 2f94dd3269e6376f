"""Articles in, with an answer for each; one article."""

from fastapi import APIRouter, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep, OnceDep
from service.api.documentation.openapi import IDEMPOTENCY, NOT_MODIFIED, TAKING, body_of, problems
from service.api.parsing.idempotency import Seal
from service.api.routes.incoming import handed_in
from service.api.schemas import articles as schemas
from service.api.schemas import examples, requests
from service.formats.json_bytes import JSON, json_bytes
from service.formats.story_json import filed_json, versions_json
from service.front.front import FrontDep, NowDep

router = APIRouter(prefix="/v1", tags=["articles"])

_ARTICLES = body_of(requests.ArticleIn, requests.BatchIn, shown=examples.ARTICLES)


@router.post(
    "/articles",
    summary="File one article or a batch",
    response_model=schemas.ResultsOut,
    responses=problems(*TAKING),
    openapi_extra={**_ARTICLES, **IDEMPOTENCY},
)
async def post_articles(request: Request, now: NowDep, front: FrontDep, once: OnceDep) -> Response:
    """File articles in the order given, and answer where each one went.

    Accepts one article, `{"articles": [...]}`, JSON Lines, a feed, or any other format that newsfold reads. Articles
    that cannot be used are listed in `rejected` and do not hold up the others; if none can be used, the answer is 422.
    If too much is waiting to be filed, it is 429, and `Retry-After` says when there will be room.
    """
    async with handed_in(request, front) as incoming:

        async def execute(seal: Seal | None) -> Response:
            batch = await incoming.batch(now)
            return Response(await incoming.file(batch, now, seal), media_type=JSON)

        return await once.attend(request, incoming.body, now, execute)


@router.post(
    "/check",
    summary="See where articles would go",
    response_model=schemas.ResultsOut,
    responses=problems(*TAKING),
    openapi_extra=_ARTICLES,
)
async def check_articles(request: Request, now: NowDep, front: FrontDep) -> Response:
    """Answer as POST /v1/articles would, but store nothing."""
    async with handed_in(request, front) as incoming:
        batch = await incoming.batch(now)
        return Response(await incoming.check(batch, now), media_type=JSON)


@router.get(
    "/versions/{article_id:path}",
    summary="Every text of one article",
    response_model=schemas.VersionsOut,
    responses={**NOT_MODIFIED, **problems(404, 410, 422)},
)
def get_versions(request: Request, article_id: str, desk: DeskDep, now: NowDep) -> Response:
    """List the texts that have arrived under this id, oldest first, and what each changed."""
    return conditional(request, json_bytes(versions_json(desk.versions(article_id, now))))


@router.get(
    "/articles/{article_id:path}",
    summary="One article with its relation and receipt",
    response_model=schemas.FiledOut,
    responses={**NOT_MODIFIED, **problems(404, 410, 422)},
)
def get_article(request: Request, article_id: str, desk: DeskDep, now: NowDep) -> Response:
    """Show the article as it stands, its story, and why it is there."""
    return conditional(request, json_bytes(filed_json(desk.article(article_id, now))))
