"""An editor's order as a page gives it: carried out by the desk, if the story is still what the editor saw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from service.desk import Desk, Edited, Editing, Order
from service.errors import Moved, NewsfoldError, Stale
from service.events import EventType, LoggedEvent
from service.front.front import CallerDep, NowDep
from service.keys.callers import Caller
from service.model import Story
from service.web.dependencies import DeskDep
from service.web.forms import Form, FormDep
from service.web.naming import Names
from service.web.rendering import Page, page, path_in
from service.web.stories import story_values, told

MOST_CHANGES = 12
_LOOKED_AT = 1_000
"""Events looked at to say what has changed."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Orders:
    """One request to change something."""

    request: Request
    form: Form
    desk: Desk
    now: datetime
    caller: Caller

    def carry_out(self, edit: Callable[[Editing], _Answer], revision: int | None = None) -> _Answer:
        """Have the desk do it; where ``revision`` is given, only to a story that is still at it (else Stale)."""

        def guard(story: Story) -> None:
            if revision is not None and story.revision != revision:
                raise Stale("story", story.id, story.revision)

        by = self.form.text("by")[:200] or self.caller.name
        reason = self.form.text("reason")[:2000] or None
        return self.desk.carry_out(Order(self.now, by, reason, guard), edit)

    def edit_story(self, story_id: str, edit: Callable[[Editing], Edited], revision: int | None) -> Response:
        """Edit a story and lead to it; where it has changed since it was seen, show it as it is, and how it changed."""
        try:
            self.desk.story(story_id, self.now)
            edited = self.carry_out(edit, revision)
            return self.to_story(edited.story_id, edited.entry)
        except Moved as moved:
            return self.go(path_in(self.request, "stories", moved.successor), urlencode({"from": story_id}))
        except Stale:
            return self._conflict(story_id)

    def go(self, path: str, query: str = "") -> Response:
        """Lead to a page."""
        return RedirectResponse(f"{path}?{query}" if query else path, status_code=303)

    def to_story(self, story_id: str, entry: int | None) -> Response:
        """Lead to a story, with what was done; to the briefing where nothing of it is left."""
        done = f"done={entry}" if entry else ""
        try:
            self.desk.story(story_id, self.now)
        except Moved as moved:
            story_id = moved.successor
        except NewsfoldError:
            return self.go(path_in(self.request, "audit"), done)
        return self.go(path_in(self.request, "stories", story_id), done)

    def _conflict(self, story_id: str) -> Response:
        place = self.desk.newest_event()
        names = Names(self.desk, self.now)
        values = {
            **story_values(self.desk, told(self.desk, story_id, self.now), names, self.now),
            "place": place,
            "done": None,
            "came_from": None,
            "conflict": changes_since(self.desk, story_id, self.form.number("place") or place, names),
            "chosen": frozenset(self.form.all("article")),
        }
        return page(self.request, Page("story.html", values, 409))


def changes_since(desk: Desk, story_id: str, place: int, names: Names) -> list[str]:
    """Say what has happened to a story since a place in the log."""
    found = (one for one in desk.events(place, _LOOKED_AT) if story_id in _stories(one))
    said = list(dict.fromkeys(filter(None, (_said(one, names) for one in found))))
    return said[:MOST_CHANGES] or ["Something about it was changed by hand."]


def _stories(logged: LoggedEvent) -> set[object]:
    return {logged.event.story_id, logged.event.data.get("into"), logged.event.data.get("absorbed")}


def _said(logged: LoggedEvent, names: Names) -> str:  # noqa: PLR0911 - one for each kind of event
    event = logged.event
    report = names.report(event.article_id) if event.article_id else "a report"
    match event.type:
        case EventType.STORY_CREATED | EventType.STORY_UPDATED:
            return f"New in it: {report}." if event.article_id else ""
        case EventType.ARTICLE_REVISED:
            return f"There is a new version of {report}."
        case EventType.ARTICLE_WITHDRAWN:
            return "A report was withdrawn."
        case EventType.STORY_MERGED:
            return "Another story was merged into it."
        case EventType.STORY_SPLIT:
            return "Reports were split off."
        case EventType.REPRESENTATIVE_CHANGED:
            return f"Now {report} stands for it."
        case _:
            return ""


def _orders(request: Request, form: FormDep, desk: DeskDep, now: NowDep, caller: CallerDep) -> Orders:
    return Orders(request, form, desk, now, caller)


OrdersDep = Annotated[Orders, Depends(_orders)]
