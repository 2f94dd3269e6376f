"""An article as it is compared: without what says nothing of the event in its title and between its paragraphs."""

from dataclasses import replace
from functools import lru_cache

from service.model import Article
from service.text.headlines import bare_headline
from service.text.inserts import without_inserts
from service.text.plain import plain_text
from service.text.source_names import source_name

LONGEST_KEPT = 4_000
"""Characters of a text that is remembered: most are looked at twice."""


def as_compared(article: Article) -> Article:
    """The article as it is compared. What is stored, shown and cited is the article as it came."""
    title, text = bare_headline(plain_text(article.title), source_name(article)), article.text
    text = _told_again(text) if len(text) <= LONGEST_KEPT else _told(text)
    if title == article.title and text == article.text:
        return article
    return replace(article, title=title, text=text)


def _told(text: str) -> str:
    return without_inserts(plain_text(text))


_told_again = lru_cache(maxsize=1_024)(_told)
