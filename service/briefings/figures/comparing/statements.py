"""Who states which figure in a story: one statement for each article and thing, copies of one origin only once.

Precision before recall: an article that gives two numbers for what looks like one thing (``killed five``, further on
``eight people died``) was misread, or tells of two things; it states nothing of that thing. Unless two speakers are
quoted for them: then both are stated. A total that an ordinal tells (*a fifth person has died*) is stated where another
article counts one fewer before; beside it, that count is of those before.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from service.briefings.figures.circumstances.dates import told_at
from service.briefings.figures.comparing.fitting import fit, open_above, same_number
from service.briefings.figures.comparing.sameness import alike, comparable, topic
from service.briefings.figures.comparing.stated import Statement
from service.briefings.figures.figure import Figure
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.reading import figures_of
from service.briefings.origins import chronological, origin_of
from service.model import FiledArticle

_MOST_OF_ONE = 30
"""An article that gives more figures for one thing is a table, and states none of them."""


def statements_of(articles: Sequence[FiledArticle]) -> list[Statement]:
    """List what the articles state, in chronological order."""
    seen: set[object] = set()
    found = []
    for filed in chronological(articles):
        at = told_at(filed)
        settled = _settled(_without_those_before(figures_of(filed.article)), at)
        topics = Counter(topic(figure, at) for figure in settled)
        for figure in settled:
            said = (
                origin_of(filed),
                figure.frame.key,
                figure.frame.strict,
                figure.circumstances.places,
                *_number(figure),
            )
            if said not in seen:
                seen.add(said)
                found.append(Statement(figure, filed, at, topics[topic(figure, at)] == 1))
    found = [one for one in found if not one.quantity.ordinal or any(_goes_on(one, other) for other in found)]
    return sorted(found, key=lambda one: one.at)


def _without_those_before(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out the four of a report that says that a fifth person died."""
    before = {(one.frame.key, one.quantity.numeral.low - 1) for one in figures if one.quantity.ordinal}
    return [one for one in figures if (one.frame.key, one.quantity.numeral.high) not in before]


def _goes_on(total: Statement, other: Statement) -> bool:
    """Whether another article counted one fewer of the same before."""
    same = (total.frame.key, total.frame.strict) == (other.frame.key, other.frame.strict)
    before = other.filed.id != total.filed.id and other.at <= total.at
    return same and before and other.quantity.numeral.high == total.quantity.numeral.low - 1


def _number(figure: Figure) -> tuple[float, float, str]:
    numeral = figure.quantity.numeral
    return numeral.low, numeral.high, figure.quantity.bound


def _settled(figures: Sequence[Figure], at: datetime) -> list[Figure]:
    """Drop what contradicts itself within an article, and of what fits keep the most exact."""
    topics: dict[tuple[object, ...], list[int]] = {}
    for place, figure in enumerate(figures):
        topics.setdefault(topic(figure, at), []).append(place)
    kept = [
        place
        for places in topics.values()
        if len(places) <= _MOST_OF_ONE
        for place in places
        if _stands(figures, place, [other for other in places if other != place])
    ]
    return [figures[place] for place in sorted(kept)]


def _stands(figures: Sequence[Figure], place: int, others: Sequence[int]) -> bool:
    """Whether the figure at ``place`` is what its article states, given the others of its topic."""
    mine = figures[place]
    rivals = [other for other in others if alike(mine, figures[other]) and comparable(mine, figures[other])]
    fitting = [other for other in rivals if fit(mine.quantity, figures[other].quantity)]
    contradicted = any(not _two_speakers(mine, figures[other]) for other in rivals if other not in fitting)
    return not contradicted and all(_worth(mine, place) < _worth(figures[other], other) for other in fitting)


def _two_speakers(one: Figure, other: Figure) -> bool:
    if not one.speaker or not other.speaker:
        return False
    return not _is_one_speaker(one.speaker, other.speaker)


def _is_one_speaker(one: str, other: str) -> bool:
    """Whether all words of either name are among those of the other: *Norvik* and *Norvik Holdings*."""
    words = frozenset(one.casefold().split()), frozenset(other.casefold().split())
    return words[0] <= words[1] or words[1] <= words[0]


def _worth(figure: Figure, place: int) -> tuple[bool, bool, bool, int]:
    """Rank what fits: exact before bounded, placed before unplaced, text before title, early before late."""
    return open_above(figure.quantity), not figure.circumstances.places, figure.field == "title", place


def said_by_several(statements: Iterable[Statement]) -> bool:
    """Whether they go back to two independent sources, or to two speakers in one.

    What one publisher says of money and shares from report to report is taken for news of several things.
    """
    listed = list(statements)
    counted = listed[0].quantity.unit is Unit.COUNT and len(listed[0].frame.key) > 1
    if len({one.origin if counted else one.publisher for one in listed}) > 1:
        return True
    several = any(_two_speakers(one.figure, other.figure) for one, other in combinations(listed, 2))
    over_time = counted and len({one.at for one in listed}) > 1
    return (several and len({one.filed.id for one in listed}) == 1) or over_time


def numbers_differ(statements: Sequence[Statement]) -> bool:
    """Whether more than one number is said."""
    return any(not same_number(statements[0].quantity, one.quantity) for one in statements[1:])
