"""Which series a report may be an instalment of: its publisher and its title, but for numbers and days."""

import re
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from service.clustering.evidence.daynames import NAMES as WEEKDAY_NAMES
from service.model import Article
from service.text.months import MONTHS
from service.text.normal import normal_form
from service.text.number_words import NUMBER_WORDS

Series = npt.NDArray[np.uint32]
"""What names the series of an article, 0 where it can be of none: shape (n,)."""
_NUMBERED = re.compile(rb"\S*\d\S*")


def series_of(article: Article) -> int:
    """Name the series by 32 bits, the same on every machine; 0 where it has no title or names no publisher."""
    if not (article.title and article.publisher):
        return 0
    words = _NUMBERED.sub(b"", normal_form(article.title)).split()
    kept = b" ".join(word for word in words if word not in _changing())
    return crc32(kept, crc32(article.publisher.encode("utf-8", "surrogatepass"))) if kept else 0


@cache
def _changing() -> frozenset[bytes]:
    """Words in which the titles of one series differ."""
    return frozenset(name.casefold().encode() for name in (*WEEKDAY_NAMES, *MONTHS, *NUMBER_WORDS))
