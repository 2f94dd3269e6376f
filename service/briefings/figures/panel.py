"""The figures panel of a story: on which numbers its sources differ, and who says which.

Shown are the groups in which more than one number is said, by independent sources, by several speakers of one report,
or by one source over time; results of votes, ranks and days that differ besides. Where all say the same number there is
nothing to see, with one exception: beside a group that is shown, others that count the same nouns are listed (troops
stationed in a region beside troops sent in all), because a reader who meets 8,000, 10,000 and 12,000 has to be told
which of them are of another thing; of troops also what only one report tells, where it tells a number that is shown as
well.
"""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.briefings.figures.comparing import Standing, gather, standing
from service.briefings.figures.comparing.days import DayTold, days_in_dispute
from service.briefings.figures.comparing.deed_days import deed_days
from service.briefings.figures.comparing.fitting import fit
from service.briefings.figures.comparing.kindred import kindred
from service.briefings.figures.comparing.labels import with_place
from service.briefings.figures.comparing.sameness import FARTHEST, FARTHEST_MEASURED, FARTHEST_WIDE
from service.briefings.figures.comparing.set_form_pairs import set_form_pairs
from service.briefings.figures.comparing.stated import Statement
from service.briefings.figures.comparing.statements import numbers_differ, said_by_several, statements_of
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.overtaking import overtaken
from service.briefings.origins import one_per_origin_first
from service.briefings.values import NOTHING_OVERTAKEN, Disagreement, FigureClaim, Overtaken
from service.briefings.wording.opinions import reports_among
from service.model import FiledArticle
from service.text.source_names import source_name

MOST_ARTICLES = 60
"""Articles read at most, one of every origin first."""
MOST_CLAIMS = 12
"""Claims listed of one disagreement at most: the latest ones."""
MOST_GROUPS = 8
"""Disagreements listed of one story at most, contested ones first."""
_ORDER = tuple(Standing)
_ARTICLE = re.compile(r"\A(?:[Tt]he\s+|[Aa]n?\s+(?=\W?\d))")
"""What stands before a number is no part of what is said; what it is of is told by it, too."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the sources of a story differ on, and which numbers have been overtaken."""

    disagreements: tuple[Disagreement, ...] = ()
    overtaken: Overtaken = NOTHING_OVERTAKEN


def disagreements(articles: Sequence[FiledArticle]) -> tuple[Disagreement, ...]:
    """List the disagreements of the panel alone."""
    return panel(articles).disagreements


def panel(articles: Sequence[FiledArticle]) -> Panel:
    """Compare the figures of the ``articles`` of one story, all of them visible: whatever is passed in may be quoted.

    The outcome does not depend on the order of ``articles``.
    """
    if len(articles) < 1:
        return Panel()
    reports = one_per_origin_first(reports_among(articles), MOST_ARTICLES)
    statements = statements_of(reports)
    compared = list(_compared(statements))
    akin = kindred(reports, (one for _, one in compared))
    shown = _joined(compared, akin)
    shown.sort(key=lambda pair: _ORDER.index(pair[0]))
    days = tuple(map(_on_days, days_in_dispute(statements)))
    told = (
        *days,
        *(_disagreement(status, group) for status, group in shown),
        *(_disagreement(Standing.CONTESTED, group) for group in set_form_pairs(reports)),
        *(
            each
            for each in map(_on_days, deed_days(reports))
            if not any(_same_days(each, one) for one in days)
        ),
    )
    return Panel(told[:MOST_GROUPS], overtaken(reports, compared))


def _joined(
    compared: Sequence[tuple[Standing, list[Statement]]], akin: Sequence[Sequence[Statement]]
) -> list[tuple[Standing, list[Statement]]]:
    """Add kindred figures to what is compared; those that share a claim with a group that differs belong to it."""
    shown = list(compared)
    for group in akin:
        claims = set(map(_claimed, group))
        place = next((at for at, (_, other) in enumerate(shown) if claims & set(map(_claimed, other))), None)
        whole = list(group) if place is None else _together(shown[place][1], group)
        if place is None or not _within_reason(whole, Standing.CONTESTED):
            shown.append((standing(group), list(group)))
        else:
            shown[place] = (standing(whole), whole)
    return shown


