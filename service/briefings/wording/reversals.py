"""Titles that go back on what was reported before: a suspect is cleared, a deal is off, the dead live, a verdict falls.

Only what has happened counts: who is asked, wants or may go back on something has not done so, and who refuses to will
not. English; titles in other languages have none of these words.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.briefings.wording.terms import content, words

_PLANS = (
    r"(?:bids?|plans?|cases?|suits?|lawsuits?|charges|offers?|deals?|mergers?|takeovers?|probes?|inquir(?:y|ies)"
    r"|investigations?|appeals?|talks|strikes?|proposals?|projects?|candidacy|campaign|purchases?|listing|ipo)"
)
_FEW = r"(?:\s[\w’'.-]+){0,4}?\s"
"""Up to four words between."""
_KINDS = {
    "overturned": r"overturns|overturned|quashes|quashed|annuls|annulled|vacates|vacated|reverses|reversed|rescinds"
    r"|rescinded|revokes|revoked|strikes\sdown|struck\sdown|throws\sout|threw\sout|thrown\sout|new\strial|retrial",
    "cleared": r"(?<!all\s)clears\b(?!\s(?:way|the\sway|path|hurdle|bill|snow|camp|air))"
    r"|cleared\s(?:of|in|by|over|after|as)\b|acquits|acquitted|exonerates|exonerated"
    rf"|{_PLANS}\sdismissed|(?:drops?|dropped|dismiss(?:es|ed)){_FEW}charges|charges\s(?:are\s|were\s)?dropped"
    r"|released\swithout\scharge|ruled\sout\sas\s(?:a\s)?suspect",
    "off": r"calls?\soff|called\soff|(?:drops?|dropped|abandons?|abandoned|scraps?|scrapped|shelves|shelved|cancels?"
    r"|cancell?ed|withdraws?|withdrew|withdrawn|ditch(?:es|ed)?|axe[sd]?|rejects?|rejected|blocks?"
    rf"|blocked){_FEW}{_PLANS}|{_PLANS}\s(?:is\s|are\s|was\s|were\s)?(?:off|dropped|abandoned|scrapped|shelved"
    r"|cancell?ed|withdrawn|collapses?|collapsed|falls?\sthrough|fell\sthrough|breaks?\sdown|broke\sdown)"
    rf"|(?:ends?|ended)(?!\son\b){_FEW}{_PLANS}|(?:pulls?|pulled|backs?|backed)\sout\b|walks?\saway|walked\saway",
    "alive": r"(?:is|was|found|are|were|still|turns?\sup|turned\sup|rescued|and)\salive|not\sdead|alive\sand\swell",
    "untrue": r"retracts|retracted|recants|recanted|false\salarm|hoax"
    rf"|(?:corrects|corrected|correcting|lowers|lowered){_FEW}(?:toll|count|figures?|report|story|statement)"
    rf"|apologi[sz]es?\sfor{_FEW}(?:report|error|mistake|mix-up)",
    "restored": r"reinstates|reinstated|u-turn|backtracks|backtracked|backs?\sdown|backed\sdown",
}
"""What is told of as undone, by its kind."""
_REVERSAL = re.compile(
    r"\b(?:" + "|".join(rf"(?P<{kind}>(?:{told})\b)" for kind, told in _KINDS.items()) + ")"
)
"""All patterns here are for lower case: to look for either case takes four times as long."""
_UNDONE = re.compile(
    r"\b(?:to|not|never|no|won['’]t|cannot|can['’]t|could|may|might|would|will|should|must|if|seeks?|sought|asks?|asked|urges?|urged"
    r"|wants?|wanted|demands?|calls?\son|calls?\sfor|push\w*|bids?|hopes?|hoped|refus\w+|denies|denied|vows?|threatens?|threatened"
    r"|fights?|considers?|mulls?|weighs?|plans?|near|possible|likely|expected)\s(?:[\w’'.-]+\s){0,6}?$"
)
"""What stands before it where it has not happened."""
_BOUNDARY = re.compile(
    r"[,;:.\n]\s?|\s[–—-]\s|\s(?:as|after|amid|when|while|before|because|but|over\sclaims)\s"
)
_NEAR = 4
"""Telling words on either side of a reversal by which it is told what is undone."""
_FEWEST = 2


@lru_cache(maxsize=4_096)
def reversals_in(text: str) -> Mapping[str, frozenset[str]]:
    """Tell which kinds of reversal a title or text tells of as done, each with the folded words for what is undone."""
    found: dict[str, frozenset[str]] = {}
    text = text.lower()
    for match in _REVERSAL.finditer(text):
        before = _BOUNDARY.split(text[: match.start()])[-1]
        if not _UNDONE.search(before):
            kind = str(match.lastgroup)
            found[kind] = found.get(kind, frozenset()) | _thing(text, match, before)
    return found


def _thing(text: str, match: re.Match[str], before: str) -> frozenset[str]:
    """The telling words around a reversal, within its clause; where these are few, what the line is about."""
    behind = _BOUNDARY.split(text[match.end() :], maxsplit=1)[0]
    own = [*content(words(before))[-_NEAR:], *content(words(match[0]))[1:], *content(words(behind))[:_NEAR]]
    if len(own) >= _FEWEST:
        return frozenset(own)
    line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
    return frozenset(content(words(line))[:_NEAR])
