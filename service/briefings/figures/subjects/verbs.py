"""Find the event of a count among the words around it."""

from collections.abc import Sequence
from typing import NamedTuple

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.events import BY_ROLE, INTRANSITIVE, LONGEST_PHRASE, Role
from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import DIVIDING, INCLUDING, NO_NOUN
from service.briefings.wording.saying import QUOTING

_REACH = 9
"""Tokens behind the noun within which its verb must stand."""
_TOLL_REACH = 16
_INSERTION = 13
_STOPS = (
    DIVIDING
    | QUOTING
    | word_set(
        ". ; : ( ) — – ? ! and but as when after before because if since than that which where who until claim think"
    )
)
_CROSSED_BY_TOLLS = frozenset(("and", "as", "since", "after", "that", "which", "reported", "confirmed"))
_SKIPPED_BEFORE = word_set("the a an its their also some possibly potentially")
_LINKS = word_set(
    "to at is was hits top tops topped passes toll reached reaching hit passed stands stood exceeded of exceeds above "
    "reaches as rises rose climbs climbed jumps jumped past"
)
_TOLLS = {
    "death": "killed", "deaths": "killed", "fatalities": "killed", "dead": "killed", "killed": "killed",
    "died": "killed", "injuries": "injured", "injured": "injured", "wounded": "injured", "hurt": "injured",
    "missing": "missing",
    "arrests": "arrested", "arrested": "arrested", "evacuated": "evacuated", "displaced": "displaced",
    "crowd": "taking part", "attendance": "taking part",
}  # fmt: skip
TOLL_OPENERS = frozenset(
    ("toll", "number", "deaths", "fatalities", "injuries", "arrests", "crowd", "attendance")
)
_KNOWN = word_set("known confirmed reported believed thought feared to have been be as being were was are")
_PUT = word_set("put stand stands now")
_SO_FAR = word_set("now is are")
_NEAR = 4
"""Words behind a toll's that may tell of what it is."""
_BEING = word_set("was were be been being are is get got")
_ENDING_IT = word_set("found rescued alive")
_CONFIRMING = word_set("confirmed reported seriously critically feared presumed")
_OBJECTS = word_set("the a an his her their its others it them")
_KIND = 4
"""Tokens that may stand between a number and the plural that tells its event."""
_WITHIN = word_set("in at across from near on inside outside among for serving")
"""A count behind one of these is where, or for whom, something happened, and not to what."""


class OwnEvent(NamedTuple):
    """An event told by a noun that ends at the token ``end``, and the words that say which kind of it."""

    event: str
    end: int
    kind: tuple[str, ...] = ()


def phrase_at(tokens: Tokens, at: int, role: Role) -> tuple[str, int] | None:
    """Find the event whose phrase begins at ``at``, the longest one first, and where the phrase ends."""
    for length in range(LONGEST_PHRASE, 0, -1):
        if at + length <= len(tokens):
            event = BY_ROLE[role].get(" ".join(token.low for token in tokens[at : at + length]))
            if event is not None:
                return event, at + length
    return None


def own_event(tokens: Tokens, count: Quantity) -> OwnEvent | None:
    """``12 dead``, ``12 confirmed dead``; None where another event is joined to it (``12 dead or missing``)."""
    at = count.last
    while low_at(tokens, at) in _CONFIRMING or (low_at(tokens, at) == "more" and at == count.last):
        at += 1
    found = phrase_at(tokens, at, Role.NOUN)
    own = OwnEvent(*found) if found else _behind_its_kind(tokens, at)
    if own is None or _doubled(tokens, own.end, Role.NOUN) or _is_over(tokens, own.event, own.end):
        return None
    return own


def _is_over(tokens: Tokens, event: str, end: int) -> bool:
    """Whether it is told that it has ended: ``17 missing miners found alive``."""
    return event == "missing" and any(low_at(tokens, end + step) in _ENDING_IT for step in range(4))


def _behind_its_kind(tokens: Tokens, at: int) -> OwnEvent | None:
    """``3,865 coronavirus deaths``, ``2,000 flight cancellations``: a plural that says by itself what happened."""
    for end in range(at, at + _KIND):
        low = low_at(tokens, end)
        if low in NO_NOUN or low in (",", ""):
            return None
        following = low_at(tokens, end + 1)
        plural = following.endswith("s") and not following.endswith("ss")
        if plural and (found := phrase_at(tokens, end + 1, Role.NOUN)):
            verb = phrase_at(tokens, end, Role.AFTER)
            if verb and verb[1] > end + 1:  # 12 people suffered injuries
                return None
            return OwnEvent(*found, tuple(token.low for token in tokens[at : end + 1] if token.is_word))
    return None


