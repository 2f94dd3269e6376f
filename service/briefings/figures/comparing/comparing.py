"""Put what is stated of one thing together, and tell whether it fits.

Statements are of one thing where the noun and the event are the same, the words that narrow it down are, other years
and rates are (``in 2011``, ``a month``; of two near numbers one may leave ``this year`` unsaid), and neither names nor
places nor days set them apart: a statement that names no place may be of any. One that may be of two things is of
neither, unless it agrees with one of them.

A group of them is

*compatible*  where all numbers fit (:mod:`service.briefings.figures.comparing.fitting`);
*revised*     where the numbers changed with time and the later ones supersede: of what is still being counted (deaths,
              injured, hectares burned ...), no count is lower than one that is more than an hour older, and counts of
              the same hour fit; of anything, the last words of all publishers fit, and only what one of them said
              earlier does not. ``At least 12`` and, hours later, 14, is a count that rose;
*contested*   everything else: independent sources differ on what they say at the same time, or do not follow.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from service.briefings.figures.circumstances.dating import says_only_when
from service.briefings.figures.comparing.fitting import FARTHEST, fit, interval, open_above, same_number
from service.briefings.figures.comparing.sameness import alike, of_one_thing, topic
from service.briefings.figures.comparing.stated import SOON, Statement
from service.briefings.figures.subjects.events import OF_PEOPLE, PEOPLE
from service.briefings.figures.subjects.nouns import KINDS_OF_PEOPLE

OVERLAP = timedelta(hours=1)
"""Reports no further apart than this are of the same time."""
LEAST_UNLIKELY = 10
"""Smaller numbers come out near one another by chance."""

_Topic = tuple[object, ...]


class Standing(StrEnum):
    """How the figures for one thing stand to one another."""

    CONTESTED = "contested"
    REVISED = "revised"
    COMPATIBLE = "compatible"


def gather(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Group the statements (chronological) by what they are of, in order of first mention."""
    topics: dict[_Topic, list[Statement]] = {}
    for one in statements:
        topics.setdefault(topic(one.figure, one.at), []).append(one)
    own = {topic_of: list(same) for topic_of, same in topics.items()}
    for one in statements:
        for wider, belongs in ((_topic_of_no_time(one), _of_one_time_with), (_topic_of_all(one), _exceeds)):
            if wider is not None and belongs(one, own.get(wider, ())):
                topics[topic(one.figure, one.at)].remove(one)
                topics[wider] = sorted([*topics.get(wider, ()), one], key=_by_time)
                break
    return [group for same in topics.values() for group in _apart(same)]


def _apart(statements: Sequence[Statement]) -> Iterable[list[Statement]]:
    """Part by names, places and days: the more a statement tells of these, the earlier it finds its group."""
    groups: list[list[Statement]] = []
    for one in sorted(statements, key=_told, reverse=True):
        open_to = [group for group in groups if all(of_one_thing(one, other) for other in group)]
        if len(open_to) > 1:
            open_to = [
                group
                for group in open_to
                if any(same_number(one.quantity, other.quantity) for other in group) or _say_the_same(open_to)
            ][:1]
            if not open_to:
                continue
        if open_to:
            open_to[0].append(one)
        else:
            groups.append([one])
    return [sorted(group, key=_by_time) for group in groups]


def _say_the_same(groups: Sequence[Sequence[Statement]]) -> bool:
    """Whether one number is said in all of them."""
    first, *others = [one for group in groups for one in group]
    return all(same_number(first.quantity, other.quantity) for other in others)


def _topic_of_no_time(one: Statement) -> _Topic | None:
    """Give the topic that it would have if it did not say when; None where it does not say merely that."""
    key, strict, time, supposed = topic(one.figure, one.at)
    return (key, strict, frozenset(), supposed) if time and says_only_when(time) else None


def _of_one_time_with(one: Statement, of_no_time: Sequence[Statement]) -> bool:
    """Whether what says when (``burned this year``) is of the time of others that do not; its report has no other."""
    own = any(other.filed.id == one.filed.id for other in of_no_time)
    return not own and any(_of_one_time(one, other) for other in of_no_time)


def _of_one_time(one: Statement, other: Statement) -> bool:
    """Whether it is news of one day, told by two publishers in near numbers."""
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    return (
        all(each.alone and each.figure.leads for each in (one, other))
        and one.publisher != other.publisher
        and abs(one.at - other.at) <= SOON
        and LEAST_UNLIKELY <= high <= low * FARTHEST
    )


def _by_time(one: Statement) -> tuple[datetime, str]:
    return one.at, one.filed.id


def _topic_of_all(one: Statement) -> _Topic | None:
    """Give the topic that counts all people to whom the same happened; None where it counts these itself."""
    noun, *event = one.frame.key
    if noun not in KINDS_OF_PEOPLE or not event or event[0] not in OF_PEOPLE:
        return None
    return (PEOPLE, event[0]), *topic(one.figure, one.at)[1:]


def _exceeds(one: Statement, all_people: Sequence[Statement]) -> bool:
    """Whether it counts more of one kind (nine civilians) than others count in all (six people)."""
    others = [other for other in all_people if other.origin != one.origin and alike(one.figure, other.figure)]
    least = interval(one.quantity)[0]
    return bool(others) and all(least > interval(other.quantity)[1] for other in others)


def _told(one: Statement) -> int:
    told = one.figure.circumstances
    return 4 * bool(told.places) + 2 * bool(one.frame.names) + bool(told.days)


def standing(group: Sequence[Statement]) -> Standing:
    """Judge a group (chronological) by the rules at the top."""
    cumulative = group[0].frame.cumulative
    if all(_agree(one, other, cumulative=cumulative) for one, other in _pairs(group)):
        return Standing.COMPATIBLE
    if cumulative and all(_follows(one, other) for one, other in _pairs(group)):
        return Standing.REVISED
    latest = {one.publisher: one.at for one in group}
    last = [one for one in group if one.at == latest[one.publisher]]
    if len(last) < len(group) and all(fit(one.quantity, other.quantity) for one, other in _pairs(last)):
        return Standing.REVISED
    return Standing.CONTESTED


def _agree(one: Statement, other: Statement, *, cumulative: bool) -> bool:
    """Whether two fit, as counts of their own times."""
    if not fit(one.quantity, other.quantity):
        return False
    outgrown = open_above(one.quantity) and other.quantity.numeral.low > one.quantity.numeral.high
    return not (cumulative and outgrown and other.at - one.at > OVERLAP)


def _follows(one: Statement, other: Statement) -> bool:
    """Whether the later of two supersedes the earlier, or fits it."""
    if other.at - one.at <= OVERLAP:
        return fit(one.quantity, other.quantity)
    return other.quantity.numeral.high >= one.quantity.numeral.low or fit(one.quantity, other.quantity)


def _pairs(group: Sequence[Statement]) -> Iterable[tuple[Statement, Statement]]:
    return ((one, other) for index, one in enumerate(group) for other in group[index + 1 :])
