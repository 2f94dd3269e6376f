"""What of an article is told: the texts that are embedded, and what is read of its words.

An article is looked at in two views. The *whole* is its title and the beginning of its text; the *lead* is its title
and first sentence, because what an article is about stands there, and what it merely mentions comes later.

A notice in place of the text, on cookies, say, is no part of the report: then the title alone is gone by, and without
one nothing is left that could be compared.
"""

from collections.abc import Sequence
from functools import lru_cache

from embeddings import Encoder, Views
from service.clustering.evidence.compared import as_compared
from service.model import Article, Vectors
from service.text.boilerplate import body
from service.text.furniture import without_furniture
from service.text.names import fold_names
from service.text.notices import is_notice
from service.text.sentences import split_sentences

WHOLE_CHARACTERS = 600
"""Text embedded as the whole: about 130 word pieces with its title. Twice as much costs twice as much and groups no
better: mean B-cubed F1 of three development sets in order of arrival .906, and .907 with this; shuffled .903 both."""
READ_CHARACTERS = 2_400
"""What is looked at for them: headers before the report and credits in it are not embedded."""
LEAD_CHARACTERS = 600
LEAD_WORDS = 20
"""A first sentence shorter than this is a dateline, a kicker or an aside; the next one is taken along."""


def views(article: Article) -> Views:
    """The texts to embed: (whole, lead), with names folded. Equal when there is no more than the lead.

    Of an article as it is compared (:mod:`service.clustering.evidence.compared`).
    """
    title = fold_names(article.title)
    told = told_text(article.text) if title else without_furniture(article.text)
    text = fold_names(inner_body(told[:READ_CHARACTERS])[:WHOLE_CHARACTERS])
    return joined(title, text), joined(title, _lead(text))


def embed(articles: Sequence[Article], encoder: Encoder) -> list[Vectors]:
    """Embed each by its whole and its lead, in the same order."""
    return embed_compared(list(map(as_compared, articles)), encoder)


def embed_compared(articles: Sequence[Article], encoder: Encoder) -> list[Vectors]:
    """The same of articles as they are compared."""
    return [Vectors(whole, lead) for whole, lead in encoder.encode_views(list(map(views, articles)))]


inner_body = lru_cache(maxsize=1_024)(body)
"""Most texts are looked at twice: what is embedded of them, and what copies are told by. The cache holds a batch."""


def told_text(text: str) -> str:
    """The text without what the page puts around each of its own; nothing if it is a notice of the page."""
    return "" if is_notice(text) else without_furniture(text)


def _lead(text: str) -> str:
    """The first sentences, as many as it takes to say something."""
    head = text[:LEAD_CHARACTERS]
    for sentence in split_sentences(head):
        if len(head[: sentence.end].split()) >= LEAD_WORDS:
            return head[: sentence.end]
    return head


def joined(title: str, text: str) -> str:
    """Title and text, one below the other."""
    return f"{title}\n{text}".strip()
