"""The sentences of one article that may be quoted, each with how well it may: a pure function of its words."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from service.briefings.summary.candidate import quoted_text, sentence_length
from service.briefings.wording.denials import denies
from service.briefings.wording.labels import puts_up_a_claim
from service.briefings.wording.quotable import Grade, boilerplate_in, breaks_off, grade, without_front_matter
from service.briefings.wording.titles import Tone, clean_title, tone_of
from service.model import Article
from service.text.captions import is_caption, may_open_as_caption, report_start
from service.text.notices import is_notice
from service.text.quotations import LONGEST as QUOTED_AT_MOST
from service.text.quotations import is_within, quotations
from service.text.sentences import Span
from service.text.wrapped import told_sentences

_CLOSED = re.compile(r"(?<!\.)\.$|[。！۔।॥]$")


class Quotable(NamedTuple):
    """A sentence, and where it stands."""

    place: int
    """Its rank, from 0 for the first sentence that is prose; headlines before that count as 0 too."""
    span: Span
    """Characters of the article's text, or of its title where that is all there is."""
    text: str
    grade: Grade


def quotable_in(article: Article, limit: int) -> Iterator[Quotable]:
    """Read an article from where its report begins; what opens that is its sentence 0. Notices of pages say nothing.

    At most ``limit`` sentences are looked at. One that is taken back right behind is quoted together with that; what
    stands within a quotation of several sentences is never quoted by itself.
    """
    text = quoted_text(article)
    if is_notice(text):
        return
    if (title := _title_alone(article)) is not None:
        yield from _read_title(article, title)
        return
    # Of the last one it must be known as well whether it is taken back.
    spans = _report(text, limit + 1)
    if spans:
        yield from _read(text, spans, limit, Grade.SOUND)
    else:
        yield from _read(text, list(islice(told_sentences(text), limit + 1)), limit, Grade.PASSABLE)


def _read(text: str, spans: Sequence[Span], limit: int, best: Grade) -> Iterator[Quotable]:
    """Judge each of the first sentences by itself and by what stands around it."""
    if not spans:
        return
    boilerplate = boilerplate_in(text[: spans[-1].end])
    place, opened, broken_off = 0, False, False
    for whole, denial, within in _surrounded(text, spans, limit):
        span = without_front_matter(text, whole)
        sentence = text[span.start : span.end]
        verdict = min(best, grade(sentence, sentence_length(sentence), boilerplate, opens_text=not opened))
        if broken_off or (not opened and may_open_as_caption(sentence)):
            verdict = min(verdict, Grade.PASSABLE)
        if within or (denial is None and puts_up_a_claim(sentence)):
            verdict = Grade.NEVER
        broken_off = breaks_off(sentence)
        place += opened
        opened = opened or verdict > Grade.PASSABLE
        if verdict is not Grade.NEVER:
            end = denial.end if denial else span.end
            yield Quotable(place, Span(span.start, end), text[span.start : end], verdict)


def _surrounded(text: str, spans: Sequence[Span], limit: int) -> Iterator[tuple[Span, Span | None, bool]]:
    """Each of the first sentences, what right behind it takes it back, and whether it stands within a quotation.

    What takes back another is none of its own.
    """
    quoted = quotations(text[: spans[-1].end + QUOTED_AT_MOST])
    around, denial = next(quoted, None), None
    for span, following in islice(zip_longest(spans, spans[1:]), limit):
        while around is not None and around.end <= span.start:
            around = next(quoted, None)
        if span is not denial:
            denial = following if following and _is_denied(text, span, following) else None
            yield span, denial, around is not None and is_within(around, span)


def _is_denied(text: str, span: Span, following: Span) -> bool:
    behind = text[span.end : following.start]
    return denies(text[following.start : following.end]) and (not behind or behind.isspace())


def _title_alone(article: Article) -> Span | None:
    """Where the telling part of a title stands that is all there is, and no sentence; else None."""
    if article.text.strip() or not (title := clean_title(article)) or _CLOSED.search(title):
        return None
    stretch = re.search(r"\s+".join(map(re.escape, title.split())), article.title)
    return Span(*stretch.span()) if stretch else None


def _read_title(article: Article, span: Span) -> Iterator[Quotable]:
    """A title is quoted whole, without what a wire or page puts around it, unless it teases."""
    title = article.title[span.start : span.end]
    verdict = min(Grade.PASSABLE, grade(title, sentence_length(title)))
    if verdict is not Grade.NEVER and tone_of(title) is not Tone.TEASER:
        yield Quotable(0, span, title, verdict)


def _report(text: str, limit: int) -> list[Span]:
    """List the first sentences of the report itself: none where the text is nothing but captions."""
    begin = report_start(text)
    report = (span for span in told_sentences(text) if span.end > begin and not is_caption(text, span))
    return list(islice(report, limit))
