"""The first page after a start, asked for before anybody does: so that nobody waits for what is done only once.

Templates are compiled, statements prepared, and the stories of the period told, which the desk then remembers.
"""

from contextlib import suppress
from datetime import datetime

from fastapi import Request

from service.desk import Desk
from service.errors import Moved, NotFound
from service.web.filters import Filters
from service.web.home import values_of
from service.web.naming import Names
from service.web.rendering import Page, compile_templates, page
from service.web.stories import story_values, told

STORIES = 50
"""More than a briefing shows where nothing is said."""


def warm_pages(desk: Desk, now: datetime) -> None:
    """Make the briefing and the page of its first story, for nobody. Reads only."""
    compile_templates()
    nobody = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    filters = Filters(limit=STORIES)
    briefing = desk.brief(filters.request(desk.newest(now), now, None))
    page(nobody, Page("briefing.html", values_of(briefing, filters, desk.newest_event())))
    for item in briefing.items[:1]:
        # Reports come in meanwhile, and the story may have gone.
        with suppress(Moved, NotFound):
            story_values(desk, told(desk, item.outline.story.id, now), Names(desk, now), now)
