"""Sentences in which a paper speaks to its readers, or somebody speaks of himself of whom it does not say who he is.

A report tells: what calls on the reader ("Let's ...", "Imagine ...") or shows him in ("Here's what ...") is a teaser,
and what is told in the first person outside quotation marks, without anybody who says it, is comment or what is left of
a quotation. English.
"""

import re

from service.briefings.wording.saying import SAID_OF

_CALLS = re.compile(
    r"(?:Let['’]s|Let\sus|Here['’]s|Here\s(?:is|are|was|were)|Imagine(?!\s(?:Dragons|Entertainment|Communications))|Picture\sthis"
    r"|Consider(?:\s(?:this|that|the\s(?:case|fact|following))|:)|Think\s(?:of|about|again|back)|Forget\s(?:about\s)?(?:the|that|all)\b"
    r"|Remember\s(?:when|that|the|how|those)|Welcome\s(?:to|back)|Call\s(?:it|me|them|him|her)\b|Stay\stuned|Guess\s(?:what|who)"
    r"|Take\s(?:a\slook|for\s(?:example|instance)|the\scase)|Look\s(?:at|no\sfurther)|Buckle\sup|Brace\s(?:yourself|for)"
    r"|Say\s(?:hello|goodbye)|Don['’]t\s(?:be|look|worry|expect|forget|call|believe|think|get|let)|Make\sno\smistake|Never\smind"
    r"|Wow\b(?=[,!])|If\syou(?:['’]ve|\shave)\b|[^.“\"]{1,160},\sgo\sahead\sand\b"
    r"|Good\s(?:morning|evening|afternoon)|Happy\s\w+day|Just\s(?:ask|look|imagine|think|wait|a\scouple|another)|Not\sso\sfast)\b"
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"|«[^»]*»?|‘[^’]{8,}’(?!\w)|(?<!\w)'[^']{8,}'(?!\w)")
_SHARED = "system planet galaxy sun world species ancestors time times day history era age"
_OF_ALL = rf"(?:(?:solar|own|shared|common)\s)?(?:{_SHARED.replace(' ', '|')})\b"
"""What is ours, whoever says so."""
_FIRST = re.compile(
    r"(?<![\w.'’&])(?:(?<!War\s)(?<!Act\s)(?<!Part\s)(?<!Type\s)(?<!Phase\s)(?<!Title\s)I(?=['’](?:m|ve|d|ll)\b|\s[a-z])"
    r"|[Ww]e(?=['’](?:re|ve|d|ll)\b|\s[a-z])|my\b|myself\b|ourselves\b|of\sus\b"
    rf"|our\s(?!{_OF_ALL})(?=[a-z]))"
    rf"|^(?:My|Our)\s(?!{_OF_ALL})(?=[a-z])"
)


_OWN = re.compile(r"\b(?:[Ww]e|I)(?:['’](?:ve|d|ll|re|m))?\s(?:\w+\s){0,2}$")
"""How what is told of the speaker's own saying, thinking or finding stands before the verb."""
_NOUN = re.compile(
    r"\b(?:an?|the|this|that|these|those|its|his|her|their|our|my|no|new|own|of)\s$", re.IGNORECASE
)
_NOUNS = """show shows report reports charge charges claim claims estimate estimates state states note notes find
    finds"""
_ALSO_NOUNS = frozenset(_NOUNS.split())
"""Forms that are nouns behind an article."""


def calls_on_the_reader(sentence: str) -> bool:
    """Whether it opens as a teaser or an imperative does."""
    return _CALLS.match(sentence) is not None


def speaks_for_itself(sentence: str) -> bool:
    """Whether it is told in the first person outside quotation marks, and nobody is said to say it."""
    if not _FIRST.search(sentence):
        return False
    told = _QUOTED.sub(" ", sentence)
    return _FIRST.search(told) is not None and not any(_is_anothers(said) for said in SAID_OF.finditer(told))


def _is_anothers(said: re.Match[str]) -> bool:
    """Whether somebody else is the subject of a verb of saying, and it is no noun."""
    before = said.string[: said.start()]
    return not _OWN.search(before) and not (said[0] in _ALSO_NOUNS and _NOUN.search(before))
