"""Whether a number is told of another occurrence than the one that is news: *the last such quake killed 20*.

Reports set what happened beside what happened before, and often without a date: by a word before the noun for it
(*an earlier blast*), by how long it was before (*ten years after a flood in which 40 people died*), by what it is
compared with (*the worst since a fire that killed 30*), or by a season.
"""

from collections.abc import Iterator

from service.briefings.figures.subjects.happenings import OCCURRENCES
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import SPANS_OF_TIME, WEEKDAYS
from service.briefings.wording.saying import QUOTING
from service.text.months import MONTHS

_FORMER = word_set("last former prior earlier preceding old")
_FURTHER = word_set("another second")
"""In a sentence that opens a report, another quake is the news."""
_BETWEEN = 2
"""Words between one of these and the noun: *the last such quake*, *an earlier bomb attack*."""
_LONG = word_set("months year years decade decades century centuries")
_COMPARING = word_set("highest largest biggest worst deadliest most lowest strongest bloodiest first")
_COMPARED_WITHIN = 8
_EDGES = frozenset(",;:")
_SEASONS = word_set("spring summer autumn winter")
_ANY_ONE, _RELATIVE = word_set("a an one"), word_set("that which")
_BETWEEN_HAD = 5
"""Tokens from *had* to the number."""
_BY_NOW = word_set("by so")
"""*By Monday*, *so far*, *as of Monday*: what had been till now is the news."""
_QUOTING = QUOTING | {"according"}
SIGNS_OF_OTHERS = _FORMER | _FURTHER | _SEASONS | _RELATIVE | {"after", "before", "since", "had"}
"""One of these stands in every sentence that tells of another one."""
_SPAN_OR_NIGHT = SPANS_OF_TIME | WEEKDAYS | {"night"}


def other_occurrences(
    tokens: Tokens, start: int, first: int, end: int, own: str, *, opens: bool
) -> Iterator[str]:
    """List what sets the number at ``first`` into another time, within its clause ``[start, end)``.

    ``own`` is the noun that it is the number of: *the last budget*.
    """
    edge = max((at + 1 for at in range(first) if tokens[at].low in _EDGES), default=0)
    if any(_is_another(tokens, at, _FORMER, own) for at in range(start, end)):
        yield "former"
    if not opens:
        further = any(_is_another(tokens, at, _FURTHER) for at in range(start, first))
        if further or any(_is_one_that(tokens, at) for at in range(edge, first)):
            yield "another"
        if _had_done(tokens, first):
            yield "had"
    if any(_in_season(tokens, at) for at in range(start, end)):
        yield "season"
    if any(_long_after(tokens, at) for at in range(edge, first)):
        yield "long after"
    if any(_long_before(tokens, at) for at in range(first)):
        yield "long before"
    if any(_compared(tokens, at) is not None for at in range(edge, first)):
        yield "compared"


def _is_another(tokens: Tokens, at: int, words: frozenset[str], own: str = "") -> bool:
    """Whether the noun for what happened follows one of the ``words``; last night's quake is the news."""
    if tokens[at].low not in words:
        return False
    for token in tokens[at + 1 : at + 2 + _BETWEEN]:
        if token.low in OCCURRENCES or token.low == own:
            return True
        if not token.is_word or token.low in _SPAN_OR_NIGHT or _owns(token):
            return False
    return False


def _is_one_that(tokens: Tokens, at: int) -> bool:
    """Whether one that has not been told of begins there: ``a blast that killed``, ``one in which``."""
    if tokens[at].low not in _ANY_ONE:
        return False
    if low_at(tokens, at) == "one" and _relates(tokens, at + 1):
        return True
    near = range(at + 1, min(at + 2 + _BETWEEN, len(tokens)))
    return any(tokens[place].low in OCCURRENCES and _relates(tokens, place + 1) for place in near)


def _relates(tokens: Tokens, at: int) -> bool:
    return low_at(tokens, at + (low_at(tokens, at) == "in")) in _RELATIVE


def _had_done(tokens: Tokens, first: int) -> bool:
    """Whether it is told as what had been, ``Nils had left 12,000 homes``, by nobody quoted, and not till now."""
    lows = frozenset(token.low for token in tokens)
    if not any(token.low == "had" for token in tokens[max(0, first - _BETWEEN_HAD) : first]):
        return False
    as_of = any(token.low == "as" and low_at(tokens, at + 1) == "of" for at, token in enumerate(tokens))
    return not as_of and lows.isdisjoint(_QUOTING) and lows.isdisjoint(_BY_NOW)


def _owns(token: Token) -> bool:
    return token.text.casefold() != token.low


def _in_season(tokens: Tokens, at: int) -> bool:
    if tokens[at].text not in _SEASONS:
        return False
    before = low_at(tokens, at - 1)
    return before in ("in", "last") or (before == "the" and low_at(tokens, at - 2) == "in")


def _long_after(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in _LONG and low_at(tokens, at + 1) == "after"


def _long_before(tokens: Tokens, at: int) -> bool:
    """Whether it is told how long before: ``Only weeks before, 20 people had been killed``."""
    return (
        tokens[at].low in _SPAN_OR_NIGHT | {"weekend"}
        and low_at(tokens, at + 1) == "before"
        and low_at(tokens, at + 2) in _EDGES
    )


def _compared(tokens: Tokens, since: int) -> int | None:
    """Where it begins to say how rare that is which is told: ``the worst since``; None where it does not."""
    if tokens[since].low != "since":
        return None
    near = range(max(0, since - _COMPARED_WITHIN), since)
    return next((at for at in near if tokens[at].low in _COMPARING), None)


def without_comparisons(tokens: Tokens) -> Tokens:
    """Put dashes for what a comparison names, ``the worst since March 2003``, for that is no time of the news."""
    told = list(tokens)
    for since in range(len(tokens)):
        first = _compared(tokens, since)
        if first is None:
            continue
        last = since + 1
        while last < len(tokens) and (tokens[last].is_numeral or tokens[last].low in MONTHS):
            last += 1
        told[first:last] = [token._replace(text="-", low="-") for token in tokens[first:last]]
    return told
