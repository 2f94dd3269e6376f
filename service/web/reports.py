"""The reports of a story, grouped by the text that they go back to, copies folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.briefings.origins import by_text, is_update, origin_of
from service.briefings.values import Outline
from service.formats.links import link_target
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import source_of, title_of
from service.model import FiledArticle, Relation
from service.web.cards import time_of
from service.web.naming import Names
from service.web.reasons import Reason, reason_of, sureness

ORIGINS_A_PAGE = 25
COPIES_SHOWN = 8
"""Of each origin, where all of them are shown."""
COPIES_A_PAGE = 50
"""Where one origin is looked at by itself."""
_LEAD = 240
"""Characters of a text that a list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report in a list."""

    article_id: str
    source: str
    title: str
    at: datetime
    language: str
    byline: str
    lead: str
    link: str | None
    """Where its provider has it."""
    relation: str
    """How it stands to the story, in words."""
    probability: float
    reason: Reason
    copy_of: str | None
    revision: int
    stands_for_it: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One origin: the report that was first, and its copies."""

    origin_id: str
    head: Row
    copies: tuple[Row, ...]
    more: int
    """Copies that are not among these."""


@dataclass(frozen=True, slots=True)
class Groups:
    """One page of origins."""

    shown: tuple[Group, ...]
    page: int
    pages: int
    origins: int
    origin: str
    """The only origin that is shown; empty where all are."""


def groups_of(outline: Outline, names: Names, page: int = 1, origin: str = "") -> Groups:
    """Lay out one page of the reports of a story, the earliest origin first; or of the copies of one origin."""
    grouped = by_text(outline.articles)
    if origin in grouped:
        return _copies_of(origin, grouped[origin], outline, names, page)
    everything = list(grouped.items())
    pages = max(1, -(-len(everything) // ORIGINS_A_PAGE))
    page = min(max(1, page), pages)
    shown = everything[(page - 1) * ORIGINS_A_PAGE : page * ORIGINS_A_PAGE]
    return Groups(
        tuple(_group(origin_id, members, outline, names) for origin_id, members in shown),
        page,
        pages,
        len(everything),
        "",
    )


def _copies_of(
    origin: str, members: Sequence[FiledArticle], outline: Outline, names: Names, page: int
) -> Groups:
    head, *copies = members
    pages = max(1, -(-len(copies) // COPIES_A_PAGE))
    page = min(max(1, page), pages)
    shown = copies[(page - 1) * COPIES_A_PAGE : page * COPIES_A_PAGE]
    rows = tuple(row_of(copy, outline, names) for copy in shown)
    return Groups((Group(origin, row_of(head, outline, names), rows, 0),), page, pages, 1, origin)


def _group(origin_id: str, members: Sequence[FiledArticle], outline: Outline, names: Names) -> Group:
    head, *copies = members
    rows = tuple(row_of(copy, outline, names) for copy in copies[:COPIES_SHOWN])
    return Group(origin_id, row_of(head, outline, names), rows, max(0, len(copies) - COPIES_SHOWN))


def row_of(filed: FiledArticle, outline: Outline, names: Names) -> Row:
    """Lay out one report of a story."""
    article, decision = filed.article, filed.decision
    text = one_line(article.text[: 2 * _LEAD])
    return Row(
        article_id=filed.id,
        source=source_of(filed.article),
        title=title_of(filed.article),
        at=time_of(filed),
        language=article.language or "",
        byline=one_line(article.byline or ""),
        lead=f"{text[:_LEAD].rstrip()}…" if len(text) > _LEAD else text,
        link=link_target(article.url),
        relation=relation_words(filed, names, first=outline.articles[0].id),
        probability=decision.probability,
        reason=reason_of(decision, names.report, names.story),
        copy_of=decision.duplicate_of,
        revision=filed.revision,
        stands_for_it=filed.id == outline.representative.id,
        pinned=filed.id == outline.story.pinned,
    )


def relation_words(filed: FiledArticle, names: Names, first: str) -> str:
    """Say how a report stands to its story, of which ``first`` arrived first."""
    decision = filed.decision
    original = names.report(decision.duplicate_of) if decision.duplicate_of else "another report"
    match decision.relation:
        case Relation.NEW_STORY:
            return "opened the story" if filed.id == first else "opened a story that now lies in this one"
        case Relation.EXACT_DUPLICATE:
            return f"the same text as {original}"
        case Relation.NEAR_DUPLICATE:
            return f"a reprint of {original}"
        case Relation.SAME_STORY:
            same = f"tells of the same event, {sureness(decision.probability)}"
            return f"an update of {names.report(origin_of(filed))}" if is_update(filed) else same
        case Relation.REVISION:
            return f"revised: version {filed.revision}"
        case relation:
            return relation.value.replace("_", " ")
