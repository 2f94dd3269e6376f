"""Read the figures of one article: a pure function of its words, remembered for texts that were read before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from service.briefings.figures.circumstances import NOWHERE, Clause, denied, read_circumstances
from service.briefings.figures.circumstances.dating import Dating, dating
from service.briefings.figures.circumstances.places import place_names
from service.briefings.figures.circumstances.speakers import speaker
from service.briefings.figures.figure import Figure
from service.briefings.figures.numbers.modifiers import Bound
from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.numbers.quantities import Quantity, find_quantities
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.sentences import is_read, said_language
from service.briefings.figures.signs import may_state
from service.briefings.figures.subjects.ages import may_tell_age, read_ages
from service.briefings.figures.subjects.counted import read_counts
from service.briefings.figures.subjects.events import GATHERINGS, gathered
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.subjects.happenings import happening
from service.briefings.figures.subjects.measured import read_measure
from service.briefings.figures.subjects.ordinals import read_totals
from service.briefings.figures.subjects.terms import may_tell_term, read_hyphened_terms
from service.briefings.figures.wording.tokens import Tokens, tokenize
from service.briefings.figures.wording.words import DIVIDING
from service.briefings.wording.quotable import without_front_matter
from service.model import Article
from service.text.sentences import Span
from service.text.wrapped import told_sentences

MOST_SENTENCES = 50
"""Sentences of a text that are read; reports put their figures first."""
MOST_CHARACTERS = 20_000
"""Characters of a text that are read, and remembered."""
_REMEMBERED = 2_048
"""Texts whose figures are kept."""
_WITH_ATTACKER = re.compile(
    r"\b(?:(?:includ|counting)\w*|among them|among whom was) (?:the |an? |his |its )?(?:suspected |alleged |lone )?"
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
_NEIGHBOURS = 16
_LEANS = re.compile(r"(?:It|That|This|Those|They|These|He|She|Then)\b")
_LEADING = 2
_MOST_LED = 3
"""Sentences back that may tell the time."""
_LISTED, _PARTS = 3, 20
_HEADLINE_SHARE = 0.6
"""Share of words with a capital letter from which on these are no sign of a name."""


class _Sentence(NamedTuple):
    """A sentence to be read: where it stands, and the sentences that it leans on (``It killed 612 people``)."""

    text: str
    field: str
    span: Span
    before: tuple[Span, ...] = ()
    led_to: tuple[Span, ...] = ()
    leads: bool = True


def figures_of(article: Article) -> tuple[Figure, ...]:
    """Read the figures of an article, title first."""
    text = article.text
    if len(text) > MOST_CHARACTERS:
        # Up to the end of a sentence, so that no half of one is quoted.
        last = max(text.rfind(stop, 0, MOST_CHARACTERS) for stop in (". ", ".\n", "\n"))
        text = text[: last + 1 if last > 0 else MOST_CHARACTERS]
    return _figures(article.title, text, said_language(article))


def counts_in_title(article: Article) -> bool:
    """Whether its title counts to whom or what something happened."""
    read = _figures(article.title, "", said_language(article))
    return any(one.quantity.unit is Unit.COUNT and len(one.frame.key) > 1 for one in read)


@lru_cache(maxsize=_REMEMBERED)
def _figures(title: str, text: str, language: str) -> tuple[Figure, ...]:
    if not is_read(title, text, language):
        return ()
    headline = _Sentence(title, "title", Span(0, len(title)))
    found = [*_in_sentence(headline), *(_ages_in(headline) if may_tell_age(title) else ())]
    ages = may_tell_age(text)
    wholes = list(islice(told_sentences(text), MOST_SENTENCES))
    for place, (start, end) in enumerate(wholes):
        # With what stands before it, it states no less; most sentences need no closer look.
        if may_state(text[start:end]):
            found += _in_sentence(_sentence(text, wholes, place))
        if ages and may_tell_age(text[start:end]):
            found += _ages_in(_sentence(text, wholes, place))
    return tuple(found)


def _sentence(text: str, wholes: Sequence[Span], place: int) -> _Sentence:
    """Find out where a sentence begins, and which ones it leans on."""
    first = max(0, place - max(_LEADING, _MOST_LED))
    *before, own = spans = [without_front_matter(text, whole) for whole in wholes[first : place + 1]]
    led = len(before)
    while led and len(before) - led < _MOST_LED and _LEANS.match(text, *spans[led]):
        led -= 1
    return _Sentence(text, "text", own, tuple(before[-_LEADING:]), tuple(before[led:]), place < _LEADING)


def forget() -> None:
    """Read every text anew from here on."""
    _figures.cache_clear()


def _in_sentence(read: _Sentence) -> Iterator[Figure]:
    sentence = read.text[read.span.start : read.span.end]
    if not may_state(sentence):
        return
    tokens = read_tokens(sentence)
    quantities = find_quantities(tokens)
    counted = zip(quantities, frames_of(tokens, quantities), strict=True)
    terms = read_hyphened_terms(tokens) if may_tell_term(sentence) else ()
    told = sorted([*counted, *read_totals(tokens), *terms], key=lambda pair: pair[0].first)
    quantities = [one for one, _ in told]
    framed = [
        (index, one, frame)
        for index, (one, frame) in enumerate(told)
        if frame is not None and not denied(tokens, one.first)
    ]
    if not framed:
        return
    narrowing = [
        (word, match.start()) for word, pattern in _NARROWER.items() for match in pattern.finditer(sentence)
    ]
    time, around = _time_of(read), frozenset() if read.leads else _setting(read)
    did_it = happening(tokens)
    for index, one, frame in framed:
        clause = clause_of(tokens, quantities, index)
        # What stands between two figures narrows the first.
        reach = range(tokens[one.first if index else clause.start].start, tokens[clause.end - 1].end)
        narrower = {word for word, at in narrowing if at in reach}
        exact = replace(frame, strict=frame.strict | narrower, last=max(frame.last, one.last))
        if frame.key[-1] in GATHERINGS:
            exact = replace(exact, names=exact.names or gathered(tokens))
        around_it = read_circumstances(sentence, tokens, clause, one.first, exact, opens=read.leads)
        yield Figure(
            one,
            exact,
            replace(around_it, dating=around_it.dating.joined(time)),
            read.field,
            read.span,
            said=sentence[tokens[one.first].start : tokens[one.last - 1].end],
            speaker=speaker(sentence, tokens, one.first, one.last),
            leads=read.leads,
            happening=did_it,
            setting=around,
        )


def _ages_in(read: _Sentence) -> Iterator[Figure]:
    sentence = read.text[read.span.start : read.span.end]
    for frame, years, start, end in read_ages(sentence):
        numeral = Numeral(float(years), float(years), 0.0, 0, 0)
        quantity = Quantity(numeral, Unit.TIME, Bound.EXACT, "", 0, 0)
        said = sentence[start:end]
        yield Figure(quantity, frame, NOWHERE, read.field, read.span, said, None, read.leads)


def _time_of(read: _Sentence) -> Dating:
    """Which time the sentences are of that it leans on."""
    time = Dating()
    for start, end in read.led_to:
        time = time.joined(_dating_of(read.text[start:end]))
    return time


def _setting(read: _Sentence) -> frozenset[str]:
    """Which places were named last: those of the sentence, and of the ones before it."""
    return frozenset(
        name for start, end in (*read.before, read.span) for name in _places_of(read.text[start:end])
    )


# Sentences that lean on one another, and on those before, are neighbours: each is read again at once, or never.
@lru_cache(maxsize=_NEIGHBOURS)
def _dating_of(sentence: str) -> Dating:
    return dating(tokenize(sentence))


@lru_cache(maxsize=_NEIGHBOURS)
def _places_of(sentence: str) -> tuple[str, ...]:
    return tuple(place_names(tokenize(sentence)))


def frames_of(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Frame | None]:
    """Tell of each quantity what it is that of."""
    counts = [one for one in quantities if one.unit is Unit.COUNT]
    listed = _listed(quantities)
    counted = dict(zip(counts, read_counts(tokens, counts), strict=True))
    return [None if one in listed else read_measure(tokens, one) or counted.get(one) for one in quantities]


def _listed(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Three amounts of about one size in a sentence are parts of something."""
    amounts = [one for one in quantities if one.unit is Unit.MONEY]
    most = max((one.numeral.high for one in amounts), default=0.0)
    alike = [one for one in amounts if one.numeral.high >= most / _PARTS]
    return alike if len(alike) >= _LISTED else []


def read_tokens(sentence: str) -> Tokens:
    """Take a headline whose words all have capital letters as one in which none has."""
    tokens = tokenize(sentence)
    initials = [token.text[0] for token in tokens]
    if sum(map(str.isupper, initials)) > _HEADLINE_SHARE * sum(map(str.isalpha, initials)):
        return [token._replace(text=token.text.lower()) for token in tokens]
    return tokens


def clause_of(tokens: Tokens, quantities: Sequence[Quantity], index: int) -> Clause:
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
