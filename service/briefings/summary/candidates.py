"""The sentences a summary may choose from, picked within bounds that hold for a story of any size."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, islice

from service.briefings.origins import one_per_origin_first, origin_of
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.opinions import reports_among
from service.briefings.wording.quotable import Grade, boilerplate_in, breaks_off, grade, without_front_matter
from service.briefings.wording.terms import content, fold, words
from service.model import Article, FiledArticle
from service.text.captions import is_caption, may_open_as_caption, report_start
from service.text.languages import plain
from service.text.notices import is_notice
from service.text.sentences import Span
from service.text.wrapped import told_sentences

MOST_ARTICLES = 60
"""Articles read at most, one of every origin first."""

MOST_SENTENCES = 80
"""Sentences read in all, shared evenly among the articles."""

LEAST_EACH, MOST_EACH = 2, 40
"""Bounds on the even share."""

_STEM = 7
"""Letters of a word by which it is told whether another says the same: "discriminate" and "discrimination" do."""

_TELLING = 12
"""Words a text must have before its language is guessed from them."""

_ENGLISH_SHARE = 0.2
"""Share of English function words from which on a Latin text is taken to be English."""
_PROSE_WITHIN = 12
"""Sentences in which an article shows whether it is prose."""
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
        return frozenset(chain.from_iterable(map(_told_by, self.words)))


@lru_cache(maxsize=65_536)
def _told_by(word: str) -> tuple[str, ...]:
    """What a folded word says that carries meaning: the stem of each part of a joined one."""
    return tuple(part[:_STEM] for part in content(map(fold, word.split("-"))))


def quoted_text(article: Article) -> str:
    """Give what citations of the article refer to: its text, or its title where there is no text."""
    return article.text if article.text.strip() else article.title


def gather(articles: Sequence[FiledArticle], outdated: Collection[tuple[str, int]] = ()) -> list[Candidate]:
    """Read the sentences of the story, in chronological order of articles, those never to be quoted left out.

    A story in several languages is told in the one that most of its articles are in. Passable sentences come in only
    where there is no sound one; those that are ``outdated``, by article and where they begin, are passable at best.
    """
    chosen = _in_main_language(one_per_origin_first(reports_among(articles), MOST_ARTICLES))
    share = max(LEAST_EACH, min(MOST_EACH, MOST_SENTENCES // max(1, len(chosen))))
    read = (_aged(candidate, outdated) for filed in chosen for candidate in _read(filed, share))
    # Of copies the earliest speaks; the others are cited beside it.
    first: dict[tuple[str, str], Candidate] = {}
    for candidate in read:
        first.setdefault((candidate.origin, candidate.text), candidate)
    found = list(first.values())
    good = [candidate for candidate in found if candidate.grade > Grade.PASSABLE]
    return good if any(candidate.grade is Grade.SOUND for candidate in good) else found


def _aged(candidate: Candidate, outdated: Collection[tuple[str, int]]) -> Candidate:
    if (candidate.filed.id, candidate.span.start) not in outdated:
        return candidate
    return replace(candidate, grade=min(candidate.grade, Grade.PASSABLE))


def _read(filed: FiledArticle, limit: int) -> Iterator[Candidate]:
    """Read an article from where its report begins; what opens that is its sentence 0. Notices of pages say nothing."""
    text, origin = quoted_text(filed.article), origin_of(filed)
    if is_notice(text):
        return
    spans = _report(text, limit)
    best = Grade.SOUND if spans else Grade.PASSABLE
    spans = spans or list(islice(told_sentences(text), limit))
    boilerplate = boilerplate_in(text[: spans[-1].end]) if spans else ()
    place, opened, broken_off = 0, False, False
    for whole in spans:
        span = without_front_matter(text, whole)
        sentence = text[span.start : span.end]
        verdict = min(best, grade(sentence, sentence_length(sentence), boilerplate, opens_text=not opened))
        if broken_off or (not opened and may_open_as_caption(sentence)):
            verdict = min(verdict, Grade.PASSABLE)
        broken_off = breaks_off(sentence)
        place += opened
        opened = opened or verdict > Grade.PASSABLE
        if verdict is not Grade.NEVER:
            yield Candidate(filed, origin, place, span, sentence, verdict)


def _report(text: str, limit: int) -> list[Span]:
    """List the first sentences of the report itself: none where the text is nothing but captions."""
    begin = report_start(text)
    report = (span for span in told_sentences(text) if span.end > begin and not is_caption(text, span))
    return list(islice(report, limit))


def sentence_length(sentence: str) -> int:
    """Count words by space, or half the characters where the script sets none (Chinese, Japanese)."""
    spaced = len(sentence.split())
    return spaced if sentence.isascii() else max(spaced, len(_UNSPACED.findall(sentence)) // 2)


def _in_main_language(articles: list[FiledArticle]) -> list[FiledArticle]:
    """Keep the articles in the language of most (ties: earliest), and those whose language cannot be told.

    Most of those in sentences: a table has a few words of some language, and keeps no report out.
    """
    languages = [_language(filed.article) for filed in articles]
    if len(set(filter(None, languages))) < 2:  # noqa: PLR2004 - one language
        return articles
    told = [
        language for filed, language in zip(articles, languages, strict=True) if language and _is_prose(filed)
    ]
    if not told:
        return articles
    main = Counter(told).most_common(1)[0][0]
    return [filed for filed, language in zip(articles, languages, strict=True) if language in (main, "")]


def _is_prose(filed: FiledArticle) -> bool:
    """Whether one of its first sentences can be quoted."""
    return any(candidate.grade > Grade.PASSABLE for candidate in _read(filed, _PROSE_WITHIN))


def _language(article: Article) -> str:
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
