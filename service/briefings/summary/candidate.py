"""A sentence that may be quoted, with what is asked of it again and again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import content, fold, words
from service.model import Article, FiledArticle
from service.text.sentences import Span

_STEM = 7
"""Letters of a word by which it is told whether another says the same: "discriminate" and "discrimination" do."""
_UNSPACED = re.compile("[぀-鿿]")


@dataclass(frozen=True)
class Candidate:
    """One sentence that may be quoted."""

    filed: FiledArticle
    origin: str
    place: int
    """Its rank in its article, from 0 for the first sentence that is prose; headlines before that count as 0 too."""
    span: Span
    text: str
    grade: Grade
    overtaken: bool = False
    """Whether later reports know better: it shows what the story is about, and is not quoted."""
    reopens: bool = False
    """Whether it opens its report in place of a sentence that has been overtaken, or one that has passed others."""

    @cached_property
    def length(self) -> int:
        """Its words, as a budget counts them."""
        return sentence_length(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its folded words, in order."""
        return words(self.text)

    @cached_property
    def terms(self) -> list[str]:
        """Those that carry meaning, in order."""
        return content(self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """Those of its words that carry meaning, the parts of joined ones each by itself, by their stems."""
        return stems_of(self.words)


def stems_of(folded: Iterable[str]) -> frozenset[str]:
    """What folded words say that carries meaning, the parts of joined ones each by itself, by their stems."""
    return frozenset(chain.from_iterable(map(_stems, folded)))


@lru_cache(maxsize=65_536)
def _stems(word: str) -> tuple[str, ...]:
    """What a folded word says that carries meaning: the stem of each part of a joined one."""
    return tuple(part[:_STEM] for part in content(map(fold, word.split("-"))))


def quoted_text(article: Article) -> str:
    """Give what citations of the article refer to: its text, or its title where there is no text."""
    return article.text if article.text.strip() else article.title


def sentence_length(sentence: str) -> int:
    """Count words by space, or half the characters where the script sets none (Chinese, Japanese)."""
    spaced = len(sentence.split())
    return spaced if sentence.isascii() else max(spaced, len(_UNSPACED.findall(sentence)) // 2)
