"""What people call the source of a report."""

from service.model import Article
from service.text.urls import site_of


def source_name(article: Article) -> str:
    """Name the source as it names itself, else by the site of its address; empty where it gives neither.

    For people alone: many sources are read on one site, so reports that only share a site count as of several sources.
    """
    return (article.source or "").strip() or site_of(article.url)
