"""What is written with figures and measures nothing.

Dates, years, clock times, ages, scores, ordinals, phone numbers, fractions, names that end in a number (Boeing 737,
Flight 12, Covid-19), parts of a whole (three of the 14), what comes on top (three more), what a toll rose by (to 14
after three died) and what it was before (an earlier toll of nine).
"""

from service.briefings.figures.numbers.number_words import SMALL
from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.wording.tokens import Tokens, low_at, touching
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import CURRENCIES, DESIGNATORS
from service.text.months import MONTHS

_CLOCK = word_set("am pm gmt utc est bst cet o'clock")
_YEARS = range(1800, 2101)
_BEFORE_YEARS = word_set("in since by of from until till before after during the to and - – , (")
_PERSONS = word_set("man woman boy girl youth child teenager pensioner widow widower baby toddler")
_PARTITIVES = word_set("the them these those whom which his her its their our all")
_ON_TOP = word_set("more further additional extra other")
_HARMED = word_set("injured wounded hurt missing hospitalized hospitalised")
_HARMING = word_set("wounding injuring hurting wounds injures hurts")
_GROWS = word_set(
    "rose rises rise risen rising climbed climbs climbing grew grown increased increases brings bringing brought "
    "raises raising raised takes taking took pushes pushing pushed"
)
_DIED = word_set("die dies died dead succumb succumbs succumbed bodies body")
_TOLL = word_set("toll dead deaths fatalities killed")
_FORMER = word_set("earlier previous initial former original")
_COUNTS = word_set("toll count figure tally number estimate report")
_NEARBY = 6
_BEFORE_PARTS = word_set("another other last first next remaining no further additional extra second")
_SOME = frozenset(SMALL) | word_set("some most many several none half few")
_FRACTIONS = word_set("third thirds quarter quarters fifth fifths half halves tenth tenths")
_OPENERS = frozenset("([\"'“‘«~—–+")
_UNITS_THAT_STICK = word_set("c f km pct")
_LARGEST_RANKING = 500
_HYPHENED = word_set("magnitude percent plus")
"""A hyphen joins these to the number that they measure or bound: a 6.8-magnitude quake, a magnitude-6.8 quake."""


def measures_nothing(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is one of those."""
    return (
        _is_part_of_a_word(tokens, numeral)
        or _is_date(tokens, numeral)
        or _is_age(tokens, numeral)
        or _is_part_or_addition(tokens, numeral)
        or _is_former(tokens, numeral)
    )


def _is_part_of_a_word(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether it sticks to letters, to another number, or names what stands before it."""
    first, last = numeral.first, numeral.last
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    unspaced = before == "," and not tokens[first - 2].is_numeral  # into flats,9 hurt
    if touching(tokens, first - 1) and before not in CURRENCIES and before not in _OPENERS and not unspaced:
        return before != "-" or low_at(tokens, first - 2) not in _HYPHENED
    ranked = before == "top" and numeral.low <= _LARGEST_RANKING  # the top 10; not: deaths top 1,000
    if (before in DESIGNATORS and before != "top") or ranked or after in _FRACTIONS:
        return True
    return touching(tokens, last - 1) and _sticks_to(tokens, last)


def _sticks_to(tokens: Tokens, last: int) -> bool:
    """Whether the token at ``last``, with no space before it, makes the number a part of something."""
    after = low_at(tokens, last)
    if after in ("-", "–"):
        return low_at(tokens, last + 1) not in _HYPHENED
    if after in (".", ","):
        return touching(tokens, last) and tokens[last + 1].is_numeral
    if after == ":":
        return last + 1 < len(tokens) and tokens[last + 1].is_numeral  # 12:30; not: toll hits 540: army
    return after in ("/", "#", "_", "'") or (after.isalpha() and after not in _UNITS_THAT_STICK)


def _is_date(tokens: Tokens, numeral: Numeral) -> bool:
    before, after = low_at(tokens, numeral.first - 1), low_at(tokens, numeral.last)
    if before in MONTHS and (before != "may" or tokens[numeral.first - 1].is_name):
        return True
    if before == "." and low_at(tokens, numeral.first - 2) in MONTHS:
        return True  # Nov. 2
    if after in MONTHS or after in _CLOCK:
        return True
    if after in ("a", "p") and [low_at(tokens, numeral.last + step) for step in (1, 2)] == [".", "m"]:
        return True
    written = tokens[numeral.first].text
    if len(written) == 4 and written.isdecimal() and numeral.last == numeral.first + 1:  # noqa: PLR2004 - 2026
        return int(written) in _YEARS and (before in _BEFORE_YEARS or not before or not after.isalpha())
    return False


def _is_age(tokens: Tokens, numeral: Numeral) -> bool:
    before, after = low_at(tokens, numeral.first - 1), low_at(tokens, numeral.last)
    if before in ("aged", "age") or " ".join((low_at(tokens, numeral.first - 2), before)) == "age of":
        return True
    if before == "of" and low_at(tokens, numeral.first - 2) in _PERSONS:
        return True  # a woman of 34
    following = [low_at(tokens, numeral.last + step) for step in range(4)]
    if [word for word in following if word not in "-–"][:2] in (["year", "old"], ["years", "old"]):
        return True  # also where the hyphens stand apart
    return before in (",", "(") and after in (",", ")", ".") and tokens[numeral.first - 2].is_name


def _is_part_or_addition(tokens: Tokens, numeral: Numeral) -> bool:
    before, after = low_at(tokens, numeral.first - 1), low_at(tokens, numeral.last)
    if after == "of" and low_at(tokens, numeral.last + 1) in _PARTITIVES:
        return low_at(tokens, numeral.last + 3) != "seats"  # took 157 of the 338 seats
    if before == "of" and low_at(tokens, numeral.first - 2) in _FRACTIONS:
        return True  # a quarter of a million
    if before in _BEFORE_PARTS or _is_whole_of_part(tokens, numeral.first):
        return True
    if _raised_a_toll(tokens, numeral):
        return True
    following = low_at(tokens, numeral.last + 1)
    # Four were killed, and 12 more injured: these are all that were; and so with "killed one, wounding four other men".
    harmed = [at for at in range(numeral.first) if tokens[at].low in _HARMED | _HARMING]
    first = not harmed if following in _HARMED else harmed == [numeral.first - 1]
    return after in _ON_TOP and following != "than" and not first


def _is_former(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether it is said to be what was counted before: *an earlier toll of nine*."""
    three = [low_at(tokens, numeral.first - step) for step in (3, 2, 1)]
    return three[0] in _FORMER and three[1] in _COUNTS and three[2] == "of"


def _raised_a_toll(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these died and a toll rose to another number: *it rose to five after two workers died*."""
    if not any(token.low in _DIED for token in tokens[numeral.last : numeral.last + _NEARBY]):
        return False
    for at in range(1, len(tokens) - 1):
        number = tokens[at + 1].is_numeral or tokens[at + 1].low in SMALL
        if tokens[at].low == "to" and number and not numeral.first <= at + 1 < numeral.last:
            before = {token.low for token in tokens[max(0, at - _NEARBY) : at]}
            if not before.isdisjoint(_GROWS) and any(token.low in _TOLL for token in tokens[:at]):
                return True
    return False


def _is_whole_of_part(tokens: Tokens, first: int) -> bool:
    """Whether a part of it was named before: of *eight of the nine members died*, the nine did not."""
    of = first - 1 - (low_at(tokens, first - 1) in _PARTITIVES)
    if low_at(tokens, of) != "of" or of < 1:
        return False
    return tokens[of - 1].is_numeral or tokens[of - 1].low in _SOME
