"""What reading a text leaves behind: evidence, and nothing of the text."""

from sys import getrefcount

from service.clustering.evidence import gather, views
from service.model import Article
from tests.clustering.support import NOON, pointing


def test_a_long_text_that_was_read_is_held_by_nothing() -> None:
    article = Article("a", "Ferry strikes pier", "The ferry struck the pier at Lund. " * 3_000)
    before = getrefcount(article.text)
    views(article)
    gather([(article, NOON, pointing(0), "a")])
    held = getrefcount(article.text) - before
    assert held == 0
