"""The addresses and ids that documents name the service by."""

from dataclasses import dataclass
from datetime import UTC
from urllib.parse import quote, urlencode, urlsplit

from service.briefings.values import BriefingRequest
from service.formats.times import rfc3339
from service.model import Story

_NOWHERE = "localhost"
"""Stands in ids where nobody has said under which name the service is reached."""


@dataclass(frozen=True, slots=True)
class Site:
    """A service as its readers know it."""

    url: str = ""
    """What its addresses begin with, without a slash at the end; empty: it is not reached, and nothing links to it."""
    authority: str = _NOWHERE
    """The host in ids: these must stay the same, whichever way the service is reached."""

    def address(self, path: str) -> str:
        """Give the address of ``path`` (which begins with a slash); empty where the service is not reached."""
        return self.url and self.url + path

    def story_address(self, story: Story) -> str:
        """Where the story is, for programs; it redirects after a merge."""
        return self.address(f"/v1/stories/{quote(story.id, safe='')}")

    def story_page(self, story: Story) -> str:
        """Where people read the story; it redirects after a merge."""
        return self.address(f"/stories/{quote(story.id, safe='')}")

    def page_from(self, request: BriefingRequest) -> str:
        """Where people read what was asked for, from the same time on."""
        since = {"since": rfc3339(request.since)}
        return self.address(f"/v1/briefing?{urlencode({'format': 'html', **since, **_choice(request)})}")

    def page(self, request: BriefingRequest) -> str:
        """Where people read the same choice of stories, over the usual period."""
        return self.address(f"/v1/briefing?{urlencode({'format': 'html', **_choice(request)})}")

    def story_id(self, story: Story) -> str:
        """The story's id among those of all the world: a tag URI (RFC 4151), dated when the story was opened."""
        opened = story.opened_at.astimezone(UTC).date().isoformat()
        return f"tag:{self.authority},{opened}:{quote(story.id, safe='')}"

    def briefing_id(self, request: BriefingRequest) -> str:
        """The id of a choice of stories, whenever it is asked for; a tag URI has to be dated, and this is always so."""
        chosen = _filters(request)
        return f"tag:{self.authority},2026:briefing" + (f"?{urlencode(chosen)}" if chosen else "")


def site_at(public_url: str, reached_at: str = "") -> Site:
    """Make the site of a service that is reached at ``public_url``, or, where that is empty, at ``reached_at``."""
    host = urlsplit(public_url).hostname or ""
    return Site(public_url or reached_at, _NOWHERE if not host or ":" in host else host)


def _choice(request: BriefingRequest) -> dict[str, str]:
    return {"limit": str(request.limit), **_filters(request)}


def _filters(request: BriefingRequest) -> dict[str, str]:
    named = {
        "q": request.text,
        "source": request.source,
        "language": request.language,
        "min_origins": str(request.min_origins) if request.min_origins > 1 else None,
        "until": rfc3339(request.until) if request.closed else None,
    }
    return {name: value for name, value in named.items() if value is not None}
