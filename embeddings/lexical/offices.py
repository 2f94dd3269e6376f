"""Which names are those of an office: named because it tells what happened, seldom because it happened to it.

The survey that measures every quake, the coast guard that is out every night and the league that every match is played
in are named by reports that have nothing else in common. So they are words like others, and no names: they do not make
two reports tell of one event. Courts, commissions and departments are left out of this: they act, and often they are
what the news is about. So are centres, and places that the police are of: what happened there is told by them.

An office is told by a word in its name. Mostly that is the last, and what else is capitalised stands before it: "U.S.
Geological Survey", "Securities and Exchange Board"; or behind it and an "of": "Bureau of Statistics". In other
languages it is the first: "Servicio Nacional", "Protezione civile".
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical.tokens import Tokens

NO_OFFICE, LAST, LAST_OF_LONG, FIRST, ALONE, SPEAKER, OF, AND = range(8)
"""What a word is in the name of an office: nothing; mostly the last; the last where two others stand before it, as in
"Federal Aviation Administration", but not in "Trump Administration"; mostly the first; all of it; or it stands before
the name of one who speaks for it; or links two words of it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAST = _words(
    "agency authority board brigade bureau division exchange guard headquarters inspectorate institute institution "
    "laboratory league meteorological ministry observatory office regulator seismological service services survey"
)
_GERMAN_ENDINGS = (
    "amt",
    "anstalt",
    "behörde",
    "dienst",
    "feuerwehr",
    "gericht",
    "ministerium",
    "polizei",
    "präsidium",
    "staatsanwaltschaft",
    "zentrale",
)
_FIRST = _words(
    "agence agencia agenzia carabinieri gendarmerie guardia institut instituto istituto met météo ministère "
    "ministerio ministero policía polizia prefettura préfecture procura protezione servicio zacks "
    "министерство мчс служба"
)
_ALONE = _words(
    "afp ansa ap cdc dpa efe emsc faa factset fda iaea interfax jma kyodo lse nasdaq nhtsa noaa ntsb nws nyse osha "
    "police refinitiv reuter reuters rnli sec tass ukmto upi usgs who xinhua yonhap"
)
_PARTS = {
    word: part
    for part, words in (
        (LAST, _LAST),
        (LAST_OF_LONG, _words("administration")),
        (FIRST, _FIRST),
        (ALONE, _ALONE),
        (SPEAKER, _words("portavoz spokesman spokesperson spokeswoman sprecher sprecherin")),
        (OF, _words("de del della des di du for of")),
        (AND, _words("and")),
    )
    for word in words
}
_LONG = 2
"""Other words."""

Flags = npt.NDArray[np.uint8]


def part_of_office(key: str) -> int:
    """Tell what a word, its case folded, is in the name of an office."""
    return _PARTS.get(key, LAST if key.endswith(_GERMAN_ENDINGS) else NO_OFFICE)


@compiled
def pass_over_offices(
    tokens: Tokens, begin: int, end: int, parts: Flags, capitals: Flags, names: Flags
) -> None:
    """Take the names of offices, and of who speaks for them, from the ``names`` of a text, told token by token.

    ``capitals`` are those tokens that begin with a capital: at the beginning of a sentence that makes none a name, but
    with one behind it it may be one.
    """
    for token in range(begin, end):
        part = parts[token]
        if part == SPEAKER:
            _clear(names, token + 1, _on(tokens, token, end, names))
        if part in (LAST, LAST_OF_LONG) and names[token]:
            first = _back(tokens, token, begin, parts, names)
            last = _behind_of(tokens, token, end, parts, names)
            if part == LAST or last - first >= _LONG:
                _clear(names, first, last)
        elif part == FIRST and (names[token] or (capitals[token] and _begins(tokens, token, begin))):
            last = _behind_of(tokens, _on(tokens, token, end, names), end, parts, names)
            _clear(names, token, last)
        elif part == ALONE:
            names[token] = 0


@compiled
def _clear(names: Flags, first: int, last: int) -> None:
    for token in range(first, last + 1):
        names[token] = 0


@compiled
def _on(tokens: Tokens, last: int, end: int, names: Flags) -> int:
    """The last of the names that follow upon a token, or itself."""
    sentence = tokens.sentences[last]
    while True:
        step = 2 if last + 2 < end and _is_hyphen(tokens, last + 1) else 1
        if last + step >= end or tokens.sentences[last + step] != sentence or not names[last + step]:
            return last
        last += step


@compiled
def _back(tokens: Tokens, first: int, begin: int, parts: Flags, names: Flags) -> int:
    """The first of the names that lead to a token, two of them joined by "and", or itself."""
    sentence = tokens.sentences[first]
    while True:
        step = 1
        if first >= begin + 2 and (parts[first - 1] == AND or _is_hyphen(tokens, first - 1)):
            step = 2
        if first - step < begin or tokens.sentences[first - step] != sentence or not names[first - step]:
            return first
        first -= step


@compiled
def _behind_of(tokens: Tokens, last: int, end: int, parts: Flags, names: Flags) -> int:
    """The last of the names behind an "of" that follows upon a token, or itself."""
    if last + 2 < end and parts[last + 1] == OF and tokens.sentences[last + 1] == tokens.sentences[last]:
        further = _on(tokens, last + 1, end, names)
        if further > last + 1:
            return further
    return last


@compiled
def _begins(tokens: Tokens, token: int, begin: int) -> bool:
    """Whether a token is the first of its sentence."""
    return bool(token == begin or tokens.sentences[token - 1] != tokens.sentences[token])


@compiled
def _is_hyphen(tokens: Tokens, token: int) -> bool:
    """Whether it is a mark between two words with no space on either side; there are tokens before and behind it."""
    place = tokens.starts[token]
    is_mark = tokens.ends[token] == place
    return bool(is_mark and tokens.ends[token - 1] == place and tokens.starts[token + 1] == place + 1)
