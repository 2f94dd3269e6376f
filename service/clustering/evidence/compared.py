"""An article as it is compared: without what says nothing of the event in its title and between its paragraphs."""

from dataclasses import replace

from service.model import Article
from service.text.headlines import bare_headline
from service.text.inserts import without_inserts
from service.text.plain import plain_text
from service.text.source_names import source_name


def as_compared(article: Article) -> Article:
    """The article as it is compared. What is stored, shown and cited is the article as it came."""
    title, text = plain_text(article.title), without_inserts(plain_text(article.text))
    title = bare_headline(title, source_name(article))
    if title == article.title and text == article.text:
        return article
    return replace(article, title=title, text=text)
