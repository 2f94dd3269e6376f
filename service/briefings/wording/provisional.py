"""What an election's night tells before it is settled: that polls are open, an exit poll, the first counts.

Once somebody has won by the count, these are past. The title and the first sentence of a report tell which it is; what
stands further down, such as what exit polls had said, is background. English; other languages have none of these words.
"""

import re
from enum import Enum

_OPEN = re.compile(
    r"\bexit[\s-]polls?\b|\btoo\sclose\sto\scall\b"
    r"|\b(?:early|first|initial|partial)(?:\s\w+)?\s(?:results|returns|projections|counts)\b"
    r"|\b(?:go|goes|heads?)\sto\s(?:the\s)?polls\b|\b(?:polls|voting|polling\sstations)\s(?:is\s)?"
    r"(?:opens?|closes?|begins?|starts?|under\s?way)\b"
)
"""All patterns here are for lower case. In the past, *went to the polls*, results are told, too."""
_CONTESTED = r"elections?|referendum|run-?off|presidency|primary|race|landslide|by-?election"
_VOTED_ON = re.compile(rf"\b(?:{_CONTESTED}|polls?|vote|ballot)\b")
_COUNTED = re.compile(
    r"\b(?:near(?:ly|-)?[\s-]?(?:complete|final)|final|full|complete|definitive)(?:\s(?:official|vote|election))?\s"
    r"(?:results|returns|count|tally)\b|\bconce(?:des|ded)\b(?!.*\bthat\b)|\bdeclared\s(?:the\s)?winner\b"
)
_WON = re.compile(
    r"\b(?:wins|won(?!['’]t)|defeats|defeated|beats|win\s(?=(?:the|a|early|snap|general|local|re-?election"
    r"|(?:presidential\s|parliamentary\s)?election|landslide|majority|power)\b))"
)
_STOOD_IN = re.compile(rf"\b(?:{_CONTESTED})\b")
_ELSE = re.compile(
    r"\b(?:to|set|may|might|could|will|would|can|if|expected|likely|poised|projected|hopes?|tipped|claims?)"
    r"\s(?:\w+\s){0,2}?$|\b(?:after|as|that|who|which|since|because|following|before|when|where|whether)\s|['’]s\s(?:\w+\s)?$"
    r"|\belection\s$"
)
"""Before who wins: it has not happened, is told beside something else, or is a noun."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGNS = re.compile(
    r"poll|elect|result|referendum|ballot|\bvot|run-?off|presiden|primary|race", re.IGNORECASE
)


class Stage(Enum):
    """How far the news of an election is told in a few words."""

    NONE = 0
    OPEN = 1
    SETTLED = 2


def may_tell_stage(text: str) -> bool:
    """Whether it may tell of an election: a quick look."""
    return _SIGNS.search(text) is not None


def stage(title: str, opening: str) -> Stage:
    """Tell it by the ``title`` and the first sentence of the text."""
    title, opening = title.lower(), opening.lower()
    told = f"{title}\n{opening}"
    if not _VOTED_ON.search(told):
        return Stage.NONE
    if _COUNTED.search(told):
        return Stage.SETTLED
    if _OPEN.search(told):
        return Stage.OPEN
    return Stage.SETTLED if _tells_winner(title) or _tells_winner(opening) else Stage.NONE


def _tells_winner(line: str) -> bool:
    won = _WON.search(line)
    if won is None or _STOOD_IN.search(line) is None or _YEAR.search(line):
        return False
    return _ELSE.search(line[: won.start()]) is None
