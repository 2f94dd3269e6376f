"""The editor's word: withdraw, merge, split, choose the representative. No later step undoes it but an editor's."""

from fastapi import APIRouter, Response

from service.api.documentation.openapi import EDIT, IDEMPOTENCY, body_of, problems
from service.api.parsing.bodies import read_edit
from service.api.routes.edit_requests import EditDep
from service.api.schemas import articles as schemas
from service.api.schemas import examples, requests
from service.desk import Edited
from service.formats.json_values import JsonObject
from service.formats.story_json import result_json

router = APIRouter(prefix="/v1", tags=["editing"])

_PROBLEMS = problems(400, 404, 409, 410, 412, 413, 422)


@router.post(
    "/articles/{article_id:path}/withdraw",
    summary="Kill an article",
    response_model=schemas.ResultOut,
    responses=problems(400, 404, 413, 422),
    openapi_extra={**body_of(requests.WithdrawIn, shown=examples.WITHDRAW), **IDEMPOTENCY},
)
def withdraw_article(article_id: str, edit: EditDep) -> Response:
    """Remove the article from every story, summary and feed, for good. Doing it twice is the same as once."""
    order = read_edit(edit.body, requests.WithdrawIn)
    return edit.carry_out(order, lambda editing: editing.withdraw(article_id), result_json)


@router.post(
    "/stories/{story_id:path}/merge",
    summary="Fold stories into this one",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.MergeIn, shown=examples.MERGE), **EDIT},
)
def merge_stories(story_id: str, edit: EditDep) -> Response:
    """Merge stories for good. The answer is the id that remains; the others redirect to it."""
    order = read_edit(edit.body, requests.MergeIn)
    return edit.carry_out(order, lambda editing: editing.merge(story_id, order.others), _edited_json)


@router.post(
    "/stories/{story_id:path}/split",
    summary="Make some articles a story of their own",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.SplitIn, shown=examples.SPLIT), **EDIT},
)
def split_story(story_id: str, edit: EditDep) -> Response:
    """Move these articles to a story of their own, for good. The answer is its id."""
    order = read_edit(edit.body, requests.SplitIn)
    return edit.carry_out(order, lambda editing: editing.split(story_id, order.article_ids), _edited_json)


@router.post(
    "/stories/{story_id:path}/representative",
    summary="Choose the article that stands for the story",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.RepresentativeIn, shown=examples.REPRESENTATIVE), **EDIT},
)
def choose_representative(story_id: str, edit: EditDep) -> Response:
    """Pin an article, or give null to let the rule choose again."""
    order = read_edit(edit.body, requests.RepresentativeIn)
    return edit.carry_out(order, lambda editing: editing.pin(story_id, order.article_id), _edited_json)


def _edited_json(edited: Edited) -> JsonObject:
    return {"story_id": edited.story_id, "entry": edited.entry}
