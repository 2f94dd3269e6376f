"""When what a sentence tells was so: news, as leads date it or say who tells it, or background.

Background is what was so before (*In March 2019, the council closed ...*; *The man had been warned*), has long been so
(*For years ...*; *There are eleven bridges ...*), or is so again and again (*Doctors often recommend ...*). Who says
the day or who told it tells news. English; of other languages nothing is dated, and nothing is background.
"""

import re

from service.briefings.wording.clauses import has_verb

_NEWS = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|yesterday"
    r"|(?:this|last)\s(?:morning|night|week|month|year)|said|says|announced|according\sto|reported|reports?\sthat"
    r"|new\s(?:study|report|poll|survey|analysis))\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
_FRONTED = re.compile(
    rf"(?:(?:(?:Back|Early|Late)\s)?(?:[Ii]n|[Oo]n|[Bb]y)\s(?:(?:early|mid|late)[\s-])?(?:the\s)?(?:{_MONTH}|(?:19|20)\d\d)"
    r"|(?:\w+\s){1,4}(?:years?|decades?|months?|weeks?|days?)\s(?:ago|earlier|before)\b"
    r"|(?:For|Over|During|Through|Throughout)\s(?:the\s(?:past|last)\s)?(?:\w+\s){0,3}(?:years|decades|months|centuries)\b"
    r"|(?:Ever\s)?[Ss]ince\b|Once\supon\b|There\s(?:is|are|was|were)\b)"
)
"""How a sentence opens that goes back in time, or says what there is."""
_NOW = re.compile(r"\b(?:has|have|will|now)\b")
_DONE_BY_NOW = re.compile(
    r"\b(?:(?:has|have)\s(?!(?:an?|the|no|had|to|always|often|long|been)\b)"
    r"|(?:has|have)\sbeen\s(?:\w+ly\s)?(?:\w+ed|set|shot|found|held|hit|cut|sent|put|sold|built|given|taken|made|won|brought"
    r"|struck|drawn|driven)\b|will\b|(?:is|are)\s\w+ing\b)"
)
_HABIT = re.compile(
    r"[^,;:“\"]{1,60}?\s(?:often|frequently|usually|typically|traditionally|commonly|sometimes|rarely|seldom|always|(?:has|have)\slong)\s"
)
_PLUPERFECT = re.compile(r"(?P<before>[A-Z].{1,120}?)\shad\s(?:\w+\s)?(?:been|gone|become|\w+ed)\b")
_TOLD = re.compile(r"\btold\b")


def is_dated(sentence: str) -> bool:
    """Whether it says on which day something happened, or who says so."""
    return _NEWS.search(sentence) is not None


def is_background(sentence: str) -> bool:
    """Whether it tells what was so before, or always is, and neither dates it nor says who tells it."""
    if is_dated(sentence) or _TOLD.search(sentence):
        return False
    if _FRONTED.match(sentence) and not _NOW.search(sentence):
        return True
    if (habit := _HABIT.match(sentence)) and not has_verb(habit[0]):
        return True
    earlier = _PLUPERFECT.match(sentence)
    return earlier is not None and not has_verb(earlier["before"])


def tells_news(sentence: str) -> bool:
    """Whether it is told as news: dated, as somebody's word, as done by now, as going on, or as what will be."""
    return (
        is_dated(sentence) or _TOLD.search(sentence) is not None or _DONE_BY_NOW.search(sentence) is not None
    )
