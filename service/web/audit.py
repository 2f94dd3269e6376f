"""All that was done by hand, newest first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.audit import TrailQuery
from service.front.front import NowDep
from service.web.audit_sentences import entry_view
from service.web.dependencies import DeskDep
from service.web.error_pages import PageRoute
from service.web.naming import Names
from service.web.rendering import Page, page

router = APIRouter(include_in_schema=False, route_class=PageRoute)

A_PAGE = 50
Number = Annotated[int | None, Query(ge=1, le=2**63 - 1)]


@router.get("/audit")
def show_trail(
    request: Request, desk: DeskDep, now: NowDep, before: Number = None, done: Number = None
) -> Response:
    """Show one page of the audit trail."""
    names = Names(desk, now)
    found = desk.audit(TrailQuery(A_PAGE + 1, before=before))
    values = {
        "entries": [entry_view(one, names) for one in found[:A_PAGE]],
        "older": found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        "done": entry_view(desk.audit_entry(done), names) if done else None,
    }
    return page(request, Page("audit.html", values))
