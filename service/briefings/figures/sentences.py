"""The sentences of a report in which figures are looked for: its title, then those that open its text.

Only English is read; a text in another language has no figures here.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.quotable import without_front_matter
from service.model import Article
from service.text.sentences import Span
from service.text.wrapped import told_sentences

_ENGLISH_SHARE = 0.15
"""Share of English function words from which on a text is read."""
_TELLING = 12
_WORD = re.compile(r"[^\W\d_]+")


class Told(NamedTuple):
    """Where a sentence stands: in which text, which is the title or the text of an article, and where in it."""

    text: str
    field: str
    span: Span

    @property
    def sentence(self) -> str:
        """Its characters."""
        return self.text[self.span.start : self.span.end]


def said_language(article: Article) -> str:
    """The language that an article says it is in, in two small letters; empty where it does not say."""
    return (article.language or "").lower()[:2]


def is_read(title: str, text: str, language: str) -> bool:
    """Whether a report is in English, by what it says or by the words that it opens with.

    A text too short to tell is taken for that.
    """
    if language not in ("", "en"):
        return False
    words = _WORD.findall((text or title)[:600].lower())
    return len(words) < _TELLING or sum(map(STOP_WORDS.__contains__, words)) >= _ENGLISH_SHARE * len(words)


def leading_sentences(title: str, text: str, most: int) -> Iterator[Told]:
    """The title, then at most so many sentences of the text, without datelines and the like."""
    yield Told(title, "title", Span(0, len(title)))
    for whole in islice(told_sentences(text), most):
        yield Told(text, "text", without_front_matter(text, whole))
