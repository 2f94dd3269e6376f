"""What a title says will be done (*Tamm to release patch*), and whether a later one tells it as done (*Tamm releases*).

The same verb is in its form of the present or the past, and has the same subject in front and the same object behind
it; or the object is what it has been done to. English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from service.briefings.wording.clauses import has_verb
from service.briefings.wording.terms import content, fold, words

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
class Plan:
    """What somebody is to do, in folded telling words."""

    verb: str
    base: str
    """The verb as it stands there."""
    subject: frozenset[str]
    governed: frozenset[str]
    """All behind the verb, within the clause."""
    object: frozenset[str]
    """The first of them."""


def plans_in(title: str) -> Iterator[Plan]:
    """List what a cleaned title says will be done."""
    line = title.lower()
    for match in _PLAN.finditer(line):
        before = _ENDS.split(line[: match.start()])[-1]
        if match["to"] and not _MEANT.search(before) and (has_verb(before) or _ACTED.search(before)):
            continue
        behind = _governed(line[match.end() :])
        yield Plan(
            fold(match["verb"]),
            match["verb"],
            frozenset(content(words(before))),
            frozenset(behind),
            frozenset(behind[:_NEAR]),
        )


def carries_out(title: str, plan: Plan) -> bool:
    """Whether another cleaned title tells the plan as done, and no longer as one."""
    line = title.lower()
    if any(one.verb == plan.verb for one in plans_in(title)):
        return False
    return any(_is_it(line, match, plan) for match in _DONE.finditer(line))


def _is_it(line: str, match: re.Match[str], plan: Plan) -> bool:
    before = line[: match.start()]
    if fold(match[0]) != plan.verb or match[0] == plan.base or _NO_VERB.search(before):
        return False
    subject = frozenset(content(words(_ENDS.split(before)[-1])))
    behind = _governed(line[match.end() :])
    shared = (plan.subject | plan.governed) & (subject | set(behind)) - {plan.verb}
    if len(shared) < _LEAST_SHARED:
        return False
    suffers = match[0].endswith("ed") and len(plan.governed & subject) >= _LEAST_SHARED
    acts = bool(plan.subject & subject) and (not plan.object or bool(plan.object & set(islice(behind, _NEAR))))
    return acts or suffers


def _governed(behind: str) -> list[str]:
    return content(words(_ENDS.split(behind)[0]))
