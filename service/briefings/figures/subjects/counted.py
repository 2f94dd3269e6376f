"""What a count counts: the noun behind the number, and the event before or behind it.

In this order: a word that counts by itself (``12 dead``); a verb right before the number (``killed 12 people``); a
verb behind the noun in the same clause (``12 people on the bus were killed``); a toll (``the death toll rose to 14``);
the event of the count that it is joined to (``killed 12 soldiers and six civilians``). A count of which no event is
told is no claim: there is nothing to tell whether another count is of the same thing. Neither is ``one``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.cases import kinds_of_cases, read_cases
from service.briefings.figures.subjects.events import (
    CUMULATIVE,
    GATHERINGS,
    LOST_JOBS,
    NOUNS_OF,
    OF_PEOPLE,
    PEOPLE,
    PLANNED,
    Role,
)
from service.briefings.figures.subjects.frames import Frame, backwards
from service.briefings.figures.subjects.nouns import (
    AREAS,
    CALLED_FOR,
    CROWDS,
    FRACTIONAL,
    KINDS_OF_PEOPLE,
    NOUNS,
    PLAIN,
    PROPERTIES,
    Noun,
    read_noun,
)
from service.briefings.figures.subjects.verbs import (
    OwnEvent,
    event_before,
    event_behind,
    own_event,
    phrase_at,
    toll,
)
from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import INCLUDING, NO_NOUN

_PARENTS = word_set("mother father parent parents mum dad family couple husband wife widow")
_ANY_KIND = PLAIN | word_set("virus new related record u.s.")
"""Of these deaths the whole story tells."""
_FIRES = word_set("fire fires wildfire wildfires blaze blazes bushfire bushfires")
_GROWING = word_set("grew grown growing swelled swollen exploded ballooned expanded spread estimated")
_REACHING = (["to"], ["at"], ["over"], ["across"])
_COVERING = (["covers"], ["covered"], ["covering"], ["spans"], ["spanned"])
_SUBSETS = word_set("seriously critically severely badly slightly lightly")


@dataclass(frozen=True, slots=True)
class _Counting:
    """What a count was read to count, and whether its verb stands before it, so that it may take the next one along."""

    frame: Frame
    taken: bool
    carried: bool = True
    """Whether its verb may hold for a neighbour too; words that count by themselves hold for nothing else."""


def read_counts(tokens: Tokens, counts: Sequence[Quantity]) -> list[Frame | None]:
    """Tell for each of the counts of one sentence what it counts; None where that is not clear."""
    if not counts:
        return []
    nouns = [read_noun(tokens, one) for one in counts]
    ends = [*(one.first for one in counts[1:]), len(tokens)]
    found: list[_Counting | None] = [
        _read(tokens, *each) if _may_count(tokens, each[0]) else None
        for each in zip(counts, nouns, ends, strict=True)
    ]
    for index in range(1, len(counts)):
        before = found[index - 1]
        if before and before.taken and not found[index] and _joins(tokens, counts, nouns, index):
            found[index] = _counting(nouns[index], before.frame.key[1], nouns[index].last, taken=True)
    for index in range(len(counts) - 2, -1, -1):
        behind, near = found[index + 1], counts[index + 1].first - nouns[index].last <= 1
        carries = behind is not None and behind.carried and not behind.taken and near
        if behind and carries and not found[index] and _joins(tokens, counts, nouns, index, behind=1):
            found[index] = _counting(nouns[index], behind.frame.key[1], behind.frame.last, taken=False)
    return [None if counting is None else counting.frame for counting in found]


def frame_of(noun: Noun, event: str, *, is_toll: bool = False) -> Frame | None:
    """What so many of the noun are to which the event happened; None where it happens to others only."""
    name = noun.noun or (PEOPLE if event in OF_PEOPLE else "")
    name, event = _same_as(name, event)
    strict = frozenset() if event in GATHERINGS else noun.strict
    if not name or name not in NOUNS_OF.get(event, (name,)):
        return None
    shown = noun.word if noun.word.casefold() == name else name  # Palestinians
    return Frame(
        key=(name, event),
        unit=name,
        label=_label(noun, strict, shown, event),
        strict=strict,
        names=frozenset(word.casefold() for word in noun.names),
        last=noun.last,
        cumulative=event in CUMULATIVE,
        is_toll=is_toll,
        planned=event in PLANNED,
        settled_place=event not in ("sent", "stationed"),
    )


def _same_as(name: str, event: str) -> tuple[str, str]:
    """Give what reports mean by it: who is dismissed loses a job, a home that burned is destroyed."""
    if name in CROWDS and event in ("taking part", "arrested"):
        return PEOPLE, event
    if event == "cut" and name == "workers":
        return "jobs", event
    if event == "without power" and name == PROPERTIES:
        return "customers", event
    if event == "burned" and name not in AREAS:
        return name, "destroyed"
    return name, event


def _label(noun: Noun, strict: frozenset[str], shown: str, event: str) -> str:
    """Name it; of what ``3,000 flu deaths`` count, the kind stands behind, *people killed (flu)*."""
    before = [*noun.names, *sorted(strict - _SUBSETS)]
    told = " ".join([shown, *sorted(strict & _SUBSETS), event])
    of_a_kind = shown == PEOPLE and NOUNS.get(noun.word.casefold(), "") != PEOPLE and bool(noun.word)
    return f"{told} ({' '.join(before)})" if of_a_kind and before else " ".join([*before, told])


def _may_count(tokens: Tokens, count: Quantity) -> bool:
    """Whether it is neither a part of what was counted before, nor one, nor a mother of two."""
    before = low_at(tokens, count.first - 1)
    if before in INCLUDING - {"among"} or low_at(tokens, count.numeral.first) == "one":
        return False
    return not (before == "of" and low_at(tokens, count.first - 2) in _PARENTS)


def _joins(
    tokens: Tokens, counts: Sequence[Quantity], nouns: Sequence[Noun], index: int, behind: int = 0
) -> bool:
    """Whether the count at ``index`` has a noun of its own and shares a verb with a neighbour, by *and* or a comma."""
    joint = low_at(tokens, counts[index + behind].first - 1)
    adjacent = counts[index + behind].first - nouns[index + behind - 1].last <= 1
    whole = low_at(tokens, counts[index].first - 1) == "of"  # of the 40 passengers, 12 were killed
    return (
        (joint == "and" or (joint == "," and adjacent))
        and not whole
        and bool(nouns[index].noun)
        and _may_count(tokens, counts[index])
    )


def _read(tokens: Tokens, count: Quantity, noun: Noun, until: int) -> _Counting | None:
    if count.numeral.low % 1 and count.numeral.low < 1_000 and noun.noun not in FRACTIONAL:  # noqa: PLR2004
        return None  # no half people
    own = own_event(tokens, count)
    if own is not None:
        if own.event == "cancelled" and not own.kind:
            return None  # 14 cancellations: of what is not told
        counting = _counting(_of_its_kind(tokens, noun, own), own.event, own.end, taken=False)
        return counting and replace(counting, carried=False)
    if not noun.noun and not _ends_here(tokens, count):
        return None
    before = event_before(tokens, count)
    if before and (counting := _counting(noun, before, noun.last, taken=True)):
        return counting
    behind = event_behind(tokens, count, noun.last, until)
    return _counting(noun, *behind, taken=False) if behind else _without_verb(tokens, count, noun)


def _of_its_kind(tokens: Tokens, noun: Noun, own: OwnEvent) -> Noun:
    """What ``12 dead`` and ``2,000 flight cancellations`` count; kinds of deaths are told apart."""
    if noun.noun in LOST_JOBS:
        return replace(noun, noun="jobs")
    if own.event == CALLED_FOR["cases"]:
        return replace(noun, noun="cases", strict=kinds_of_cases(own.kind), names=())
    if own.event not in OF_PEOPLE and own.kind:
        noun_of_all = NOUNS.get(f"{own.kind[-1]}s", "")
        return replace(noun, noun=noun_of_all, strict=frozenset(own.kind[:-1]) - PLAIN)
    if (who := NOUNS.get(low_at(tokens, own.end), PEOPLE)) in KINDS_OF_PEOPLE and not own.kind:
        return replace(noun, noun=who)  # 12 trapped miners
    names = tuple(name for name in noun.names if name.casefold() not in own.kind)
    kind = frozenset(own.kind) - _ANY_KIND
    return replace(noun, noun=PEOPLE, names=names, strict=noun.strict & _SUBSETS | kind)


def _without_verb(tokens: Tokens, count: Quantity, noun: Noun) -> _Counting | None:
    """Read a toll, or a noun of which the event goes without saying: lives are lost, soldiers in a country are."""
    if noun.noun in ("", PEOPLE) and (told := toll(tokens, count)):
        return _counting(replace(noun, noun=PEOPLE), told, noun.last, taken=False, is_toll=True)
    if noun.word == "lives":
        return _counting(noun, "killed", noun.last, taken=False)
    if noun.noun == "troops" and low_at(tokens, noun.last) in ("in", "inside"):
        return _counting(noun, "stationed", noun.last, taken=False)
    if noun.noun in AREAS and _has_burned(tokens, count):
        return _counting(noun, "burned", noun.last, taken=False)
    if noun.noun in ("", "cases") and (of_disease := read_cases(tokens, count, noun)):
        return _counting(of_disease, CALLED_FOR["cases"], noun.last, taken=False, is_toll=not noun.noun)
    called_for = noun.noun in CALLED_FOR and noun.noun != "cases"
    return _counting(noun, CALLED_FOR[noun.noun], noun.last, taken=False) if called_for else None


def _has_burned(tokens: Tokens, count: Quantity) -> bool:
    """Whether a fire is told to have grown to so much: ``the wildfire grew to 12,000 acres``."""
    before = [tokens[at].low for at in backwards(tokens, count.first)]
    grown = before[:1] in _COVERING or (before[:1] in _REACHING and not _GROWING.isdisjoint(before[1:4]))
    return grown and not _FIRES.isdisjoint(before)


def _counting(noun: Noun, event: str, last: int, *, taken: bool, is_toll: bool = False) -> _Counting | None:
    frame = frame_of(replace(noun, last=last), event, is_toll=is_toll)
    return _Counting(frame, taken) if frame else None


def _ends_here(tokens: Tokens, count: Quantity) -> bool:
    """Whether nothing that could be counted follows, as in ``killed 12 and wounded``."""
    after = low_at(tokens, count.last)
    return (
        not after
        or not after[0].isalnum()
        or after in NO_NOUN
        or phrase_at(tokens, count.last, Role.AFTER) is not None
    )
