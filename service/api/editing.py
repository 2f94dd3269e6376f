"""The editor's word: withdraw, merge, split, choose the representative. No later step undoes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.api import examples, requests, schemas
from service.api.bodies import read_edit
from service.api.dependencies import BodyDep, DeskDep, NowDep, OnceDep
from service.api.documentation import IDEMPOTENCY, body_of, problems
from service.api.idempotency import Once, Seal
from service.api.jsontext import JSON, json_bytes
from service.desk import Desk
from service.formats.briefing_json import JsonObject, result_json
from service.model import Result
from service.ports import Reply

router = APIRouter(prefix="/v1", tags=["editing"])

_PROBLEMS = problems(400, 404, 409, 410, 413, 422)
_OK = 200


@dataclass(frozen=True, slots=True)
class EditRequest:
    """A request to change something by hand, read but not yet understood."""

    request: Request
    body: bytes
    desk: Desk
    now: datetime
    once: Once

    def answer(self, edit: Callable[[], JsonObject]) -> Response:
        """Carry the edit out, once for each idempotency key, and answer with what it says."""
        return self.once.answer(self.request, self.body, self.now, lambda seal: self._execute(edit, seal))

    def _execute(self, edit: Callable[[], JsonObject], seal: Seal | None) -> Response:
        content = json_bytes(edit())
        if seal is not None:
            self._keep(seal.reply(_OK, content))
        return Response(content, media_type=JSON)

    def _keep(self, reply: Reply) -> None:
        # A second transaction: after a crash between the two the edit stands, and a repeat finds it done.
        def sealed(results: Sequence[Result]) -> Reply:
            return reply

        self.desk.receive((), self.now, sealed)


def _edit_request(request: Request, body: BodyDep, desk: DeskDep, now: NowDep, once: OnceDep) -> EditRequest:
    return EditRequest(request, body, desk, now, once)


EditDep = Annotated[EditRequest, Depends(_edit_request)]


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
        lambda: result_json(edit.desk.withdraw(article_id, edit.now, order.reason, by=order.by))
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
    return edit.answer(lambda: {"story_id": edit.desk.merge(story_id, order.others, edit.now, by=order.by)})


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
        lambda: {"story_id": edit.desk.split(story_id, order.article_ids, edit.now, by=order.by)}
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
        edit.desk.pin(story_id, order.article_id, edit.now, by=order.by)
        return {"story_id": story_id}

    return edit.answer(pin)
