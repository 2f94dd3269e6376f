"""What is known of one report, made once from its text and vectors alone."""

from service.clustering.evidence.evidence import (
    MOST_COUNTED,
    Evidence,
    Item,
    NameRow,
    Prepared,
    SparseRow,
    by_time,
    gather,
    prepare,
)
from service.clustering.evidence.page import Page, Scraped, page_of
from service.clustering.evidence.views import WHOLE_CHARACTERS, embed, views

__all__ = [
    "MOST_COUNTED",
    "WHOLE_CHARACTERS",
    "Evidence",
    "Item",
    "NameRow",
    "Page",
    "Prepared",
    "Scraped",
    "SparseRow",
    "by_time",
    "embed",
    "gather",
    "page_of",
    "prepare",
    "views",
]
