"""All pages."""

from service.web import (
    articles,
    assets,
    audit,
    confirmations,
    edit_pages,
    health,
    home,
    json_pages,
    paste,
    stories,
)

ROUTERS = tuple(
    pages.router
    for pages in (
        assets,
        json_pages,
        home,
        stories,
        articles,
        confirmations,
        edit_pages,
        audit,
        paste,
        health,
    )
)
