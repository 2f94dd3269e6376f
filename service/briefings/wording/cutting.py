"""A headline out of a sentence: where no report has a title, or its title is a paragraph.

What is left is one stretch of the sentence, word for word. A desk would keep the main clause and who says it, and leave
out where it was written, on which day, and what is hung on behind:

1. The whole sentence goes without its stop, and without the day it begins or ends with.
2. One that is too long keeps who says it, and loses what stands behind that.
3. Else it ends where a clause does; where that leaves little, before a preposition that goes with no verb.
4. An ellipsis shows that something is missing where what is left out takes back or hedges what was said ("but",
   "unless"), says whose word it all is, or where no clause ends in time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.briefings.wording.clauses import DANGLING, ends_before_phrases, ends_of_clauses
from service.briefings.wording.saying import SAYING_BEHIND

LONGEST, LONGEST_SAID = 150, 165
"""Characters of a headline cut out of a sentence, and of one that says at its end whose word it is.

Leads of news have 130 to 190: at 110 a quarter of those of multinews-dev broke off before they came to the point."""
SAID_WHOLE = 130
"""Characters up to which a sentence keeps what stands behind who says it, which is mostly when and where."""
LONGEST_WHOLE = 190
"""Characters of one that can end nowhere sooner without an ellipsis."""
SHORTEST = 25
_FEW = 55
"""Characters of a stretch that says little."""
_SEVERAL = re.compile(r"[a-z\d”\"’)][.!?][\"”’]?\s+[A-Z]")
"""Several sentences: the last one ends as the others do."""
_SHORT_FORM = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No|St|a\.m|p\.m|Plc|etc))\.$", re.IGNORECASE)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight"
_WHEN = re.compile(
    rf"[,\s]+(?:(?:on|late|early|late\son|early\son|this|last)\s)?(?:{_DAYS})(?:\s(?:morning|afternoon|evening|night|noon))?$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    rf"(?:(?:On|Late|Early)\s)?(?:{_DAYS})(?:\s(?:morning|afternoon|evening|night))?,\s(?=[A-Z])",
    re.IGNORECASE,
)
"""The day in front, where a name comes next."""
_SAID = re.compile(
    r"(?:,|\s[–—-]{1,2})\s(?:according\sto\s|(?!(?:and|but|who|which|that|when|where|as\swell)\s)"
    rf"(?:[^,]{{2,70}}?\s(?:have\s|has\s|was\s)?)?{SAYING_BEHIND})"
)
"""Where the end of a sentence says whose word it is."""
_BEHIND_SAID = re.compile(
    rf"\s(?:on|in|at|by|during|after|before|late|early|as|who|which|that|from|to|led|published|released|conducted)\s|,|\s(?:{_DAYS})"
)
_TAKES_BACK = re.compile(
    r"\b(?:but|although|though|unless|if|except|until|without|however|only|not|never|no|nor|den(?:y|ies|ied|ying)"
    r"|alleg(?:e[sd]?|edly|ing)|reportedly|supposedly|purported(?:ly)?|false(?:ly|hoods?)?|untrue|misleading"
    r"|inaccurate|incorrect|baseless|unfounded|unproven|debunked|accus\w+|despite|would|could|might|may"
    r"|claim(?:s|ed|ing)?(?!\s(?:responsibility|credit|victory|\w*\s?lives)\b))\b",
    re.IGNORECASE,
)
_EDGES = " ,;:–—-"


@dataclass(frozen=True, slots=True)
class Heading:
    """A stretch of a sentence, and whether it can stand for the sentence: nothing is missing that would change it."""

    text: str
    whole: bool


def heading(sentence: str) -> Heading:
    """Cut a headline out of a ``sentence`` that stands on one line, by the rules at the top."""
    front = _FRONT.match(sentence)
    full = _without_day(without_stop(sentence[front.end() if front else 0 :]))
    said = _SAID.search(full)
    if len(full) <= (SAID_WHOLE if said else LONGEST):
        return Heading(full, whole=True)
    for stretch in _with_saying(full, said) if said else ():
        return Heading(stretch, whole=True)
    for limit in (LONGEST, LONGEST_WHOLE):
        ends = _ends(full, limit)
        sound = [
            end for end in ends if not _TAKES_BACK.search(full, end) and not (said and end <= said.start())
        ]
        if sound:
            return Heading(_without_day(full[: sound[-1]]), whole=True)
    if len(full) <= LONGEST_WHOLE:
        return Heading(full, whole=True)
    ends = _ends(full, LONGEST_WHOLE)
    if not ends or ends[-1] < _FEW:
        return Heading(_broken_off(full), whole=False)
    return Heading(_without_day(full[: ends[-1]]) + "…", whole=False)


def _ends(sentence: str, limit: int) -> list[int]:
    """Where it can end: behind a clause, or, where that leaves little, before a phrase that goes with no verb."""
    ends = list(ends_of_clauses(sentence, SHORTEST, limit))
    if ends and ends[-1] >= _FEW:
        return ends
    return list(ends_before_phrases(sentence, SHORTEST, limit)) or ends


def without_stop(sentence: str) -> str:
    """Leave out the full stop at the end, unless it belongs to a short form."""
    kept = sentence.removesuffix(".")
    if kept == sentence or kept.endswith(".") or _SHORT_FORM.search(sentence) or _SEVERAL.search(kept):
        return sentence
    return kept


def _without_day(stretch: str) -> str:
    when = _WHEN.search(stretch)
    kept = stretch[: when.start()] if when else stretch
    return (kept if len(kept) >= SHORTEST else stretch).rstrip(_EDGES)


def _with_saying(full: str, said: re.Match[str]) -> Iterator[str]:
    """The sentence up to where it has said whose word it is, the longest first."""
    places = [match.start() for match in _BEHIND_SAID.finditer(full, said.end())]
    for end in reversed(places):
        if end <= LONGEST_SAID and not _TAKES_BACK.search(full, end) and full.count('"', 0, end) % 2 == 0:
            yield _without_day(full[:end])


def _broken_off(text: str) -> str:
    """As :func:`shorten`, and no word is left at the end that calls for another."""
    kept = shorten(text, LONGEST).removesuffix("…")
    while (dangling := DANGLING.search(kept)) and dangling.start() >= SHORTEST:
        kept = kept[: dangling.start()]
    return kept.rstrip(_EDGES) + "…"


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` to ``limit`` characters, ellipsis included, after a word where there is one."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(_EDGES) + "…"
