"""The paste box: what is pasted, dropped or fetched is folded, shown, and stored only once that is accepted."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.errors import InvalidItem, ItemProblem, UnreadableInput
from service.formats.article_json import submission_from_mapping
from service.formats.charsets import Readable, readable
from service.formats.decoding import GZIP, decode
from service.formats.links import is_web_link
from service.formats.outputs.names import source_of, title_of
from service.formats.reading import Item, read, starts_as_json
from service.front.front import Front, FrontDep, NowDep
from service.model import Relation, Result, Submission
from service.web.dependencies import DeskDep, QueueDep
from service.web.error_pages import PageError, PageRoute
from service.web.forms import Form, FormDep
from service.web.naming import Names, report_of
from service.web.reasons import Reason, reason_of
from service.web.rendering import Page, page, path_in

router = APIRouter(prefix="/paste", include_in_schema=False, route_class=PageRoute)

FETCH_SECONDS = 15.0
MOST_TOLD = 100
_NAME = "what was pasted"
_LONGEST_TITLE = 200
_WORDS = {
    Relation.NEW_STORY: "a story of its own",
    Relation.EXACT_DUPLICATE: "a copy",
    Relation.NEAR_DUPLICATE: "a reprint",
    Relation.SAME_STORY: "another report on a story",
    Relation.REVISION: "a new version",
    Relation.UNCHANGED: "on file already",
    Relation.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one report goes."""

    article_id: str
    title: str
    source: str
    relation: str
    reason: Reason
    story_id: str
    story: str
    """What the story is called; empty where it does not exist yet."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was handed in, and what is in it."""

    body: bytes
    submissions: tuple[Submission, ...]
    rejected: tuple[ItemProblem, ...]
    source: str


@router.get("")
def show_box(request: Request) -> Response:
    """Show the box."""
    return page(request, Page("paste.html", {"told": None}))


@router.post("")
def fold(
    request: Request, form: FormDep, desk: DeskDep, queue: QueueDep, front: FrontDep, now: NowDep
) -> Response:
    """Show where it would go; nothing is stored."""
    body, guess = _body(form, front)
    pasted = _pasted(body, form.text("source"), now, front.limits.batch)
    told = _told(queue.check(pasted.submissions, now), Names(desk, now)) if pasted.submissions else []
    content = base64.b64encode(pasted.body).decode()
    again = {"filed": False, "guess": guess, "content": content, "source": pasted.source}
    return page(request, Page("paste.html", {**_values(told, pasted), **again}))


@router.post("/accept")
def accept(
    request: Request, form: FormDep, desk: DeskDep, queue: QueueDep, front: FrontDep, now: NowDep
) -> Response:
    """File what was shown."""
    try:
        body = base64.b64decode(form.need("content", "what is to be filed"), validate=True)
    except binascii.Error:
        raise PageError(422, "The form cannot be read", "What is to be filed did not arrive whole.") from None
    pasted = _pasted(body, form.text("source"), now, front.limits.batch)
    front.metrics.count_rejected(len(pasted.rejected))
    if not pasted.submissions:
        raise PageError(422, "No report could be taken", "; ".join(str(one) for one in pasted.rejected[:3]))
    results = queue.file(pasted.submissions, now)
    front.metrics.count_received(results)
    if len(results) == 1 and results[0].decision.relation is not Relation.WITHDRAWN:
        return RedirectResponse(path_in(request, "stories", results[0].decision.story_id), status_code=303)
    values = _values(_told(results, Names(desk, now)), pasted)
    return page(request, Page("paste.html", {**values, "filed": True, "guess": ""}))


def _values(told: Sequence[Placement], pasted: Pasted) -> dict[str, object]:
    """What the page shows of reports, filed or not."""
    return {
        "told": told[:MOST_TOLD],
        "reports": len(told),
        "more": max(0, len(told) - MOST_TOLD),
        "rejected": [str(one) for one in pasted.rejected[:MOST_TOLD]],
    }


def _body(form: Form, front: Front) -> Readable:
    """The file that was dropped, what an address answers, or what was pasted."""
    text = form.text("content")
    if form.file:
        return readable(form.file, "")
    if not text:
        raise PageError(422, "Nothing was pasted", "The box was empty, and no file was chosen.")
    if "\n" in text or not is_web_link(text):
        return Readable(text.encode("utf-8", "replace"))
    if front.egress is None:
        raise PageError(503, "Not ready yet", "The service is starting or stopping.")
    answer = front.egress.fetch(text, headers={}, max_bytes=front.limits.body_bytes, seconds=FETCH_SECONDS)
    if answer.status != 200:  # noqa: PLR2004
        raise PageError(422, "The address gives nothing", f"{text} answered {answer.status}.")
    return readable(answer.body, answer.headers.get("content-type", ""))


def _pasted(body: bytes, source: str, now: datetime, limit: int) -> Pasted:
    """Read it as every input is read; text in which no reader knows its way is one report."""
    if body.startswith(GZIP):
        # A few kilobytes of gzip can hold gigabytes.
        raise PageError(
            422, "That cannot be used", "The file is compressed.", "Send it as it is, without gzip."
        )
    try:
        items: Sequence[Item] = read(body, name=_NAME, now=now).items
    except UnreadableInput:
        items = [_prose(body, now)]
    if len(items) > limit:
        raise PageError(
            422,
            "That is too much at once",
            f"There are {len(items)} reports in it; at most {limit} are taken.",
        )
    submissions = [_named(one, source) for one in items if isinstance(one, Submission)]
    return Pasted(
        body, tuple(submissions), tuple(one for one in items if isinstance(one, ItemProblem)), source
    )


def _prose(body: bytes, now: datetime) -> Submission:
    """One report: its first line is the title, where it is short and something follows. Raises UnreadableInput."""
    text = decode(body).strip()
    if "\0" in text or text[:1] in ("<", "{") or starts_as_json(text):
        read(body, name=_NAME, now=now)
    first, _, rest = text.partition("\n")
    titled = bool(rest.strip()) and len(first) <= _LONGEST_TITLE
    item = {"title": first.strip(), "text": rest.strip()} if titled else {"text": text}
    try:
        return submission_from_mapping(item, now=now, where=None)
    except InvalidItem as error:
        raise UnreadableInput(str(error.problem), "paste the text of a report") from error


def _named(one: Submission, source: str) -> Submission:
    """Name the source of a report that names none."""
    if not source or one.article.source:
        return one
    return replace(one, article=replace(one.article, source=source))


def _told(results: Sequence[Result], names: Names) -> list[Placement]:
    own = {one.article.id: one.article for one in results}

    def report(article_id: str) -> str:
        if article_id in own:
            return report_of(own[article_id], "another of these reports")
        return names.report(article_id)

    return [
        Placement(
            article_id=one.article.id,
            title=title_of(one.article),
            source=source_of(one.article),
            relation=_WORDS[one.decision.relation],
            reason=reason_of(one.decision, report, names.story),
            story_id=one.decision.story_id,
            story=names.known_story(one.decision.story_id),
            warnings=one.warnings,
        )
        for one in results
    ]
