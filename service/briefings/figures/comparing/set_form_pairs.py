"""Results of votes, ranks and numbers of children on which reports differ.

Two results are of one vote where one side is the same number and the other one nearly, two ranks where the noun is the
same, children where the parent is; all where the words around have something in common. Neither report may tell the
number of the other.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from service.briefings.figures.circumstances.dates import told_at
from service.briefings.figures.comparing.labels import MOST_WORDS, phrases
from service.briefings.figures.comparing.stated import SOON, Statement, differ, publisher_of
from service.briefings.figures.figure import bare_figure
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.set_forms import RANK, VOTES, SetForm, set_forms_of
from service.briefings.figures.subjects.frames import Frame
from service.briefings.origins import chronological
from service.model import FiledArticle

_NEAR = 0.1
"""Share by which results or ranks of one thing differ at most; a rank by one at least."""
LEAST_SHARED = 3
"""Words around two of them that both have."""

_Told = tuple[FiledArticle, SetForm]


def set_form_pairs(articles: Sequence[FiledArticle]) -> list[list[Statement]]:
    """Group what independent sources tell of one vote or rank where the numbers differ."""
    told = [(filed, form) for filed in chronological(articles) for form in set_forms_of(filed.article)]
    groups: list[list[_Told]] = []
    for one, other in combinations(told, 2):
        known = any(one in group or other in group for group in groups)
        if (
            not known
            and _contradict(one, other)
            and not _knows(one, other, told)
            and not _knows(other, one, told)
        ):
            groups.append([one, other, *_agreeing(one, other, told)])
    return [list(_stated(group)) for group in groups]


def _agreeing(one: _Told, other: _Told, told: Sequence[_Told]) -> list[_Told]:
    """Give what further reports tell of it, each once."""
    found: dict[str, _Told] = {}
    for filed, form in told:
        same = any(
            (form.kind, form.noun, form.numbers) == (each.kind, each.noun, each.numbers)
            for _, each in (one, other)
        )
        if same and filed.id not in (one[0].id, other[0].id):
            found.setdefault(filed.id, (filed, form))
    return list(found.values())


def _contradict(one: _Told, other: _Told) -> bool:
    (filed, mine), (another, yours) = one, other
    if mine.kind != yours.kind or mine.noun != yours.noun or publisher_of(filed) == publisher_of(another):
        return False
    if abs(filed.at - another.at) > SOON or len(mine.words.keys() & yours.words.keys()) < LEAST_SHARED:
        return False
    if differ(mine.matter, yours.matter):
        return False
    if mine.kind != VOTES:
        return _near(mine.numbers[0], yours.numbers[0])
    (ayes, noes), (same_ayes, same_noes) = mine.numbers, yours.numbers
    return (ayes == same_ayes and _near(noes, same_noes)) or (noes == same_noes and _near(ayes, same_ayes))


def _near(one: int, other: int) -> bool:
    return one != other and abs(one - other) <= max(1, _NEAR * max(one, other))


def _knows(one: _Told, other: _Told, told: Sequence[_Told]) -> bool:
    """Whether the report of the one tells the numbers of the other as well."""
    own = (form for filed, form in told if filed.id == one[0].id)
    return any(form.kind == other[1].kind and form.numbers == other[1].numbers for form in own)


def _stated(group: Sequence[_Told]) -> Iterator[Statement]:
    first, second = group[0][1], group[1][1]
    side = int(first.numbers[0] == second.numbers[0])
    common = [word for folded, word in first.words.items() if folded in second.words]
    around = phrases(first.told.sentence, common)
    words = [*first.said.split()[1:], *around] if first.kind == RANK else around
    label = f"{first.kind} ({', '.join(words[:MOST_WORDS])})"
    for filed, form in sorted(group, key=lambda each: (each[0].at, each[0].id)):
        frame = Frame((form.kind,), form.kind, label)
        figure = bare_figure(float(form.numbers[side]), Unit.COUNT, frame, form.told, form.said)
        yield Statement(figure, filed, told_at(filed))
