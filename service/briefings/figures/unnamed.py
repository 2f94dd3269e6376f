"""Figures as the words around them tell them, whether or not it is known what happened to what they count.

Read are the title and the sentences that open a text: counts with a noun, percentages, amounts of money but for
prices, lengths, weights, temperatures and spans of time. What they are figures of, nobody says here:
:mod:`service.briefings.figures.comparing.kindred` compares the words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.briefings.figures.circumstances import denied, read_circumstances
from service.briefings.figures.circumstances.speakers import speaker
from service.briefings.figures.figure import Figure
from service.briefings.figures.numbers.hyphens import unhyphened
from service.briefings.figures.numbers.measures import read_measure_of
from service.briefings.figures.numbers.quantities import Quantity, find_quantities
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.reading import clause_of, frames_of, read_tokens
from service.briefings.figures.sentences import is_read, leading_sentences, said_language
from service.briefings.figures.signs import has_number
from service.briefings.figures.subjects.debt import DEBT
from service.briefings.figures.subjects.frames import Frame, is_calendar
from service.briefings.figures.subjects.happenings import happening
from service.briefings.figures.subjects.money import OFFERING
from service.briefings.figures.subjects.nouns import NEVER_COUNTED, PLAIN, read_noun
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import INCLUDING
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.saying import QUOTING
from service.briefings.wording.terms import fold
from service.model import Article
from service.text.sentences import Span

MOST_SENTENCES, OPENING = 20, 6
"""Sentences of a text that are read; what stands behind the opening ones tells of more than the news."""
_CHARACTERS = 8_000
_REMEMBERED = 2_048
_WINDOW = 12
"""Tokens on either side of a number that tell what it is that of."""
_LEAST_COUNT, _LEAST_AMOUNT = 3, 1_000
"""Smaller counts come out alike by chance, smaller amounts are prices."""
_SHORTEST = 3
_BESIDE = 5
"""Tokens behind a number in which the name stands of what it counts."""
_TELLERS = word_set("officials sources aides economists analysts experts witnesses diplomats advisers")
"""Who says it is counted, and not what is said."""
_PER = word_set("a an per each every apiece")
_MOVED = word_set("up down")
"""Before ``from 6.2 percent``: that is what it was."""
_WHOLES = word_set("altogether including excluding combined overall counting cumulative together")
"""Words that tell how much of it was counted."""
_STAGES = _WHOLES | OFFERING
_WAYS = word_set("in at on by through from to with across during over under near outside inside")
"""Behind ``including``: it tells where or how, and of no part of what was counted."""
_TELLS_NOTHING = QUOTING | word_set(
    "poll polls survey study report data figures figure statistics showed shows show showing found official officials "
    "spokesman spokeswoman agency news percent pct cent dlrs dlr mln bln stg"
)
"""Words of those who tell, and of no thing."""
_UNITS = frozenset((Unit.COUNT, Unit.PERCENT, Unit.MONEY))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A figure and the words around it."""

    figure: Figure
    size: Quantity
    """Its quantity, of what is measured in the unit of its kind."""
    words: dict[str, str]
    """Folded, each as it is written, the nearest first; neither names of days nor the noun itself."""
    names: frozenset[str]
    """Names among them, in small letters."""
    beside: frozenset[str]
    """Those of the names that stand right behind it."""
    before: frozenset[str]
    """Those of them that stand before it."""
    behind: str
    """The word right behind it in its clause; empty where there is none."""
    opener: str
    """The word that opens the sentence, where its capital letter may be that of a name."""
    wholes: frozenset[str]
    whole: frozenset[str]
    """Folded, the words for what it is a share of; none for what is none, or where that is not told."""
    opens: bool
    """Whether it stands in the title or in one of the opening sentences."""
    event: tuple[str, ...]
    """Of a count, what is known to have happened, with the noun: it is compared by that; empty for all others."""


def unnamed_of(article: Article) -> tuple[Unnamed, ...]:
    """Read the figures that open an article, title first."""
    return _unnamed(article.title, article.text[:_CHARACTERS], said_language(article))


@lru_cache(maxsize=_REMEMBERED)
def _unnamed(title: str, text: str, language: str) -> tuple[Unnamed, ...]:
    if not is_read(title, text, language):
        return ()
    found = [
        one
        for place, told in enumerate(leading_sentences(title, text, MOST_SENTENCES))
        for one in _in_sentence(*told, opens=place <= OPENING)
    ]
    with_debt = {_amount(one.figure) for one in found if not one.wholes.isdisjoint(DEBT)}
    return tuple(one for one in found if _amount(one.figure) not in with_debt)


def _amount(figure: Figure) -> tuple[float, str]:
    """Of a title that gives a price, the text may tell that it counts what is owed: then it is no other price."""
    return figure.quantity.numeral.low, figure.quantity.currency


