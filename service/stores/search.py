"""What ``StoryQuery.text`` looks through, folded once on the way in, so that every store finds the same."""

import re
import unicodedata
from collections.abc import Sequence

from service.model import Article

_BORDER = "\x1f"
"""Stands between title and text; folding takes it out of both, so no match runs across."""
_SOUGHT = re.compile(r'"([^"]+)"|([^\s"]+)')


def fold(text: str) -> str:
    """Case-fold (Unicode 3.13, default caseless matching) and compose (NFC): *É* and *e* + accent are one."""
    return unicodedata.normalize("NFC", text.casefold()).replace(_BORDER, " ")


def sought(text: str) -> Sequence[str]:
    """List what one report must have, each of it, folded: words, and what stands in quotation marks as it stands."""
    return [phrase or word for phrase, word in _SOUGHT.findall(fold(text))]


def search_text(article: Article) -> str:
    """Title and text as they are searched."""
    return f"{fold(article.title)}{_BORDER}{fold(article.text)}"
