"""Names of places behind a preposition."""

from dataclasses import dataclass

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import DIRECTIONS, PLACE_KINDS, PLACE_PREPOSITIONS, WEEKDAYS
from service.text.months import MONTHS
from service.text.names import fold_names

NEXT_VERB = word_set("are is was were has have had will would")
"""What follows one of these is told of something else."""
_NOT_PLACES = (
    MONTHS | WEEKDAYS | word_set("the he she it we they i a an new richter congress parliament senate")
)
_TITLES = word_set("president minister senator mr mrs ms dr gen king prince pope judge")
_PARTS = word_set("capital north south east west coast border interior countryside")
"""Of a country, where no name follows: ``in the capital``."""
_OF_PLACES = word_set(
    "streets street square squares outskirts city town village region province island capital people"
)
"""Behind one of these comes the name of a place: ``the streets of Orr``."""
_SHAKING = word_set("hits hit jolts jolted strikes struck rocks rocked shakes shook rattles rattled")
"""A quake happens to the place that it is said to hit."""
_DIRECTED = word_set(
    "northwest northeast southwest southeast north-west northern southern eastern western central nw ne sw se"
)
_OF_A_COUNTRY = tuple(
    word_set("ish ese rian lian nian sian dian tian cian vian bian rean ican afghan iraqi aeli stani")
)
"""How words end that tell the country of something."""
_ENDS = frozenset(("", ",", ".", ";", ":", ")"))
_TOWARDS = word_set("to into")
_WHERE = word_set("in at near off outside to inside")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place as tokens ``[start, end)`` name it, the preposition included."""

    names: tuple[str, ...]
    """Folded, each before what it lies in: ``in Russia's Kursk region`` is Kursk, then Russia."""
    start: int
    end: int
    tells_where: bool
    """Whether it can be said of a figure as it stands: ``in Orr``, not ``on Orr``."""


def places_in(tokens: Tokens, start: int, end: int, *, moving: bool) -> list[Place]:
    """List the places named in these tokens, up to the next verb; where it goes *to*, of what is ``moving`` only."""
    found = []
    at = start
    while at < end and tokens[at].low not in NEXT_VERB:
        if not _opens_place(tokens, at) or (tokens[at].low in _TOWARDS and not moving):
            at += 1
            continue
        place = _place(tokens, at, end)
        if place.names:
            found.append(place)
        at = place.end
    return found


def place_names(tokens: Tokens) -> list[str]:
    """List the names of all places in a sentence, whatever they are the places of."""
    cuts = [at for at, token in enumerate(tokens) if token.low in NEXT_VERB]
    ranges = zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(tokens)], strict=True)
    return [
        name
        for low, high in ranges
        for place in places_in(tokens, low, high, moving=False)
        for name in place.names
    ]


def _opens_place(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    quaked = low in _SHAKING and low_at(tokens, at - 1) in ("quake", "earthquake", "temblor")
    return low in PLACE_PREPOSITIONS or quaked or (low == "of" and low_at(tokens, at - 1) in _OF_PLACES)


def _place(tokens: Tokens, start: int, end: int) -> Place:
    names: list[str] = []
    stop, at, inner = start + 1, start + 1, True
    while True:
        words, at = _words(tokens, at, end)
        if not words:
            break
        names = [words, *names] if inner else [*names, words]
        stop = at
        joint = _joint(tokens, at, end)
        if joint is None:
            break
        at, inner = joint
    if _describes(tokens, stop):
        return Place((), start, stop, tells_where=False)
    whole = tokens[start].low in _WHERE and not _is_owner(tokens, stop - 1)
    return Place(tuple(name for name in names if _is_place(name)), start, stop, whole)


def _describes(tokens: Tokens, stop: int) -> bool:
    """Whether the name says of which country the next thing is: ``in Spanish train crash``."""
    following = tokens[stop] if stop < len(tokens) else None
    low = tokens[stop - 1].low
    describing = low.endswith(_OF_A_COUNTRY) or tokens[stop - 1].text.isupper()
    return following is not None and following.is_word and not following.is_name and describing


def _joint(tokens: Tokens, at: int, end: int) -> tuple[int, bool] | None:
    """Find where a further name may begin, and whether it lies in the one before (``Marovia's``, ``Estmark port of``).

    Behind a comma (``Skarvik, Estmark``) comes the wider one.
    """
    if _is_owner(tokens, at - 1):
        return at, True
    if low_at(tokens, at) == "," and at + 1 < end and tokens[at + 1].is_name:
        behind = at + 1
        while behind < len(tokens) and tokens[behind].is_name:
            behind += 1
        # Not "in Skarvik, Holm said".
        return (at + 1, False) if low_at(tokens, behind) in _ENDS else None
    past = _past_kinds(tokens, at, end)
    if low_at(tokens, past - 1) == "of" and past < end and tokens[past].is_name:
        return past, True
    return None


def _words(tokens: Tokens, at: int, end: int) -> tuple[str, int]:
    """Read one name and what kind of place it is; the name folded, and where both end."""
    start, at = at, _past_kinds(tokens, at, end)
    words: list[str] = []
    while at < end and tokens[at].is_name and tokens[at].low not in _NOT_PLACES and len(words) < _MOST_WORDS:
        if tokens[at].low not in PLACE_KINDS:
            words.append(tokens[at].low)
        at += 1
        if _is_owner(tokens, at - 1):
            return _folded(words), at
    if words and at < end and tokens[at].low in PLACE_KINDS:
        at += 1
    if not words and at > start and tokens[at - 1].low in _PARTS:
        return tokens[at - 1].low, at
    return _folded(words), at


def _folded(words: list[str]) -> str:
    while len(words) > 1 and words[0] in _DIRECTED:
        words = words[1:]  # NW Pakistan
    return fold_names(" ".join(words).title()).casefold()


def _is_owner(tokens: Tokens, at: int) -> bool:
    return tokens[at].text.casefold().endswith(("'s", "’s"))


def _past_kinds(tokens: Tokens, at: int, end: int) -> int:
    while at < end and tokens[at].low in DIRECTIONS | _PARTS and not tokens[at].is_name:
        at += 1
    return at


def _is_place(name: str) -> bool:
    return len(name) > 1 and not any(word in _TITLES for word in name.split())
