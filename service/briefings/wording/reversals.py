"""What goes back on what was reported before: a suspect is cleared, a deal is off, the dead live, a verdict falls.

Only what has happened counts: who is asked, wants or may go back on something has not done so, and who refuses to will
not. Of a sentence the main clause counts, or what somebody says in it: what is hung on (*a ruling that overturned ...*,
*after Tamm dropped its bid*) and what had been so tell of what went before. English; other languages have none of these
words.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import LINES_REMEMBERED

_PLANS = (
    r"(?:bids?|plans?|cases?|suits?|lawsuits?|charges|offers?|deals?|mergers?|takeovers?|probes?|inquir(?:y|ies)"
    r"|investigations?|appeals?|talks|strikes?|proposals?|projects?|candidacy|campaign|purchases?|listing|ipo)"
)
_FEW = r"(?:\s[\w’'.-]+){0,4}?\s"
"""Up to four words between."""
_ELSE = r"(?:(?:the|a)\s)?(?:way|path|hurdles?|bill|snow|camps?|air|square|streets?|roads?|area|site|building|debris)\b"
"""What is cleared and was not suspected of anything."""
KINDS = {
    "overturned": r"overturns|overturned|quashes|quashed|annuls|annulled|vacates|vacated|reverses|reversed|rescinds"
    r"|rescinded|revokes|revoked|strikes\sdown|struck\sdown|throws\sout|threw\sout|thrown\sout|new\strial|retrial",
    "cleared": rf"(?<!all\s)clears\b(?!\s{_ELSE})"
    rf"|(?:police|courts?|judges?|jury|jurors|inquiry|investigators|prosecutors|panel|commission|tribunal)(?:\s(?:in|of)\s\w+)?"
    rf"(?:\s(?:has|have|on\s\w+day))?\scleared\s(?!{_ELSE})"
    r"|cleared\s(?:of|in|by|over|after|as)\b|acquits|acquitted|exonerates|exonerated"
    rf"|{_PLANS}\sdismissed|(?:drops?|dropped|dismiss(?:es|ed)){_FEW}charges|charges\s(?:are\s|were\s)?dropped"
    r"|released\swithout\scharge|ruled\sout\sas\s(?:a\s)?suspect",
    "off": r"calls?\soff|called\soff|(?:drops?|dropped|abandons?|abandoned|scraps?|scrapped|shelves|shelved|cancels?"
    r"|cancell?ed|withdraws?|withdrew|withdrawn|ditch(?:es|ed)?|axe[sd]?|rejects?|rejected|blocks?"
    rf"|blocked){_FEW}{_PLANS}|{_PLANS}\s(?:is\s|are\s|was\s|were\s)?(?:off(?!\slimits)|dropped|abandoned|scrapped|shelved"
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
    r"\b(?:" + "|".join(rf"(?P<{kind}>(?:{told})\b)" for kind, told in KINDS.items()) + ")"
)
"""All patterns here are for lower case: to look for either case takes four times as long."""
_UNDONE = re.compile(
    r"\b(?:to|not|never|no|won['’]t|cannot|can|can['’]t|whether|could|may|might|would|will|should|must|if|seeks?|sought|asks?|asked|urges?|urged"
    r"|wants?|wanted|demands?|calls?\son|calls?\sfor|push\w*|bids?|hopes?|hoped|refus\w+|denies|denied|vows?|threatens?|threatened"
    r"|fights?|considers?|mulls?|weighs?|plans?|near|possible|likely|expected)\s(?:[\w’'.-]+\s){0,6}?$"
)
"""What stands before it where it has not happened."""
_BOUNDARY = re.compile(
    r"[,;:.\n]\s?|\s[–—-]\s|\s(?:as|after|amid|when|while|before|because|but|over\sclaims)\s"
)
_FRONTED = re.compile(
    r"(?:When|While|As|After|Before|Although|Though|If|Since|Because|In|On|At|With|Despite|Following|During|Amid)\b[^,]*,\s"
)
_HUNG_ON = re.compile(
    r"[,\s]\s?(?:who|which|whose|where|whom|after|before|when|while|since|because|as|amid|if|although|though|until|unless|once"
    r"|(?<!said\s)(?<!says\s)(?<!ruled\s)(?<!announced\s)(?<!day\s)that)\s|(?<!said)(?<!says)(?<!that)(?<!day)\s(?:he|she|they|it)\shad\s"
    r"|(?<!is)(?<!are)(?<!was)(?<!were)(?<!been)(?<!being)\s\w+ed\sby\s|,\s\w+(?:ed|ing)\s|;|\s[–—-]+\s"
)
"""Where what is hung on a main clause begins; *said that* and *said on Monday that* go on with it."""
_PAST = re.compile(
    r"\b(?:ago|previously|earlier|last\s(?:year|month)|(?:19|20)\d\d|once)\b|(?<!it\s)(?<!he\s)(?<!they\s)\bhad\b"
)
"""What had been so; *said that it had* is what happened."""
_SIGNS = re.compile(
    r"\b(?:overturn|quash|annul|vacat|revers|rescind|revok|str(?:ikes|uck)\b|thr(?:ows|ew|own)\b|new\strial|retrial|clear|acquit"
    r"|exonerat|dismiss|drop|released\b|ruled\sout|off\b|abandon|scrap|shel|cancel|withdr|ditch|axed?\b|reject|block|collaps"
    r"|f[ae]ll|br[eo]ak|ends|ended|pull|back|walk|alive|not\sdead|retract|recant|false|hoax|correct|lower|apologi|reinstat|u-turn)"
)
"""How the words begin by which a sentence may tell of a reversal."""
_NEAR = 4
"""Telling words on either side of a reversal by which it is told what is undone."""
_FEWEST = 2


@lru_cache(maxsize=LINES_REMEMBERED)
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


@lru_cache(maxsize=LINES_REMEMBERED)
def may_tell_reversal(text: str) -> bool:
    """Whether it may tell of one: a quick look."""
    return _SIGNS.search(text) is not None


def main_clause(sentence: str) -> str:
    """Give what a sentence tells by itself: not the clause in front of that, nor what is hung on."""
    fronted = _FRONTED.match(sentence)
    told = sentence[fronted.end() if fronted else 0 :]
    hung_on = _HUNG_ON.search(told)
    return told[: hung_on.start()] if hung_on else told


def has_happened(before: str) -> bool:
    """Whether what is told behind these words, in small letters, is told as done."""
    return _UNDONE.search(_BOUNDARY.split(before)[-1]) is None


def reversals_told(sentence: str) -> Mapping[str, frozenset[str]]:
    """Tell the same of the main clause of a sentence."""
    told = main_clause(sentence)
    return {} if _PAST.search(told) else reversals_in(told)


def _thing(text: str, match: re.Match[str], before: str) -> frozenset[str]:
    """The telling words around a reversal, within its clause; where these are few, what the line is about."""
    behind = _BOUNDARY.split(text[match.end() :], maxsplit=1)[0]
    own = [*content(words(before))[-_NEAR:], *content(words(match[0]))[1:], *content(words(behind))[:_NEAR]]
    if len(own) >= _FEWEST:
        return frozenset(own)
    line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
    return frozenset(content(words(line))[:_NEAR])