def event_before(tokens: Tokens, count: Quantity) -> str:
    """``killed 12 people``; empty where there is none, or two (``killed or wounded 300``)."""
    at = count.first
    while low_at(tokens, at - 1) in _SKIPPED_BEFORE:
        at -= 1
    for length in range(min(LONGEST_PHRASE, at), 0, -1):
        event = BY_ROLE[Role.BEFORE].get(" ".join(token.low for token in tokens[at - length : at]))
        if event is not None:
            other = low_at(tokens, at - length - 2) in BY_ROLE[Role.BEFORE]
            return "" if low_at(tokens, at - length - 1) in ("or", "and") and other else event
    return ""


def event_behind(tokens: Tokens, count: Quantity, noun_end: int, until: int) -> tuple[str, int] | None:
    """Find the verb of the clause behind the noun, not beyond ``until`` where the next count begins."""
    if low_at(tokens, count.first - 1) in _WITHIN:
        return None
    at, end = noun_end, min(noun_end + _REACH, until)
    at += low_at(tokens, at) in ("who", "that", "which")
    while at < end:
        word = low_at(tokens, at)
        if word == ",":
            skipped = _past_insertion(tokens, at)
            if skipped is None:
                return None
            at, end = skipped, min(skipped + _REACH, len(tokens))
            continue
        found = phrase_at(tokens, at, Role.AFTER)
        if found is not None:
            return found if _undergone(tokens, at, *found) else None
        confirmed = word in QUOTING and phrase_at(tokens, at + 1, Role.AFTER) is not None
        if word in _STOPS and not confirmed:
            return None
        at += 1
    return None


def toll(tokens: Tokens, count: Quantity) -> str:
    """``the death toll from the quake rose to 31``, ``the number of injured is 12``; empty where it is none."""
    if low_at(tokens, count.first - 1) not in _LINKS:
        return ""
    if stated := _put_at(tokens, count):
        return stated
    for at in range(count.first - 1, max(0, count.first - _TOLL_REACH) - 1, -1):
        word = tokens[at].low
        if word in _STOPS and word not in _CROSSED_BY_TOLLS:
            return ""
        if word in TOLL_OPENERS:
            near = [word, low_at(tokens, at - 1), *_told_behind(tokens, at)]
            found = next((_TOLLS[other] for other in near if other in _TOLLS), "")
            bare = word == "toll" and not any(token.low in ("cases", "infections") for token in tokens)
            return found or ("killed" if bare else "")
    return ""


def stated_before(tokens: Tokens, count: Quantity, nouns: frozenset[str]) -> int | None:
    """Find one of the nouns of which a number is stated: ``cases in Orr rose to 12``; None where there is none."""
    if low_at(tokens, count.first - 1) not in _LINKS:
        return None
    for at in range(count.first - 1, max(0, count.first - _TOLL_REACH) - 1, -1):
        word = tokens[at].low
        if word in _STOPS and word not in _CROSSED_BY_TOLLS:
            return None
        if word in nouns:
            return at
    return None


def _put_at(tokens: Tokens, count: Quantity) -> str:
    """``injured now put at 19``: what is counted stands alone, as in headlines; empty where it is not told so."""
    if low_at(tokens, count.first - 1) != "at" or low_at(tokens, count.first - 2) not in _PUT:
        return ""
    at = count.first - 3
    return _TOLLS.get(low_at(tokens, at - (low_at(tokens, at) in _SO_FAR)), "")


def _told_behind(tokens: Tokens, at: int) -> Sequence[str]:
    """The next words that say what is counted: of *number of people known to have died* not how it is known."""
    behind = (token.low for token in tokens[at + 1 : at + _REACH])
    return [word for word in behind if word not in _KNOWN][:_NEAR]


def _doubled(tokens: Tokens, at: int, role: Role) -> bool:
    if low_at(tokens, at) not in ("or", "and"):
        return False
    return phrase_at(tokens, at + 1 + (low_at(tokens, at + 1) in _BEING), role) is not None


def _undergone(tokens: Tokens, at: int, event: str, end: int) -> bool:
    """Whether it happened to what was counted, and nothing else did; ``four senators sold stocks`` are not sold."""
    before = {low_at(tokens, at - 1), low_at(tokens, at - 2)}
    if "not" in before or _is_over(tokens, event, end) or _doubled(tokens, end, Role.AFTER):
        return False
    if event in INTRANSITIVE or tokens[at].low in INTRANSITIVE or before & _BEING:
        return True
    following = low_at(tokens, end)
    open_end = not following or not following[0].isalnum() or following in NO_NOUN
    return open_end and following not in _OBJECTS


def _past_insertion(tokens: Tokens, at: int) -> int | None:
    """Step over ``, including three children,``; None where the comma opens something else."""
    opened = low_at(tokens, at + 1) in INCLUDING or low_at(tokens, at + 1) in (
        "mostly",
        "most",
        "many",
        "some",
    )
    if not opened and "of" not in (low_at(tokens, at + 2), low_at(tokens, at + 3)):
        return None
    for index in range(at + 1, min(at + _INSERTION, len(tokens))):
        if low_at(tokens, index) == ",":
            return index + 1
    return None
