"""The first page: the briefing, as cards."""

from fastapi import APIRouter, Request, Response

from service.briefings.values import Briefing
from service.errors import Gone, Moved, NotFound
from service.front.front import FrontDep, NowDep
from service.web.cards import card_of
from service.web.dependencies import DeskDep
from service.web.error_pages import PageRoute
from service.web.filters import PERIODS, Filters, FiltersDep
from service.web.last_look import KEPT, Look, cookie_name, look_in
from service.web.rendering import Page, page, root_of, short

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
def show_briefing(
    request: Request, desk: DeskDep, front: FrontDep, now: NowDep, filters: FiltersDep
) -> Response:
    """Show the stories of the period, the most important first."""
    # The place first: what happens meanwhile is told of by the stream.
    place = desk.newest_event()
    look = look_in(request, now, place)
    wanted = filters.request(desk.newest(now), now, look.seen_before)
    briefing = front.reworded(desk.brief(wanted))
    answer = page(request, Page("briefing.html", values_of(briefing, filters, place)))
    if not filters.narrow:
        _remember(request, answer, look.showing(place))
    return answer


@router.get("/cards/{story_id}")
def show_card(
    request: Request, story_id: str, desk: DeskDep, front: FrontDep, now: NowDep, filters: FiltersDep
) -> Response:
    """Show one story of the briefing, to be put in its place; nothing where it does not belong there."""
    look = look_in(request, now, desk.newest_event())
    wanted = filters.request(desk.newest(now), now, look.seen_before)
    try:
        briefing = front.reworded(desk.brief_story(story_id, wanted))
    except (NotFound, Moved, Gone):  # since the page was told of it
        return Response(status_code=204)
    if not briefing.items:
        return Response(status_code=204)
    return page(
        request, Page("one_card.html", {"card": card_of(briefing.items[0], wanted), "filters": filters})
    )


def values_of(briefing: Briefing, filters: Filters, place: int) -> dict[str, object]:
    """Gather what the page of a briefing is filled in with; ``place`` is that in the log up to which it tells."""
    cards = [card_of(item, briefing.request) for item in briefing.items]
    articles = [filed.article for item in briefing.items for filed in item.outline.articles]
    return {
        "cards": cards,
        "request": briefing.request,
        "filters": filters,
        "periods": PERIODS,
        "place": place,
        "sources": sorted({one.source for one in articles if one.source}, key=str.casefold)[:200],
        "languages": sorted({one.language for one in articles if one.language})[:100],
        "fresh": sum(card.fresh > 0 for card in cards),
        "span": span_of(briefing),
        "full": len(briefing.items) == briefing.request.limit,
    }


def span_of(briefing: Briefing) -> str:
    """What a briefing is of, in words: from when to when, how many stories and reports."""
    since, until = map(short, (briefing.request.since, briefing.request.until))
    stories, reports = len(briefing.items), sum(len(item.outline.articles) for item in briefing.items)
    told = f"{stories:,} {'story' if stories == 1 else 'stories'} from {reports:,} report{'' if reports == 1 else 's'}"
    return f"{since} to {until} · {told}"


def _remember(request: Request, answer: Response, look: Look) -> None:
    answer.set_cookie(
        cookie_name(request),
        look.cookie(),
        max_age=int(KEPT.total_seconds()),
        path=root_of(request) or "/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
