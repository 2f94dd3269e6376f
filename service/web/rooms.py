"""All pages."""

from service.web import articles, asking, assets, audit, health, home, paste, stories, verbs

ROOMS = tuple(room.router for room in (assets, home, stories, articles, asking, verbs, audit, paste, health))