def _in_sentence(text: str, field: str, span: Span, *, opens: bool) -> Iterator[Unnamed]:
    sentence = text[span.start : span.end]
    if not has_number(sentence):
        return
    tokens = read_tokens(sentence)
    if "-" in sentence:
        tokens = unhyphened(tokens)
    quantities = find_quantities(tokens)
    framed = [
        (index, *read)
        for index, one in enumerate(quantities)
        if (read := _read(tokens, one)) is not None and not denied(tokens, one.first)
    ]
    if not framed:
        return
    known, did_it = frames_of(tokens, quantities), happening(tokens)
    for index, one, size, frame in framed:
        clause = clause_of(tokens, quantities, index)
        told = read_circumstances(sentence, tokens, clause, one.first, frame, opens=opens)
        said = sentence[tokens[one.first].start : tokens[one.last - 1].end]
        figure = Figure(
            one, frame, told, field, span, said, speaker(sentence, tokens, one.first, one.last), True, did_it
        )
        yield Unnamed(
            figure,
            size,
            _words(tokens, one, frame),
            frozenset(_names(tokens, _around(tokens, one))),
            frozenset(_names(tokens, range(one.last, min(len(tokens), one.last + _BESIDE)))),
            frozenset(_names(tokens, range(max(0, one.first - _WINDOW), one.first))),
            _word_at(tokens, one.last),
            tokens[0].low if 0 in _around(tokens, one) and tokens[0].is_name else "",
            frozenset(
                token.low if token.low in _WHOLES else "offered"
                for at, token in enumerate(tokens)
                if token.low in _STAGES and not (token.low == "including" and low_at(tokens, at + 1) in _WAYS)
            )
            | _debt(known[index]),
            _whole(tokens, one.last) if one.unit is Unit.PERCENT else frozenset(),
            opens,
            _event(known[index]) if one.unit is Unit.COUNT else (),
        )


def _word_at(tokens: Tokens, at: int) -> str:
    return tokens[at].low if at < len(tokens) and tokens[at].is_word else ""


def _whole(tokens: Tokens, at: int) -> frozenset[str]:
    """Read what follows ``of``: of *82 percent of Orr's voice traffic to Tarn*, ``voice`` and ``traffic``."""
    if low_at(tokens, at) != "of":
        return frozenset()
    words: list[Token] = []
    for token in tokens[at + 1 : at + _WINDOW]:
        if not token.is_word or (token.low in STOP_WORDS and words):
            break
        if token.low not in STOP_WORDS:
            words.append(token)
    return frozenset(fold(token.low) for token in words if not token.is_name and token.low not in PLAIN)


def _debt(frame: Frame | None) -> frozenset[str]:
    return frame.strict & DEBT if frame else frozenset()


def _event(frame: Frame | None) -> tuple[str, ...]:
    return frame.key if frame else ()


def _around(tokens: Tokens, one: Quantity) -> Iterator[int]:
    """The places around it, the nearest first."""
    for step in range(_WINDOW):
        if one.last + step < len(tokens):
            yield one.last + step
        if one.first - 1 - step >= 0:
            yield one.first - 1 - step


def _names(tokens: Tokens, places: Iterable[int]) -> Iterator[str]:
    for at in places:
        token = tokens[at]
        opens = at == 0 and not (len(tokens) > 1 and tokens[1].is_name)
        if (
            token.is_name
            and len(token.low) > 1
            and not opens
            and token.low not in STOP_WORDS
            and not is_calendar(token)
        ):
            yield token.low


def _words(tokens: Tokens, one: Quantity, frame: Frame) -> dict[str, str]:
    telling = (
        token
        for token in map(tokens.__getitem__, _around(tokens, one))
        if token.is_word
        and len(token.low) >= _SHORTEST
        and token.low not in STOP_WORDS | _TELLS_NOTHING
        and not is_calendar(token)
    )
    words: dict[str, str] = {}
    for token in telling:
        words.setdefault(fold(token.low), token.text.removesuffix("'s").removesuffix("’s"))
    words.pop(fold(frame.key[-1]), None)
    return words


def _read(tokens: Tokens, one: Quantity) -> tuple[Quantity, Quantity, Frame] | None:
    """Tell how much it is, as written and in the unit of its kind, and of what; None for what is no figure."""
    measure = read_measure_of(tokens, one)
    if measure is None:
        frame = _frame(tokens, one)
        return (one, one, frame) if frame is not None else None
    if _is_of_another(tokens, one) or low_at(tokens, measure.written.last) in _PER:
        return None
    kind, name = measure.scale.kind, measure.scale.name
    return (
        measure.written,
        measure.size,
        Frame(("", kind), name, kind, last=measure.written.last, planned=True),
    )


def _is_of_another(tokens: Tokens, one: Quantity) -> bool:
    """Whether it is part of a number before it, or what something was before."""
    before = low_at(tokens, one.first - 1)
    return before in INCLUDING or (before == "from" and low_at(tokens, one.first - 2) in _MOVED)


def _frame(tokens: Tokens, one: Quantity) -> Frame | None:
    """Tell the unit, or the noun that is counted; None for what is no figure of its own."""
    if one.unit not in _UNITS or _is_of_another(tokens, one) or low_at(tokens, one.last) in _PER:
        return None
    if one.unit is not Unit.COUNT:
        small = one.unit is Unit.MONEY and one.numeral.high < _LEAST_AMOUNT
        unit = one.currency or str(one.unit)
        label = "amount" if one.unit is Unit.MONEY else "share"
        return None if small else Frame(("", unit), unit, label, last=one.last, planned=True)
    noun = read_noun(tokens, one)
    if not noun.noun or noun.noun in NEVER_COUNTED | _TELLERS or one.numeral.low < _LEAST_COUNT:
        return None
    return Frame(("", noun.noun), noun.noun, noun.word, strict=noun.strict, last=noun.last)
