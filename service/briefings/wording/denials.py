"""What takes back the sentence before it: ``That's not true.``, ``VERDICT: FALSE``. English.

The two are quoted together, or neither is: a claim of which the report goes on to say that it is false is no news. A
denial is short, points back ("that", "his claim") and says nothing but that; "There is no evidence that ..." tells
something of its own.
"""

import re

_FALSE = r"""(?:(?:not\s(?:true|so|correct|accurate|the\scase)|false|misleading|wrong|inaccurate|incorrect|baseless
      |bogus|nonsense|debunked|exaggerated|un(?:true|founded|supported|substantiated|proven)
      |a\s(?:lie|falsehood|myth|hoax|fabrication)|without\s(?:evidence|merit|foundation))
      (?=[.,;:!)—–]|\s[—–-]|\s(?:and|but|as|because|since|according|by)\b|$)
    |(?:not\ssupported|contradicted|disputed)\sby\b)"""
_TOLD = r"""(?:claims?|statements?|assertions?|comparisons?|accusations?|allegations?|charges?|accounts?|figures?
    |numbers?|theor(?:y|ies)|rumou?rs?|posts?|boasts?|characterizations?)"""
_POINTS = rf"""(?:that|this|it|none\sof\s(?:that|this|it)
    |(?:that|this|the|his|her|their|its|both|those|these|such|\w+['’]s?)\s(?:\w+\s){{0,2}}?{_TOLD})"""
_IS = r"(?:['’]s|\s(?:is|are|was|were|has\sbeen|have\sbeen|appears?\sto\sbe|proved|turned\sout\sto\sbe))"
_VERY = r"""(?:\s(?:simply|just|also|all|both|completely|entirely|flatly|plainly|patently|demonstrably|clearly|largely
    |mostly|highly|at\sbest|been|widely|factually))*"""
_SUPPORT = rf"""(?:of|for|to\s(?:support|back(?:\sup)?|suggest|prove))
    \s(?:(?:any\sof\s)?(?:that|this|it)|(?:his|her|their|the|this|that|such|either|those|these)\s(?:\w+\s)?{_TOLD})"""
_DENIAL = re.compile(
    rf"""[\"“(]?(?:(?:but|however|yet|in\sfact|in\sreality|in\struth|actually|still|though),?\s)?
    (?:{_POINTS}{_IS}{_VERY}\s{_FALSE}
    |{_POINTS}\s(?:isn|wasn|aren|weren)['’]t\s(?:\w+\s)?(?:true|so|correct|accurate|right|the\scase|supported)\b
    |there(?:['’]s|\sis|\swas|\shas\sbeen)\s(?:absolutely\s|simply\s|currently\s)?(?:no|little|zero)
      \s(?:\w+\s)?(?:evidence|proof|truth|basis)(?:\s{_SUPPORT})?[.,;!]
    |(?:he|she|they|\w+)\s(?:gave|offered|provided|cited|presented)\sno\s(?:evidence|proof)\b
    |(?:(?:our|the|ap(?:['’]s)?)\s)?(?:verdict|rating|ruling|assessment|conclusion)\s?:
      \s(?:\w+\s)?(?:false|misleading|wrong|untrue|no\b|not\b|pants|fake|partly|altered|missing)
    |(?:not\strue|false|wrong|untrue|not\sso)[.!](?:\s|$))""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 160
"""Characters of a denial: what is longer tells something of its own, and is quoted for that."""
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(A-Z])")


_DOUBTS = re.compile(
    r"\b(?:(?:without|no)\s(?:(?:providing|offering|citing|giving|presenting|any|much|\w+ing\sany)\s)?(?:evidence|proof)"
    r"|false(?:ly|hoods?)?|misleading(?:ly)?|baseless(?:ly)?|unfounded|untrue|unproven|unsubstantiated|debunked"
    r"|inaccurate(?:ly)?|incorrect(?:ly)?)\b",
    re.IGNORECASE,
)


def doubts(sentence: str) -> bool:
    """Whether a sentence says of a claim that nothing proves it, or that it is false."""
    return _DOUBTS.search(sentence) is not None


def denies(sentence: str) -> bool:
    """Whether it takes back what the sentence before it says."""
    return len(sentence) <= _LONGEST and _DENIAL.match(sentence) is not None


def is_denied(quoted: str) -> bool:
    """Whether a quotation of several sentences ends in the denial of what it begins with."""
    return any(denies(quoted[end.end() :]) for end in _END.finditer(quoted))
