"""All pages."""

from service.web import articles, asking, assets, audit, home, stories, verbs

ROOMS = (
    assets.router,
    home.router,
    stories.router,
    articles.router,
    asking.router,
    verbs.router,
    audit.router,
)
