"""The sentences a summary may choose from, picked within bounds that hold for a story of any size."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from service.briefings.origins import one_per_origin_first, origin_of
from service.briefings.summary.candidate import Candidate, quoted_text, sentence_length
from service.briefings.summary.overtaken import mark
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.opinions import reports_among
from service.briefings.wording.quotable import Grade, boilerplate_in, breaks_off, grade, without_front_matter
from service.briefings.wording.titles import Tone, clean_title, tone_of
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

_TELLING = 12
"""Words a text must have before its language is guessed from them."""

_ENGLISH_SHARE = 0.2
"""Share of English function words from which on a Latin text is taken to be English."""
_CLOSED = re.compile(r"(?<!\.)\.$|[。！۔।॥]$")
_PROSE_WITHIN = 12
"""Sentences in which an article shows whether it is prose."""


def gather(articles: Sequence[FiledArticle], overtaken: Overtaken = NOTHING_OVERTAKEN) -> list[Candidate]:
    """Read the sentences of the story, in chronological order of articles, those never to be quoted left out.

    A story in several languages is told in the one that most of its articles are in. Passable sentences come in only
    where there is no sound one. Those ``overtaken`` are marked, unless there are no others.
    """
    chosen = in_main_language(one_per_origin_first(reports_among(articles), MOST_ARTICLES))
    share = max(LEAST_EACH, min(MOST_EACH, MOST_SENTENCES // max(1, len(chosen))))
    # Of copies the earliest speaks; the others are cited beside it.
    first: dict[tuple[str, str], Candidate] = {}
    for candidate in (candidate for filed in chosen for candidate in _read(filed, share)):
        first.setdefault((candidate.origin, candidate.text), candidate)
    found = mark(list(first.values()), overtaken)
    good = [candidate for candidate in found if candidate.grade > Grade.PASSABLE]
    sound = any(candidate.grade is Grade.SOUND and not candidate.overtaken for candidate in good)
    return good if sound else found


def _read(filed: FiledArticle, limit: int) -> Iterator[Candidate]:
    """Read an article from where its report begins; what opens that is its sentence 0. Notices of pages say nothing."""
    text, origin = quoted_text(filed.article), origin_of(filed)
    if is_notice(text):
        return
    if (title := _title_alone(filed.article)) is not None:
        yield from _read_title(filed, title)
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


def _title_alone(article: Article) -> Span | None:
    """Where the telling part of a title stands that is all there is, and no sentence; else None."""
    if article.text.strip() or not (title := clean_title(article)) or _CLOSED.search(title):
        return None
    stretch = re.search(r"\s+".join(map(re.escape, title.split())), article.title)
    return Span(*stretch.span()) if stretch else None


def _read_title(filed: FiledArticle, span: Span) -> Iterator[Candidate]:
    """A title is quoted whole, without what a wire or page puts around it, unless it teases."""
    title = filed.article.title[span.start : span.end]
    verdict = min(Grade.PASSABLE, grade(title, sentence_length(title)))
    if verdict is not Grade.NEVER and tone_of(title) is not Tone.TEASER:
        yield Candidate(filed, origin_of(filed), 0, span, title, verdict)


def _report(text: str, limit: int) -> list[Span]:
    """List the first sentences of the report itself: none where the text is nothing but captions."""
    begin = report_start(text)
    report = (span for span in told_sentences(text) if span.end > begin and not is_caption(text, span))
    return list(islice(report, limit))


def in_main_language(articles: Sequence[FiledArticle]) -> list[FiledArticle]:
    """Keep the articles in the language of most (ties: earliest), and those whose language cannot be told.

    Most of those in sentences: a table has a few words of some language, and keeps no report out.
    """
    languages = [_language(filed.article) for filed in articles]
    if len(set(filter(None, languages))) < 2:  # noqa: PLR2004 - one language
        return list(articles)
    told = [
        language for filed, language in zip(articles, languages, strict=True) if language and _is_prose(filed)
    ]
    if not told:
        return list(articles)
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
