"""Compare figures by the words around them, where it is not known what happened to what they count.

Most of what sources differ on has no name in the tables of events: people who suffer from something, countries that are
given something, stations without fuel. Which of such figures are told of one thing,
:mod:`service.briefings.figures.comparing.kinship` says; that is less certain than an event that is read, so it asks
for more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from service.briefings.figures.circumstances.dates import told_at
from service.briefings.figures.comparing.by_kind import differ_by_more_than_rounding
from service.briefings.figures.comparing.fitting import FARTHEST
from service.briefings.figures.comparing.kinship import Told, related, shared
from service.briefings.figures.comparing.labels import common_head, head_behind, phrases
from service.briefings.figures.comparing.stated import Statement, publisher_of
from service.briefings.figures.glances import rivals
from service.briefings.figures.numbers.measures import UNIT_OF
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.reading import read_tokens
from service.briefings.figures.unnamed import Unnamed, unnamed_of
from service.briefings.origins import chronological
from service.model import FiledArticle

_Number = tuple[str, float, float]
_TEXT = 4_000


def kindred(articles: Sequence[FiledArticle], shown: Iterable[Sequence[Statement]]) -> list[list[Statement]]:
    """Group kindred figures whose numbers differ, but for those that are ``shown`` already."""
    if len({publisher_of(filed) for filed in articles}) < 2:  # noqa: PLR2004 - nobody to differ with
        return []
    reports = chronological(articles)
    rivalling = rivals([(filed.article.title, filed.article.text) for filed in reports], FARTHEST)
    read = [(filed, unnamed_of(filed.article)) for filed in map(reports.__getitem__, rivalling)]
    # A word that opens one sentence is a name where others have it with a capital letter too.
    names = frozenset(name for _, unnamed in read for one in unnamed for name in one.names)
    told = [one for filed, unnamed in read for one in _told_by(filed, unnamed, names)]
    return [_labelled(group) for group in _groups(told, [set(map(_number, group)) for group in shown])]


def _groups(told: Sequence[Told], known: Sequence[set[_Number]]) -> list[list[Told]]:
    """Begin with the two that have most in common and yet differ, and add who is related to all.

    A group whose numbers are all in one that is ``known``, or that has been made already, says nothing new.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(told):
        places.setdefault(one.statement.frame.key, []).append(place)
    akin = {
        (low, high): shared(told[low], told[high])
        for of_one_kind in places.values()
        for low, high in combinations(of_one_kind, 2)
        if related(told[low], told[high])
    }
    beside = _beside(akin, len(told))
    groups, known = list[list[int]](), list(known)
    for pair in sorted(akin, key=lambda pair: (-akin[pair], pair)):
        if not differ_by_more_than_rounding(*(told[place].unnamed for place in pair)):
            continue
        group = _related_to_all(pair, beside)
        numbers = {_number(told[place].statement) for place in group}
        if not any(numbers <= others for others in known):
            groups.append(group)
            known.append(numbers)
    return [[told[place] for place in sorted(group)] for group in groups]


def _beside(akin: Iterable[tuple[int, int]], many: int) -> list[int]:
    """Whom each is related to: a bit for each place, so that a long story's thousands of pairs take no time."""
    beside = [0] * many
    for low, high in akin:
        beside[low] |= 1 << high
        beside[high] |= 1 << low
    return beside


def _related_to_all(pair: tuple[int, int], beside: Sequence[int]) -> list[int]:
    """Begin with two and add, in order, who is related to all that are there."""
    group, left = [*pair], beside[pair[0]] & beside[pair[1]]
    while left:
        place = (left & -left).bit_length() - 1
        group.append(place)
        # Who was passed over is related to one of them too few, and will not be asked again.
        left = beside[place] & left & ~(1 << place)
    return group


def _told_by(filed: FiledArticle, unnamed: Sequence[Unnamed], names: frozenset[str]) -> Iterable[Told]:
    if not unnamed:
        return
    at, text = told_at(filed), f"{filed.article.title}\n{filed.article.text[:_TEXT]}".casefold()
    for one in unnamed:
        yield Told(
            one, Statement(one.figure, filed, at), tuple(unnamed), text, one.names | ({one.opener} & names)
        )


def _number(one: Statement) -> _Number:
    """The number in its unit; people are counted by many names."""
    counted = one.quantity.unit in (Unit.COUNT, Unit.MEASURE)
    return "" if counted else one.frame.unit, one.quantity.numeral.low, one.quantity.numeral.high


def _labelled(group: Sequence[Told]) -> list[Statement]:
    common = frozenset.intersection(*(frozenset(one.unnamed.words) for one in group))
    frame = group[0].statement.frame
    own = group[0].names | frame.strict | {frame.label.casefold()}
    words = [
        word
        for folded, word in group[0].unnamed.words.items()
        if folded in common and word.casefold() not in own
    ]
    label = " ".join([*sorted(frame.strict), frame.label])
    if head := _amount_of(group, common):
        label, words = head, [word for word in words if word.casefold() != head]
    if told := phrases(group[0].statement.sentence, words):
        label = f"{label} ({', '.join(told).lower()})"
    elif label == "amount" and (deeds := [word for word in words if word.endswith("ed")]):
        label = f"{label} {deeds[0].lower()}"
    one_unit = len({one.unit for one in group}) == 1
    unit = frame.unit if one_unit else UNIT_OF[frame.key[-1]]
    return [
        replace(
            one.statement,
            figure=replace(
                one.unnamed.figure,
                quantity=one.statement.quantity if one_unit else one.quantity,
                frame=replace(one.statement.frame, label=label, unit=unit),
            ),
        )
        for one in group
    ]


def _amount_of(group: Sequence[Told], common: frozenset[str]) -> str:
    """Name what all call the amount, as in *a $2 billion harvest plan*; empty where they do not, and for all else."""
    if any(one.quantity.unit is not Unit.MONEY for one in group):
        return ""
    heads = (head_behind(read_tokens(one.statement.sentence), one.statement.quantity.last) for one in group)
    return common_head(heads, common)
