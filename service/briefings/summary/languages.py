"""In which language a story is told, where its reports are in several.

Headline, summary and representative are all in that one.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from service.briefings.origins import one_per_origin_first
from service.briefings.summary.candidate import quoted_text
from service.briefings.summary.reading import quotable_in
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.opinions import reports_among
from service.briefings.wording.quotable import Grade
from service.model import Article, FiledArticle
from service.text.languages import plain

MOST_ARTICLES = 60
"""Articles that a story is told from at most, one of every origin first."""

_TELLING = 12
"""Words a text must have before its language is guessed from them."""

_ENGLISH_SHARE = 0.2
"""Share of English function words from which on a Latin text is taken to be English."""
_PROSE_WITHIN = 12
"""Sentences in which an article shows whether it is prose."""
_REMEMBERED = 4_096
"""Articles whose language is kept."""


def told_from(articles: Sequence[FiledArticle]) -> list[FiledArticle]:
    """Choose the articles that a story is told from, chronological: no comment, and in one language."""
    reports = one_per_origin_first(reports_among(articles), MOST_ARTICLES)
    language = _main_language(reports)
    return [filed for filed in reports if is_in(filed.article, language)]


def language_of(articles: Sequence[FiledArticle]) -> str | None:
    """Name the language that a story is told in; None where its reports are all in one."""
    return _main_language(one_per_origin_first(reports_among(articles), MOST_ARTICLES))


def is_in(article: Article, language: str | None) -> bool:
    """Whether an article may be in that language: who shows too little to tell is."""
    return language is None or _spoken(article) in (language, "")


def may_be_english(article: Article) -> bool:
    """Whether an article is in English, as far as it shows."""
    return _spoken(article) in ("en", "")


def _main_language(reports: Sequence[FiledArticle]) -> str | None:
    """Name the language of most (ties: earliest): of most of those in sentences.

    A table has a few words of some language, and keeps no report out.
    """
    spoken = [_spoken(filed.article) for filed in reports]
    if len(set(filter(None, spoken))) < 2:  # noqa: PLR2004 - one language
        return None
    told = Counter(
        language
        for filed, language in zip(reports, spoken, strict=True)
        if language and _is_prose(filed.article)
    )
    return told.most_common(1)[0][0] if told else None


@lru_cache(maxsize=_REMEMBERED)
def _is_prose(article: Article) -> bool:
    """Whether one of its first sentences can be quoted."""
    return any(one.grade > Grade.PASSABLE for one in quotable_in(article, _PROSE_WITHIN))


@lru_cache(maxsize=_REMEMBERED)
def _spoken(article: Article) -> str:
    """Tell the primary subtag declared, else ``en`` or the script; empty where the text shows too little."""
    if article.language:
        return plain(article.language).split("-")[0]
    sample = quoted_text(article)[:400]
    letter = next((letter for letter in sample if letter.isalpha()), "")
    script = unicodedata.name(letter, "").split(" ")[0] if letter else ""
    if script != "LATIN":
        return script.lower()
    tokens = sample.lower().split()
    if len(tokens) < _TELLING:
        return ""
    english = sum(token in STOP_WORDS for token in tokens)
    return "en" if english >= _ENGLISH_SHARE * len(tokens) else "latin"
