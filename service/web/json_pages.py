"""What pages show, for programs: every page has a twin, whose address ends with ``.json``.

Where the call of programs says the same, the twin leads there; what goes wrong is a problem, as it is there.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from service.formats.story_json import outline_json
from service.front.front import NowDep
from service.web.confirmations import Ids, candidates, halves_of, living
from service.web.dependencies import DeskDep
from service.web.error_pages import TwinRoute
from service.web.filters import FiltersDep, Words
from service.web.home import span_of
from service.web.last_look import look_in
from service.web.rendering import path_in

router = APIRouter(include_in_schema=False, route_class=TwinRoute)

_HEADERS = {"Cache-Control": "private, no-cache"}


@router.get("/index.json")
def briefing(request: Request, desk: DeskDep, now: NowDep, filters: FiltersDep) -> Response:
    """Lead to the same choice of stories, with what is new for the same reader."""
    seen = look_in(request, now, desk.newest_event()).seen
    return _to(request, "v1", "briefing", query=filters.query_of_twin(seen))


@router.get("/order.json")
def order(desk: DeskDep, now: NowDep, filters: FiltersDep) -> Response:
    """Name the stories of the briefing in their order, and its period, for the page itself: what stands where now."""
    found = desk.brief(filters.request(desk.newest(now), now, None))
    content = {"stories": [item.outline.story.id for item in found.items], "period": span_of(found)}
    return JSONResponse(content, headers=_HEADERS)


@router.get("/stories/{story_id}.json")
def story(request: Request, story_id: str) -> Response:
    """Lead to the same story."""
    return _to(request, "v1", "stories", story_id)


@router.get("/audit.json")
def audit(request: Request) -> Response:
    """Lead to the same entries."""
    return _to(request, "v1", "audit")


@router.get("/merge.json")
def merge(desk: DeskDep, now: NowDep, story: Ids = None, q: Words = None) -> Response:
    """Name the stories that are to be one, and others that could be added."""
    chosen = living(desk, story or [], now)
    others = candidates(desk, chosen, now, q)
    content = {
        "chosen": [outline_json(one) for one in chosen],
        "others": [outline_json(one) for one in others],
    }
    return JSONResponse(content, headers=_HEADERS)


@router.get("/split.json")
def split(desk: DeskDep, now: NowDep, story: str, article: Ids = None) -> Response:
    """Tell both halves of a story, as they would be."""
    whole, stays, goes = halves_of(desk, story, set(article or ()), now)
    content = {
        "story_id": whole.story.id,
        "revision": whole.story.revision,
        **{
            name: {"headline": half.headline, "article_ids": [one.id for one in half.articles]}
            for name, half in (("stays", stays), ("goes", goes))
        },
    }
    return JSONResponse(content, headers=_HEADERS)


@router.get("/withdraw.json")
def withdraw(request: Request, article: Annotated[str, Query(max_length=2000)]) -> Response:
    """Lead to the report that would go."""
    return _to(request, "v1", "articles", article)


@router.get("/paste.json")
def paste(request: Request) -> Response:
    """Name the calls by which the paste box folds and files."""
    calls = {"check": path_in(request, "v1", "check"), "file": path_in(request, "v1", "articles")}
    return JSONResponse(calls, headers=_HEADERS)


def _to(request: Request, *parts: str, query: str = "") -> Response:
    there = path_in(request, *parts)
    return RedirectResponse(f"{there}?{query}" if query else there, status_code=307)
