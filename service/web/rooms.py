"""All pages."""

from service.web import articles, assets, home, stories

ROOMS = (assets.router, home.router, stories.router, articles.router)
