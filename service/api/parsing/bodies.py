"""Request bodies, read by the same readers as files: nothing is accepted here that is refused there."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from service.api.problems import Problem, ProblemError, item_error
from service.errors import InvalidItem, ItemProblem, UnreadableInput
from service.formats.charsets import labelled
from service.formats.decoding import GZIP, decode
from service.formats.json_text import parse_json
from service.formats.reading import read
from service.model import Submission

NAME = "the body"
"""What messages call the input."""

_Request = TypeVar("_Request", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that cannot be taken, and its place in the body from 0."""

    index: int
    problem: ItemProblem

    def as_json(self) -> dict[str, object]:
        """Write it as the contract has it."""
        return {"index": self.index, "error": item_error(self.problem)}


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of one request, each in its order."""

    submissions: tuple[Submission, ...]
    rejected: tuple[Rejected, ...]

    def require_some(self) -> None:
        """Raise ProblemError where no article could be taken."""
        if self.submissions:
            return
        reasons = [str(one.problem) for one in self.rejected[:3]] or ["there is none in the body"]
        problem = Problem(
            name="no-article-taken",
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            title="No article could be taken",
            detail="; ".join(reasons),
            remedy="correct what `rejected` names, then send the articles again",
            more={"rejected": [one.as_json() for one in self.rejected]},
        )
        raise ProblemError(problem)


def read_batch(body: bytes, now: datetime, limit: int, content_type: str = "") -> Batch:
    """Read the articles of a body.

    Parameters
    ----------
    content_type
        The header: its charset counts where the body itself does not say what it is written in.
    now
        The time of receipt, aware.
    limit
        How many are taken at once, the bad ones counted.

    Raises
    ------
    UnreadableInput
        The body is nothing that holds articles.
    ProblemError
        There are more than ``limit``.
    """
    if body.startswith(GZIP):
        # A few kilobytes of gzip can hold gigabytes; the limit on the body must mean what it says.
        raise UnreadableInput(f"{NAME} is compressed", "send it as it is, without gzip")
    items = read(labelled(body, content_type), name=NAME, now=now, most=limit + 1).items
    if len(items) > limit:
        raise ProblemError(_too_many(limit))
    return Batch(
        submissions=tuple(item for item in items if isinstance(item, Submission)),
        rejected=tuple(Rejected(i, item) for i, item in enumerate(items) if isinstance(item, ItemProblem)),
    )


def read_edit(body: bytes, model: type[_Request]) -> _Request:
    """Read the JSON body of an edit; one that is empty is taken as one without fields.

    Raises
    ------
    UnreadableInput
        It is not JSON.
    InvalidItem
        A field is missing, unknown or of the wrong type.
    """
    try:
        content = parse_json(decode(body)) if body.strip() else {}
    except ValueError as error:
        raise UnreadableInput(f"{NAME} is not JSON: {error}", "send one JSON object") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        mistake = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in mistake["loc"]) or "body"
    raise InvalidItem(ItemProblem(field, mistake["msg"], "correct it; /docs shows the body with an example"))


def _too_many(limit: int) -> Problem:
    return Problem(
        name="batch-too-large",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        title="Too many articles in one request",
        detail=f"{NAME} holds more than {limit} articles; none was taken",
        remedy=f"send them in parts of up to {limit}",
    )
