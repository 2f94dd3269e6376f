"""Read the figures of one article: a pure function of its words, remembered for texts that were read before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from service.briefings.figures.circumstances import Circumstances, Clause, denied, read_circumstances
from service.briefings.figures.counted import read_counts
from service.briefings.figures.dating import Dating, dating
from service.briefings.figures.frames import Frame
from service.briefings.figures.measured import read_measure
from service.briefings.figures.number_words import SMALL
from service.briefings.figures.quantities import Quantity, find_quantities
from service.briefings.figures.speakers import speaker
from service.briefings.figures.tokens import Tokens, tokenize
from service.briefings.figures.units import Unit
from service.briefings.figures.words import DIVIDING
from service.briefings.lexicon import STOP_WORDS
from service.briefings.quotable import without_front_matter
from service.model import Article
from service.text.sentences import Span, split_sentences

MOST_SENTENCES = 80
"""Sentences of a text that are read; reports put their figures first."""
_REMEMBERED = 4_096
"""Texts whose figures are kept."""
_HAS_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(SMALL)}|dozen|hundred|million)\b", re.IGNORECASE)
_WITH_ATTACKER = re.compile(
    r"\b(?:includ|counting)\w* (?:the |an? |his |its )?(?:suspected |alleged |lone )?"
    r"(?:gunm[ae]n|attackers?|assailants?|shooters?|bombers?|suspects?|driver|killer|himself|herself|perpetrator)",
    re.IGNORECASE,
)
_NARROWER = {
    "with the attacker": _WITH_ATTACKER,
    "at the scene": re.compile(
        r"\b(?:on|at) (?:the|that) (?:scene|spot)\b|\binstantly\b|\bon impact\b", re.IGNORECASE
    ),
}
"""A count with the attacker is another one than a count of his victims; not all of these died at the scene."""
_LEANS = re.compile(r"(?:It|That|This|Those|They|These|He|She|Then)\b")
_MOST_LED = 3
"""Sentences back that may tell the time."""
_ENGLISH_SHARE = 0.15
"""Share of English function words from which on a text is read; one in another language has no figures here."""
_TELLING = 12
_HEADLINE_SHARE = 0.6
"""Share of words with a capital letter from which on these are no sign of a name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an article, with all that decides what it may be compared with."""

    quantity: Quantity
    frame: Frame
    circumstances: Circumstances
    field: str
    """``title`` or ``text``: where it stands."""
    span: Span
    """Characters of that field: the sentence."""
    said: str
    """Number, unit and modifier as the sentence has them."""
    speaker: str | None


def figures_of(article: Article) -> tuple[Figure, ...]:
    """Read the figures of an article, title first."""
    return _figures(article.title, article.text, (article.language or "").lower()[:2])


@lru_cache(maxsize=_REMEMBERED)
def _figures(title: str, text: str, language: str) -> tuple[Figure, ...]:
    if language not in ("", "en") or not _is_english(text or title):
        return ()
    found = list(_in_sentence(title, "title", Span(0, len(title)), ())) if title else []
    led_to: list[Span] = []
    for whole in islice(split_sentences(text), MOST_SENTENCES):
        span = without_front_matter(text, whole)
        if not _LEANS.match(text, *span):
            led_to = []
        found += _in_sentence(text, "text", span, led_to)
        led_to.append(span)
    return tuple(found)


def _is_english(text: str) -> bool:
    words = text[:600].lower().split()
    return len(words) < _TELLING or sum(word in STOP_WORDS for word in words) >= _ENGLISH_SHARE * len(words)


def _in_sentence(text: str, field: str, span: Span, led_to: Sequence[Span]) -> Iterator[Figure]:
    """Read a sentence; the time of those that it leans on is its own (``It killed 612 people``)."""
    sentence = text[span.start : span.end]
    if not _HAS_NUMBER.search(sentence):
        return
    tokens = _tokens(sentence)
    time = Dating()
    for start, end in led_to[-_MOST_LED:]:
        time = time.joined(dating(tokenize(text[start:end])))
    quantities = find_quantities(tokens)
    counts = [one for one in quantities if one.unit is Unit.COUNT]
    frames = dict(zip(counts, read_counts(tokens, counts), strict=True))
    for index, one in enumerate(quantities):
        frame = read_measure(tokens, one) or frames.get(one)
        if frame is not None and not denied(tokens, one.first):
            clause = _clause(tokens, quantities, index)
            behind = min(max(frame.last, one.last), clause.end)
            narrower = frozenset(word for word, pattern in _NARROWER.items() if pattern.search(sentence))
            frame = replace(frame, strict=frame.strict | narrower)
            told = read_circumstances(sentence, tokens, clause, behind, one.first)
            yield Figure(
                one,
                frame,
                replace(told, dating=told.dating.joined(time)),
                field,
                span,
                sentence[tokens[one.first].start : tokens[one.last - 1].end],
                speaker(sentence, tokens, one.first, one.last),
            )


def _tokens(sentence: str) -> Tokens:
    """Take a headline whose words all have capital letters as one in which none has."""
    tokens = tokenize(sentence)
    words = [token for token in tokens if token.is_word]
    if sum(token.is_name for token in words) > _HEADLINE_SHARE * len(words):
        lowered = tokenize(sentence.lower())
        return lowered if len(lowered) == len(tokens) else tokens
    return tokens


def _clause(tokens: Tokens, quantities: list[Quantity], index: int) -> Clause:
    """From the figure before to the figure behind, or to where another thought begins."""
    one = quantities[index]
    start = quantities[index - 1].last if index else 0
    end = quantities[index + 1].first if index + 1 < len(quantities) else len(tokens)
    for at in range(one.first - 1, start - 1, -1):
        if tokens[at].low in DIVIDING or tokens[at].low == ";":
            start = at
            break
    for at in range(one.last, end):
        if tokens[at].low in DIVIDING or tokens[at].low == ";":
            end = at
            break
    return Clause(min(start, one.first), max(end, one.last))
