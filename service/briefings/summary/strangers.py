"""Sentences that speak of somebody by surname alone, whom the reader of a summary has not met.

Agencies name people in full once and by surname from then on. Whom a title or the opening of a report names, readers
know; of anybody else the sentence that gives the full name has to be read before. Where the text gives none, nobody can
tell a stranger from a company or a country, and nothing is asked.
"""

import re
from collections.abc import Iterator, Sequence

from service.briefings.summary.candidate import Candidate, quoted_text
from service.briefings.wording.saying import SAYING
from service.text.abbreviations import COMMON_OPENERS

NOT_TO_BE_HAD = -2
"""Instead of the sentence that introduces somebody: it cannot be quoted."""

_SURNAME = r"(?:(?:Mc|Mac|De|Di|La|Le|Van|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_SAID = rf"(?:(?:has|had|also|later|then|has\salso)\s)*(?:{'|'.join(sorted(SAYING))})\b"
_OPENS = re.compile(rf"[\"“]?({_SURNAME})(?:['’]s?)?\s(?=[a-z])")
_SAYS = re.compile(rf"[\"”’,]\s({_SURNAME})\s{_SAID}")
_GROUPS = """police officials authorities democrats republicans senate house congress court reuters government office
department bank university hospital company association council committee party union group city county state states
street news times post journal today church school club team airlines motors"""
_NOBODY = frozenset(_GROUPS.split())
"""What stands behind another name and names nobody."""
_FIRST_NAME = re.compile(r"\b([A-Z][\w.'’-]*[a-z.])\s(?:[A-Z]\.\s)?$")
_REACH = 30
"""Characters before a surname in which a first name or a title stands."""


def introduced_by(candidates: Sequence[Candidate]) -> list[int | None]:
    """Give for each sentence the one that has to be read before, by its index; None where none has to."""
    known = frozenset(_names_in(candidates))
    return [_introducer(one, index, known, candidates) for index, one in enumerate(candidates)]


def _names_in(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Words of the titles and of the sentences that open reports."""
    for title in {one.filed.article.title for one in candidates}:
        yield from re.findall(r"[\w-]+", title)
    for one in candidates:
        if one.place == 0:
            yield from re.findall(r"[\w-]+", one.text)


def _introducer(
    one: Candidate, index: int, known: frozenset[str], candidates: Sequence[Candidate]
) -> int | None:
    text = quoted_text(one.filed.article)
    for name in _surnames(one.text):
        if name in known or name.lower() in _NOBODY:
            continue
        place = _named_in_full(text[: one.span.start], name)
        if place is None:
            continue
        before = range(index - 1, -1, -1)
        found = (at for at in before if candidates[at].filed.id == one.filed.id)
        held = (at for at in found if candidates[at].span.start <= place < candidates[at].span.end)
        return next(held, NOT_TO_BE_HAD)
    return None


def _surnames(sentence: str) -> Iterator[str]:
    """Whom it speaks of by one name, at its beginning or as who says it."""
    if opening := _OPENS.match(sentence):
        yield opening[1]
    for says in _SAYS.finditer(sentence):
        yield says[1]


def _named_in_full(before: str, name: str) -> int | None:
    """Where the text before a sentence first names somebody in full; None where it does not."""
    at = before.find(name)
    while at >= 0:
        behind = at + len(name)
        first = _FIRST_NAME.search(before[max(0, at - _REACH) : at])
        if first and first[1].lower() not in COMMON_OPENERS and not before[behind : behind + 1].isalpha():
            return at
        at = before.find(name, behind)
    return None
