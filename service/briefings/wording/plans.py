"""What a title says will be done (*Tamm to release patch*), and whether a later one tells it as done (*Tamm releases*).

The same verb is in its form of the present or the past, and has the same subject in front and the same object behind
it; or the object is what it has been done to. English.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.briefings.wording.clauses import has_verb
from service.briefings.wording.terms import content, fold, words
from service.briefings.wording.titles import LINES_REMEMBERED

_PLAN = re.compile(
    r"\b(?:(?P<to>to)|will|may|might|could)\s(?:(?:be|only|soon|now|finally|also)\s)?(?P<verb>[a-z]{3,})\b"
)
_MEANT = re.compile(
    r"\b(?:plans?|planning|set|vows?|promises?|expected|agrees?|wants?|poised|due|ready|aims?|likely|hopes?|pledges?|rushes"
    r"|about|prepares?|preparing|scheduled|nears?|refuses?|fails?|threatens?|seeks?)\s$"
)
"""What stands before the verb of a plan; behind another verb *to* tells what somebody did that for, or has done."""
_ACTED = re.compile(
    r"\b(?:scores?|wins?|beats?|tops?|defeats?|rall(?:y|ies)|votes?|moves?|helps?|begins?|continues?|spends?|pays?|rises?"
    r"|falls?|breaks?|flies|travels?|sues?|invokes?|claims?|becomes?|allows?|lets?|orders?|checks?)\b"
)
"""Verbs that a list of common ones lacks."""
_DONE = re.compile(r"\b[a-z]{2,}(?:s|ed)\b")
_ENDS = re.compile(r"[,;:]\s|\s[–—-]+\s|\s(?:ahead|before|after|over|amid|when|while|despite|following)\s")
"""Where what a verb governs has ended."""
_NO_VERB = re.compile(
    r"\b(?:to|will|may|might|could|the|an?|its|his|her|their|of|in|on|for|with|by|not|never|no|won['’]t|if|fails|refuses)"
    r"\s(?:[a-z]+\s)?$"
)
_NEAR = 3
"""Telling words of an object."""
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, is to do or has done, in folded telling words."""

    verb: str
    form: str
    """The verb as it stands there."""
    subject: frozenset[str]
    governed: frozenset[str]
    """All behind the verb, within the clause."""
    object: frozenset[str]
    """The first of them."""


@lru_cache(maxsize=LINES_REMEMBERED)
def plans_in(title: str) -> tuple[Deed, ...]:
    """List what a cleaned title says will be done."""
    line = title.lower()
    return tuple(
        _deed(line, match["verb"], match.start(), match.end())
        for match in _PLAN.finditer(line)
        if not match["to"] or _is_meant(_clause(line[: match.start()]))
    )


@lru_cache(maxsize=LINES_REMEMBERED)
def deeds_in(title: str) -> tuple[Deed, ...]:
    """List what a cleaned title may tell as done, and no longer as planned."""
    line, planned = title.lower(), {plan.verb for plan in plans_in(title)}
    return tuple(
        _deed(line, match[0], *match.span())
        for match in _DONE.finditer(line)
        if fold(match[0]) not in planned and not _NO_VERB.search(line[: match.start()])
    )


def carries_out(deed: Deed, plan: Deed) -> bool:
    """Whether this is what was planned."""
    if deed.verb != plan.verb or deed.form == plan.form:
        return False
    shared = (plan.subject | plan.governed) & (deed.subject | deed.governed) - {plan.verb}
    if len(shared) < _LEAST_SHARED:
        return False
    suffers = deed.form.endswith("ed") and len(plan.governed & deed.subject) >= _LEAST_SHARED
    acts = bool(plan.subject & deed.subject) and (not plan.object or bool(plan.object & deed.object))
    return acts or suffers


def _deed(line: str, form: str, start: int, end: int) -> Deed:
    behind = content(words(_ENDS.split(line[end:])[0]))
    subject = frozenset(content(words(_clause(line[:start]))))
    return Deed(fold(form), form, subject, frozenset(behind), frozenset(behind[:_NEAR]))


def _clause(before: str) -> str:
    return _ENDS.split(before)[-1]


def _is_meant(before: str) -> bool:
    return _MEANT.search(before) is not None or not (has_verb(before) or _ACTED.search(before))
