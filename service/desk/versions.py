"""What a version of an article that is known already says: something new, the same again, or what is out of date."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.model import Article, FiledArticle, Status

DESCRIPTIVE = ("url", "source", "published_at", "language", "version", "evolved_from", "byline", "revised_at")
"""What a later copy may leave out and still say the same. Title, text, status, embargo and licence are not among them:
that one of these is missing is word of a change."""


def repeats(article: Article, known: Article) -> bool:
    """Whether the article says nothing that is not known: it is the same again, or the same with less about it."""
    left_out: dict[str, Any] = {name: None for name in DESCRIPTIVE if getattr(article, name) is None}
    return article == replace(known, **left_out)


def older(article: Article, known: Article) -> bool:
    """Whether a version that arrives late must change nothing.

    The provider's times of the versions decide; where they are the same or one is missing, the version numbers where
    both are whole numbers. Else the later to arrive is the newer.
    """
    if article.revised_at and known.revised_at and article.revised_at != known.revised_at:
        return article.revised_at < known.revised_at
    if article.version is None or known.version is None:
        return False
    if not (article.version.isdecimal() and known.version.isdecimal()):
        return False
    return int(article.version) < int(known.version)


def doubts(article: Article, known: FiledArticle | None, now: datetime) -> tuple[str, ...]:
    """What is to be said to who sent it: things that they would otherwise learn of by missing the report.

    Parameters
    ----------
    known
        What is on file under its id.
    now
        The time of receipt, aware.
    """
    found = []
    if known is not None and known.withdrawn_at is not None and not article.killed:
        found.append(_WITHDRAWN)
    if not article.killed and article.expires_at is not None and article.expires_at <= now:
        found.append("expires_at: it has passed, so the report is withdrawn at once")
    if article.status is Status.EMBARGOED and article.embargoed_until is None:
        found.append(
            "embargoed_until: not given, so nobody will see the report until a later version ends the embargo"
        )
    ours, theirs = article.publisher, known.article.publisher if known else ""
    if ours and theirs and ours != theirs:
        # It is taken all the same, for sources are renamed and reports passed on.
        found.append(_TWO_SOURCES)
    return tuple(found)


_WITHDRAWN = "id: its report was withdrawn, for good; nothing was filed. Send it under another id"
_TWO_SOURCES = (
    "id: a report from another source has it; this counts as its next version. Put the source before the id"
)
"""Two agencies may count in the same way."""


def is_news(article: Article, known: FiledArticle | None) -> bool:
    """Whether receiving the article would change anything; to be asked before it is encoded.

    A time of publication that lay in the future, and was not believed then, is no news when that time has come.
    """
    if known is None:
        return True
    if known.withdrawn_at is not None:
        return False
    if known.article.published_at is None:
        article = replace(article, published_at=None)
    return article.killed or not (repeats(article, known.article) or older(article, known.article))
