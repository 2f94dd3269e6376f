"""The first report after a start, looked at before anybody sends one: so that nobody waits for what is done only once.

An encoder prepares for each length of text when it meets it; compiled loops are read from disk, statements prepared.
"""

from datetime import datetime

from service.desk.desk import Desk
from service.model import Article, Submission

_WORDS = range(24, 144, 8)
"""Of leads; texts have as many words as the leads have on average, and the rest of a long one."""
_WHOLE = 168


def warm_desk(desk: Desk, now: datetime) -> None:
    """See where made-up reports would go, one by one, of the lengths that reports have. Nothing is stored."""
    for words in _WORDS:
        text = f"{_said(words)}. {_said(_WHOLE - words)}."
        desk.check([Submission(Article(f"warming-{words}", "", text))], now)


def _said(words: int) -> str:
    """A sentence in which each word is one token."""
    return " ".join(["A", *["a"] * (words - 2), "b"])
