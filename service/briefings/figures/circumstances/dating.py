"""Which other time a figure is of: another year or month, a rate, a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import BACKGROUND, MONTH_NUMBERS, WEEKDAYS
from service.briefings.periods import before
from service.text.months import MONTHS

_YEARS = range(1800, 2100)
_YEAR_LENGTH = 4
_BEFORE_PERIOD = word_set("over for in within during by")
_WHEN = frozenset(
    (
        "this year",
        "far so this year",
        "this month",
        "last year",
        "last month",
        "last week",
        "since",
        "since the",
    )
)
_ALL_OVER = frozenset(("across country the", "countrywide", "nationwide"))
"""Of the whole country, as others leave unsaid; phrases have their words in order of the alphabet."""
_AT_OTHER_TIMES = word_set("past recent")
_SKIPPED = word_set("the first last next past coming")
_PERIODS = word_set("years months weeks days")
_CORRECTED = word_set("figure figures toll count counts estimate estimates report reports number tally death")
"""What a correction calls *earlier* is of the same time."""
_RECENTLY = timedelta(days=7)
_NO_YEAR_BESIDE = frozenset("$€£")
_COMING = word_set("upcoming coming forthcoming")
_AHEAD = 8
"""Tokens behind one of these that may tell its date."""
_DUE, _NOUN_WITHIN = word_set("deadline date cutoff"), 3
SIGNS_OF_DATES_AHEAD = _COMING | _DUE
_VERBS_AFTER_MAY = word_set("be have not also well yet")


@dataclass(frozen=True, slots=True)
class Dating:
    """What sets a figure into another time than that of its report; figures compare only where they agree on it."""

    times: frozenset[str] = frozenset()
    """Rates and comparisons: ``a year``, ``since``, ``earlier``."""
    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    """From 1 for January."""

    def seen_from(self, at: datetime) -> frozenset[str]:
        """Tell it without what is the present of a report of that time: its year and month, and those a week before."""
        present = (at, before(at, _RECENTLY))
        years = {str(year) for year in self.years - {time.year for time in present}}
        months = {f"month {month}" for month in self.months - {time.month for time in present}}
        return self.times | years | months

    def joined(self, other: "Dating") -> "Dating":
        """Both together."""
        return Dating(self.times | other.times, self.years | other.years, self.months | other.months)


def without_dates_ahead(tokens: Tokens) -> Tokens:
    """Put dashes for the dates of what is still to come, *the May deadline*, *the coming vote on Sept. 8*."""
    told, coming = list(tokens), -_AHEAD
    for at, token in enumerate(tokens):
        if token.low in _COMING:
            coming = at
        if token.low not in MONTHS or not token.is_name:
            continue
        last = at + 1
        while low_at(tokens, last) == "." or (last < len(tokens) and tokens[last].is_numeral):
            last += 1
        due = any(low_at(tokens, last + step) in _DUE for step in range(_NOUN_WITHIN))
        if due or (at - coming < _AHEAD and low_at(tokens, at - 1) in ("on", "in")):
            told[at:last] = [each._replace(text="-", low="-") for each in tokens[at:last]]
    return told


def says_only_when(times: frozenset[str]) -> bool:
    """Whether these say of what time it is, ``this year``, ``since March``: no rate, no comparison, no other year."""
    return all(time in _WHEN | _ALL_OVER or _opens_a_period(*time.split()) for time in times)


def _opens_a_period(first: str, *rest: str) -> bool:
    return first == "month" or (first in _BEFORE_PERIOD and not _AT_OTHER_TIMES.intersection(rest))


def dating(tokens: Tokens) -> Dating:
    """Read which other time these words are about."""
    padded = f" {' '.join(token.low for at, token in enumerate(tokens) if not _tells_no_rate(tokens, at))} "
    # Sorted, for Q4 is 4Q.
    times = {" ".join(sorted(phrase.split())) for phrase in _PADDED if phrase in padded}
    times.update(_periods(tokens))
    return Dating(frozenset(times), years_in(tokens), months_in(tokens))


def _tells_no_rate(tokens: Tokens, at: int) -> bool:
    """Whether it is the word of a feast, ``at the annual Garlic Festival``, or of one day, ``new daily cases``."""
    low = tokens[at].low
    if low == "annual":
        return at + 1 < len(tokens) and tokens[at + 1].is_name
    return low == "daily" and "new" in (low_at(tokens, at - 1), low_at(tokens, at + 1))


def years_in(tokens: Tokens) -> frozenset[int]:
    """Find the years named."""
    return frozenset(
        int(token.text)
        for at, token in enumerate(tokens)
        if len(token.text) == _YEAR_LENGTH
        and token.text.isdecimal()
        and int(token.text) in _YEARS
        and low_at(tokens, at - 1) not in _NO_YEAR_BESIDE
    )


def months_in(tokens: Tokens) -> frozenset[int]:
    """Find the months named."""
    return frozenset(_months(tokens))


def _months(tokens: Tokens) -> Iterator[int]:
    for at, token in enumerate(tokens):
        is_verb = token.low == "may" and low_at(tokens, at + 1) in _VERBS_AFTER_MAY
        if token.low in MONTHS and token.is_name and not is_verb:
            yield MONTH_NUMBERS[token.low[:3]]


def _periods(tokens: Tokens) -> Iterator[str]:
    """How long it took or is to take (``over five years``), and since when (``since Monday``)."""
    for at, token in enumerate(tokens):
        if token.low in _BEFORE_PERIOD:
            place = at + 1
            while low_at(tokens, place) in _SKIPPED:
                place += 1
            named = place < len(tokens) and tokens[place].is_name  # in Orr days after
            if low_at(tokens, place) in _PERIODS or (not named and low_at(tokens, place + 1) in _PERIODS):
                yield " ".join(each.low for each in tokens[at : place + 2])
        elif token.low == "since" and any(_is_date(tokens, at + step) for step in (1, 2)):
            yield "since"
        elif token.low == "fiscal" or (token.low == "earlier" and low_at(tokens, at + 1) not in _CORRECTED):
            yield token.low


def _is_date(tokens: Tokens, at: int) -> bool:
    """Whether a month, a year or a named event stands there; since a weekday is of this very event."""
    if at >= len(tokens) or tokens[at].low in WEEKDAYS:
        return False
    return tokens[at].low in MONTHS or tokens[at].is_numeral or tokens[at].is_name


_PADDED = tuple(f" {phrase.replace('-', ' - ')} " for phrase in BACKGROUND)
