"""The editor's word: withdraw, merge, split, choose the representative. No later step undoes it."""

from fastapi import APIRouter, Response

from service.api import examples, requests, schemas
from service.api.bodies import read_edit
from service.api.documentation import IDEMPOTENCY, body_of, problems
from service.api.edits import EditDep
from service.formats.briefing_json import JsonObject, result_json

router = APIRouter(prefix="/v1", tags=["editing"])

_PROBLEMS = problems(400, 404, 409, 410, 413, 422)


@router.post(
    "/articles/{article_id:path}/withdraw",
    summary="Kill an article",
    response_model=schemas.ResultOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.WithdrawIn, shown=examples.WITHDRAW), **IDEMPOTENCY},
)
def withdraw_article(article_id: str, edit: EditDep) -> Response:
    """Pull the article out of every story, summary and feed, for good. Doing it twice is the same as once."""
    order = read_edit(edit.body, requests.WithdrawIn)
    return edit.answer(
        lambda: result_json(edit.desk.withdraw(article_id, edit.now, order.reason, by=edit.who(order.by)))
    )


@router.post(
    "/stories/{story_id:path}/merge",
    summary="Fold stories into this one",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.MergeIn, shown=examples.MERGE), **IDEMPOTENCY},
)
def merge_stories(story_id: str, edit: EditDep) -> Response:
    """Say that stories are one. They stay together; the ids that go redirect to the one that is answered."""
    order = read_edit(edit.body, requests.MergeIn)
    return edit.answer(
        lambda: {"story_id": edit.desk.merge(story_id, order.others, edit.now, by=edit.who(order.by))}
    )


@router.post(
    "/stories/{story_id:path}/split",
    summary="Make some articles a story of their own",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.SplitIn, shown=examples.SPLIT), **IDEMPOTENCY},
)
def split_story(story_id: str, edit: EditDep) -> Response:
    """Say that these articles are another story; its id is answered. They stay apart."""
    order = read_edit(edit.body, requests.SplitIn)
    return edit.answer(
        lambda: {"story_id": edit.desk.split(story_id, order.article_ids, edit.now, by=edit.who(order.by))}
    )


@router.post(
    "/stories/{story_id:path}/representative",
    summary="Choose the article that stands for the story",
    response_model=schemas.EditedOut,
    responses=_PROBLEMS,
    openapi_extra={**body_of(requests.RepresentativeIn, shown=examples.REPRESENTATIVE), **IDEMPOTENCY},
)
def choose_representative(story_id: str, edit: EditDep) -> Response:
    """Pin an article, or give null to let the rule choose again."""
    order = read_edit(edit.body, requests.RepresentativeIn)

    def pin() -> JsonObject:
        edit.desk.pin(story_id, order.article_id, edit.now, by=edit.who(order.by))
        return {"story_id": story_id}

    return edit.answer(pin)
