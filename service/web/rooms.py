"""All pages."""

from service.web import articles, asking, assets, audit, health, home, paste, stories, twins, verbs

ROOMS = tuple(
    room.router for room in (assets, twins, home, stories, articles, asking, verbs, audit, paste, health)
)
