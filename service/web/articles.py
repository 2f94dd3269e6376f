"""One report: its text with the words that are cited, why it is where it is, and what it changed or copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.desk import Desk
from service.errors import NewsfoldError, NotFound
from service.formats.links import link_target
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import source_of, title_of
from service.front.front import NowDep
from service.model import FiledArticle
from service.text.differences import Passage, differences
from service.web.cards import time_of
from service.web.dependencies import DeskDep
from service.web.error_pages import PageRoute
from service.web.naming import Names
from service.web.reasons import reason_of
from service.web.rendering import Page, page, path_in
from service.web.reports import relation_words

router = APIRouter(prefix="/articles", include_in_schema=False, route_class=PageRoute)

LONGEST = 200_000
"""Characters of a text that are shown."""

_TWIN = ".json"

Place = Annotated[int, Query(ge=0, le=2**31)]


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a report, and what it changed in the one before."""

    number: int
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text that are shown alike."""

    text: str
    cited: bool
    around: bool
    """Whether the page puts them around the report."""


@router.get("/{article_id:path}")
def show_article(
    request: Request,
    article_id: str,
    desk: DeskDep,
    now: NowDep,
    start: Place = 0,
    end: Place = 0,
    against: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """Show the report, with characters ``[start, end)`` of its text marked."""
    # The place first: what happens meanwhile is told of by the stream.
    place = desk.newest_event()
    try:
        filed = desk.article(article_id, now)
    except NotFound:
        # Ids may end like the address of a twin: only where there is no such report is it one.
        if not article_id.endswith(_TWIN):
            raise
        there = path_in(request, "v1", "articles", article_id.removesuffix(_TWIN))
        return RedirectResponse(there, status_code=307)
    outline, _ = desk.story(filed.story_id, now)
    names = Names(desk, now, outline)
    original = _other(desk, filed, against, now)
    values = {
        "filed": filed,
        "place": place,
        "title": title_of(filed.article),
        "source": source_of(filed.article),
        "at": time_of(filed),
        "byline": one_line(filed.article.byline or ""),
        "link": link_target(filed.article.url),
        "outline": outline,
        "stretches": _stretches(filed, start, end),
        "is_partly_told": filed.told is not None,
        "hidden": max(0, len(filed.article.text) - LONGEST),
        "relation": relation_words(filed, names, first=outline.articles[0].id),
        "reason": reason_of(filed.decision, names.report, names.story),
        "original": original,
        "original_source": source_of(original.article) if original else "",
        "changes": _changes(original.article.text, filed.article.text) if original else (),
        "versions": _versions(desk.versions(article_id, now)),
    }
    return page(request, Page("article.html", values))


def _stretches(filed: FiledArticle, start: int, end: int) -> list[Stretch]:
    """Part the text where the cited words begin and end, and the report; the title where there is no text."""
    text = (filed.article.text or filed.article.title)[:LONGEST]
    first, last = filed.told or (0, len(text))
    cited = range(start, end) if start < end <= len(text) else range(0)
    borders = {0, len(text), *(min(one, len(text)) for one in (first, last, cited.start, cited.stop))}
    return [
        Stretch(text[here:there], here in cited, not first <= here < last)
        for here, there in pairwise(sorted(borders))
    ]


def _other(desk: Desk, filed: FiledArticle, against: str | None, now: datetime) -> FiledArticle | None:
    """Find the report to compare with: the one named, else the one that this is a copy of."""
    name = against or filed.decision.duplicate_of
    if not name or name == filed.id:
        return None
    try:
        return desk.article(name, now)
    except NewsfoldError:
        if against:
            raise
        return None


def _changes(before: str, after: str) -> tuple[Passage, ...]:
    """Compare sentence by sentence; where a paragraph ends is no difference."""
    ones, others = (" ".join(text[:LONGEST].split()) + " " for text in (before, after))
    return tuple(differences(ones, others))


def _versions(found: Sequence[FiledArticle]) -> list[Version]:
    """Lay out what each version changed, the newest first; none where there is but one."""
    pairs = pairwise(found)
    return [
        Version(later.revision, title_of(later.article), _changes(earlier.article.text, later.article.text))
        for earlier, later in pairs
    ][::-1]
