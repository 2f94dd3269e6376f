"""All pages."""

from service.web import assets, home

ROOMS = (assets.router, home.router)
