"""Titles that say what to think of the news, or only what it is filed under: they give way to a plain title.

Told are: what should or must be done, if the paper says so itself; verdicts ("is a hero", "is a disgrace"); names that
somebody is called; words that no agency reports in; what shows the reader in ("... Here's why"); a tag in front ("SIX
DAYS: ..."); rows of keywords; and two sentences, of which the second comments on the first. What somebody says, asks or
rules is news, and its title plain. English.
"""

import re

from service.briefings.wording.clauses import has_verb
from service.briefings.wording.saying import SAYING
from service.text.abbreviations import COUNTED, SHORT_FORMS, TITLES

_RULING = """rule rules ruled order orders ordered urge urges urged demand demands demanded call calls called ask asks
    asked vow vows want wants wanted agree agrees agreed decide decides decided vote votes voted propose proposes
    recommend recommends recommended advise advises advised poll polls survey judge judges court courts hearing panel
    ruling law bill guidance whether if who what which how per blame blames declare declares declared signal signals
    seem seems seemed require requires required"""
_ATTRIBUTED = re.compile(
    rf"\b(?:{'|'.join(sorted(SAYING | set(_RULING.split())))})\b|[:“‘\"]|(?<!\w)'", re.IGNORECASE
)
"""Whose word it is: somebody's who says, rules or asks it, or what stands before a colon or in quotation marks."""
_OUGHT = re.compile(
    r"\b(?:should|shouldn['’]t|ought\sto|had\sbetter|must\s(?:not\s|never\s|now\s)?(?:be\s(?:stopped|held|impeached|defeated|fired)"
    r"|stop|go|act|resign|end|stand|fight|defend|reject|wake|save|cleanse|answer|choose|learn|face|do\smore))\b",
    re.IGNORECASE,
)
_SCORN = """hero heroes disgrace coward traitor fool liar joke clown embarrassment disaster monster hypocrite
    failure loser mess sham farce travesty menace outrage shame mistake cowards traitors fools liars clowns losers"""
_VERDICT = re.compile(
    r"\b(?:is|are|was|were)\s(?:nothing\sbut\s)?(?:(?:an?|the|our|no)\s)?(?:[\w-]+\s){0,2}"
    rf"(?:{'|'.join(_SCORN.split())})\b",
    re.IGNORECASE,
)
_NO_NAME = """(?:Act|Actor|Actress|Author|Ban|Bill|Creator|Director|Editor|Film|Growth|Host|Jobs?|Law|Magazine|Movement
    |Movie|Numbers|Policy|Producer|Protesters|Rule|Show|Singer|Star|Supporters|Testimony|Writer)"""
_CALLED = re.compile(
    rf"""['‘“\"][A-Z][\w-]+(?:\ [A-Z][\w-]+){{1,2}}['’”\"]\s(?!{_NO_NAME}\b)[A-Z][a-z]+\s(?:[A-Z][a-z]+\s)?[A-Za-z]+""",
    re.VERBOSE,
)
"""A name that somebody is called, in front of his own."""
_WORDS = re.compile(
    r"\b(?:whopping|unhinged|eviscerat\w+|obliterat\w+|skewers?|claps?\sback|freaks?\sout|melts?\sdown"
    r"|outrageous(?:ly)?|insane(?:ly)?|humiliat\w+|disgraceful|despicable|spectacularly"
    r"|far-left|flagrant(?:ly)?|caved|gutless|spineless|idiotic|hysterical(?:ly)?|damn|hilarious(?:ly)?"
    r"|epic|repugnant)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)['‘][^'’]*['’](?!\w)")
_SHOWS_IN = re.compile(r"\bhere(?:['’]s|\sis|\sare)\b", re.IGNORECASE)
_TAG = re.compile(
    r"(?:[A-Z][A-Z'’]+(?:[\s-][A-Z'’]{2,})+|READ|REPORT|FLASHBACK|NUCLEAR|HUGE|WOW):\s(?=.*[a-z])"
)
_STOP = re.compile(r"(\w[\w.]*)[.!]\s+(?=['\"“‘]?[A-Z])")
_TAKEN_BACK = re.compile(
    r"[.!]\s+(?:It|He|She|They|That)\s?(?:\w+n['’]t|['’]s\s(?:not\s\w+|false|wrong))\W*$", re.IGNORECASE
)
"""A second sentence without which the first would stand as news."""
_PART, _PARTS = 3, 4
"""Words of a keyword at most, and keywords of a row at least."""


def is_loaded(title: str) -> bool:
    """Whether it comments, or is no title but what a page is filed under."""
    return (
        _opines(title)
        or _SHOWS_IN.search(title) is not None
        or _WORDS.search(_QUOTED.sub(" ", title)) is not None
        or _TAG.match(title) is not None
        or _CALLED.match(title) is not None
        or _is_row(title)
        or _has_two_sentences(title)
    )


def _opines(title: str) -> bool:
    """Whether it judges, and nobody else is said to."""
    judged = _OUGHT.search(title) or _VERDICT.search(title)
    return judged is not None and not _ATTRIBUTED.search(title)


def _is_row(title: str) -> bool:
    parts = title.split(", ")
    return len(parts) >= _PARTS and all(len(part.split()) <= _PART for part in parts) and not has_verb(title)


def _has_two_sentences(title: str) -> bool:
    told = _QUOTED.sub(" ", title)
    return not _TAKEN_BACK.search(told) and any(not _is_short(stop[1]) for stop in _STOP.finditer(told))


def _is_short(word: str) -> bool:
    """Whether a full stop behind a word belongs to it: ``Gov.``, ``U.S.``, an initial, a number."""
    small = word.lower()
    return "." in word or len(word) == 1 or small.isdigit() or small in TITLES | SHORT_FORMS | COUNTED
