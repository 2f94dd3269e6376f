"""Reports that came before it was known what their page repeats, read anew when a later one has shown it."""

from collections.abc import Callable
from dataclasses import replace

from service.clustering.evidence import Page, Prepared, Scraped, page_of
from service.clustering.evidence.traces import pack
from service.clustering.likeness.surroundings import look_around
from service.clustering.pages import repeated, unread
from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.regroup import storyline_of
from service.desk.settling import Settling
from service.events import EventType

WHY = "page"


def read_anew(page: Page, draft: Draft, window: Window, read: Callable[[Page], Prepared]) -> None:
    """Read those anew that what the ``page`` of an article just placed repeats was learnt from.

    Each stays in its story, unless it is seen now to be misplaced there. Its text is what it was; what is told of it
    has changed, and so has its story.
    """
    for live in unread(page, window):
        filed = draft.article(live.article_id)
        if filed is None:
            continue
        scraped = Scraped(filed.article)
        found = page_of(scraped, repeated(scraped, window))
        if found.told in {None, filed.told}:
            continue
        prepared = read(found)
        evidence = prepared.evidence(filed.article, filed.at, filed.decision.origin_id)
        storyline_id = storyline_of(draft, window, filed.story_id)
        window.remove(filed.id)
        window.place(evidence, filed.story_id, storyline_id)
        draft.file(replace(filed, told=prepared.page.told), evidence.vectors, pack(evidence))
        seen = filed.visible(draft.now)
        draft.touch(filed.story_id, seen=seen)
        if seen:
            draft.tell(EventType.STORY_UPDATED, filed.story_id, filed.id, {"why": WHY})
        Settling(draft, window, look_around(evidence, window)).settle()