def _together(shown: Sequence[Statement], akin: Sequence[Statement]) -> list[Statement]:
    """Both in chronological order, each claim once, under the name of what is shown."""
    known, frame = set(map(_claimed, shown)), shown[0].frame
    added = [
        replace(one, figure=replace(one.figure, frame=frame))
        for one in akin
        if _claimed(one) not in known and not any(_repeats(one, other) for other in shown)
    ]
    return sorted([*shown, *added], key=lambda one: (one.at, one.filed.id))


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether a report says it once more, in another unit: ``60 metres (200 feet)``."""
    measured = one.quantity.unit is Unit.MEASURE and one.frame.unit == other.frame.unit
    return measured and one.filed.id == other.filed.id and fit(one.quantity, other.quantity)


def _claimed(one: Statement) -> tuple[str, str, float, float]:
    """Which report says which number."""
    numeral = one.quantity.numeral
    return one.filed.id, one.frame.unit, numeral.low, numeral.high


def _compared(statements: Sequence[Statement]) -> Iterator[tuple[Standing, list[Statement]]]:
    """Judge the groups that are shown, and list those beside them of which readers have to be told."""
    gathered = gather(statements)
    groups = [group for group in gathered if len(group) > 1 and said_by_several(group)]
    shown = [group for group in groups if numbers_differ(group)]
    agreed = [group for group in groups if not numbers_differ(group)]
    beside = [group for group in agreed if any(_beside(group, other) for other in shown)]
    alone = [group for group in gathered if len(group) == 1]
    beside += [group for group in alone if any(_confuses(group[0], other) for other in shown)]
    judged = [
        *((standing(group), group) for group in shown),
        *((Standing.COMPATIBLE, group) for group in beside),
    ]
    return ((status, group) for status, group in judged if _within_reason(group, status))


def _on_days(told: Sequence[DayTold]) -> Disagreement:
    """On which day it happened; the value of a day is written 20261102."""
    told = told[-MOST_CLAIMS:]
    said = _disagreement(Standing.CONTESTED, [one.statement for one in told])
    claims = tuple(
        replace(claim, value=float(f"{one.day:%Y%m%d}"), upper=None, modifier="", said=one.words)
        for one, claim in zip(told, said.claims, strict=True)
    )
    return replace(said, about=f"the day ({said.about})", unit="day", is_count=False, claims=claims)


def _same_days(one: Disagreement, other: Disagreement) -> bool:
    """Whether two sentences of the one are those of the other."""
    told = {(claim.article_id, claim.field, claim.start) for claim in other.claims}
    return sum((claim.article_id, claim.field, claim.start) in told for claim in one.claims) > 1


def _within_reason(group: Sequence[Statement], status: Standing) -> bool:
    """Whether the numbers are near enough to be of one thing."""
    lows = [one.quantity.numeral.low for one in group]
    highs = [one.quantity.numeral.high for one in group]
    counted = group[0].quantity.unit is Unit.COUNT
    wide = (counted and status is Standing.REVISED) or group[0].frame.key[-1] == "taking part"
    most = FARTHEST_WIDE if wide else FARTHEST if counted else FARTHEST_MEASURED
    return max(highs) <= min(lows) * most


def _beside(group: Sequence[Statement], shown: Sequence[Statement]) -> bool:
    """Whether it counts what a group that is shown counts, though of another event or place."""
    one, other = group[0].frame, shown[0].frame
    names = (
        frozenset.union(*(each.frame.names for each in group)),
        frozenset.union(*(each.frame.names for each in shown)),
    )
    counts = len(one.key) > 1 and group[0].quantity.unit is Unit.COUNT
    return (
        counts
        and one.key[0] == other.key[0] != "people"
        and not (names[0] and names[1] and names[0].isdisjoint(names[1]))
    )


def _confuses(one: Statement, shown: Sequence[Statement]) -> bool:
    """Whether a report that states one of the numbers shown of what moves about states this one of it as well."""
    moving = not one.frame.settled_place and not shown[0].frame.settled_place
    return moving and any(one.filed.id == other.filed.id for other in shown) and _beside([one], shown)


def _disagreement(status: Standing, group: Sequence[Statement]) -> Disagreement:
    told = max(group, key=lambda one: (len(one.frame.names), len(one.frame.label)))
    is_count = told.quantity.unit is Unit.COUNT and len(told.frame.key) > 1
    where = next((one.figure.circumstances.where for one in group if one.figure.circumstances.where), "")
    about = with_place(told.frame.label, where) if where and is_count else told.frame.label
    if when := _other_time(group):
        about = f"{about} ({when})"
    claims = tuple(map(_claim, group[-MOST_CLAIMS:]))
    return Disagreement(about, told.frame.unit, is_count, status, claims)


def _other_time(group: Sequence[Statement]) -> str:
    """Name the month or the year that all tell of, where it is another one than that of their reports."""
    times = {one.figure.circumstances.dating.seen_from(one.at) for one in group if one.frame.dated}
    if len(times) != 1:
        return ""
    (told,) = times
    years, months = [time for time in told if time.isdecimal()], [time for time in told if _is_month(time)]
    if len(years) > 1 or len(months) > 1 or not told or len(years) + len(months) < len(told):
        return ""
    return " ".join([*(month_name[int(month.split()[1])] for month in months), *years])


def _is_month(time: str) -> bool:
    return time.startswith("month ") and time.split()[1].isdecimal()


def _claim(one: Statement) -> FigureClaim:
    figure, article, quantity = one.figure, one.filed.article, one.quantity
    field = article.title if figure.field == "title" else article.text
    numeral = quantity.numeral
    return FigureClaim(
        value=numeral.low,
        upper=numeral.high if numeral.high > numeral.low else None,
        modifier=quantity.modifier,
        said=_ARTICLE.sub("", figure.said),
        place=figure.circumstances.where,
        attributed_to=figure.speaker,
        quote=field[figure.span.start : figure.span.end],
        article_id=one.filed.id,
        source=source_name(article) or None,
        published_at=article.published_at,
        field=figure.field,
        start=figure.span.start,
        end=figure.span.end,
    )
