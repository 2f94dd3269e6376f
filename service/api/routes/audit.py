"""The audit trail: who has edited what, and why; and taking an edit back."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import IDEMPOTENCY, NOT_MODIFIED, body_of, problems
from service.api.parsing.bodies import read_edit
from service.api.parsing.paging import LARGEST_PLACE, Cursor, place_before
from service.api.parsing.parameters import PageLimit, Words
from service.api.routes.edit_requests import EditDep
from service.api.schemas import examples, requests
from service.api.schemas.audit import AuditOut, EntryOut
from service.audit import TrailQuery
from service.formats.audit_json import entry_json
from service.formats.json_bytes import json_bytes
from service.front.front import CallerDep
from service.keys import Scope

router = APIRouter(prefix="/v1/audit", tags=["editing"])

EntryId = Annotated[int, Path(ge=1, le=LARGEST_PLACE, description="The entry's position in the trail")]
After = Annotated[int, Query(ge=0, le=LARGEST_PLACE, description="Only entries above this id: what is new")]
Story = Annotated[Words, Query(description="Only entries about this story, or one merged into it")]


@router.get(
    "",
    summary="Who did what by hand, newest first",
    response_model=AuditOut,
    responses={**NOT_MODIFIED, **problems(422)},
)
def list_entries(
    request: Request,
    desk: DeskDep,
    caller: CallerDep,
    after: After = 0,
    story: Story = None,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> Response:
    """List edits, withdrawals and providers' kills; to see all of them, follow `next_cursor` until it is null.

    The `reason` of a withdrawal is null for keys without the scope `edit`.
    """
    found = desk.audit(TrailQuery(limit + 1, after, place_before(cursor), story))
    page = found[:limit]
    content = {
        "entries": [entry_json(entry, for_editors=Scope.EDIT in caller.scopes) for entry in page],
        "next_cursor": str(page[-1].id) if len(found) > limit else None,
    }
    return conditional(request, json_bytes(content))


@router.get(
    "/{entry_id}",
    summary="One entry of the audit trail",
    response_model=EntryOut,
    responses={**NOT_MODIFIED, **problems(404, 422)},
)
def get_entry(request: Request, entry_id: EntryId, desk: DeskDep, caller: CallerDep) -> Response:
    """Show the entry, and whether it has been undone."""
    shown = entry_json(desk.audit_entry(entry_id), for_editors=Scope.EDIT in caller.scopes)
    return conditional(request, json_bytes(shown))


@router.post(
    "/{entry_id}/undo",
    summary="Take an edit back",
    response_model=EntryOut,
    responses=problems(400, 404, 409, 413, 422),
    openapi_extra={**body_of(requests.UndoIn, shown=examples.UNDO), **IDEMPOTENCY},
)
def undo_entry(entry_id: EntryId, edit: EditDep) -> Response:
    """Undo one merge, split, choice of representative, or undo; the answer is the new entry.

    What the edit moved goes back, and its constraints are lifted. Articles that have arrived since stay where they are,
    unless a rewrite or an editor ties them to what goes back. If a later entry has moved or withdrawn one of the
    articles, nothing is done, and `entry` in the problem names it. What was withdrawn stays withdrawn.
    """
    order = read_edit(edit.body, requests.UndoIn)
    return edit.carry_out(order, lambda editing: editing.undo(entry_id), entry_json)
