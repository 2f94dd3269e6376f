"""Which stage of its story a title tells to be reached, and what that goes on from.

Of the turns of events (:mod:`service.briefings.wording.developments`) some pass what was told before: who was *on the
run* has been *captured*, who was *charged* is *found guilty*, what was *down* is *restored*. Others (a suit, a probe)
stand beside it, and are no stages. A title is in parts (``Orr fire: teacher charged``), and each may tell one; that
somebody *is* a convicted killer or a fired accountant tells none. English.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from service.briefings.wording.clauses import has_verb
from service.briefings.wording.developments import knows_turn, turns_told
from service.briefings.wording.reversals import has_happened
from service.briefings.wording.titles import LINES_REMEMBERED

_JUSTICE = ("arrest", "charge", "plea", "trial", "verdict", "sentence")
"""In this order: who has been convicted is not passed by who has been charged."""
_GOES_ON_FROM = {
    "death": "",
    "departure": "",
    "rescue": r"missing|trapped|stranded|lost|search\w*|sought|hunt\w*|swept|buried|adrift|overdue",
    "release": r"held|holds?|jail\w*|detain\w*|arrest\w*|custody|captiv\w*|kidnap\w*|abduct\w*|hostages?|seized"
    r"|(?:im)?prison\w*|hospital\w*|rehab|captur\w*|behind\sbars",
    "deal": r"talks?|negotiat\w*|offers?|bids?|strikes?|disputes?|proposals?|deadlock|standoff|stand-off|impasse"
    r"|lockout|fighting|war",
    "passage": r"bills?|votes?|measures?|legislation|debates?|proposals?|budget",
    "resumption": r"clos(?:ed|es|ures?)|shut\w*|halt\w*|suspend\w*|outages?|down|downtime|cut|disrupt\w*|problems?"
    r"|blackouts?|strikes?|ground(?:ed|s)|stranded|block(?:ed|s)|lost|without|cancel\w*|postpon\w*|severed|broken",
}
"""What stages go on from beside the course of justice: one of these must have been told before, if any is named."""
_GOES_ON = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _GOES_ON_FROM.items() if words}
_AT_LARGE = re.compile(
    r"\bescap\w+|\bon\sthe\s(?:lam|loose|run)\b|\bat\slarge\b|\bmanhunt\b|\bfugitives?\b|\bbroke?n?\sout\b|\bbreaks?\sout\b"
    r"|\bflee(?:s|ing)?\b|\bfled\b|\bruns?\saway\b"
)
"""Whoever is at large is to be arrested, though convicted before."""
_SHOWN = {
    "death": r"die|kill|victims?|massacre\w*|assassinat\w*|deadl(?:y|iest)|murder\w*|homicides?"
    r"|manslaughter|body|bodies|killers?|toll|lives|mourn\w*|funeral",
    "arrest": r"caught|nabbed|held|seized|behind\sbars|captures?",
    "charge": r"charges?|charging|prosecut\w+",
    "verdict": r"verdict|acquit\w*|(?<!plead\s)(?<!pleads\s)(?<!pleaded\s)(?<!not\s)guilty",
    "sentence": r"death\s(?:penalty|sentence)|life\s(?:sentence|term|in\sprison)"
    r"|(?:gets?|receive[sd]?|given|handed)\s(?:[\w.-]+\s){0,4}?(?:years?|months?|life)",
    "departure": r"quit|resign(?:ing)?|step(?:s|ping)?\s(?:down|aside)",
    "deal": r"cease-?fires?|agree\w*|deals?|settle\w*",
}
"""How else a title shows that it knows of a stage."""
_HINTED = {
    "departure": r"fires?|firing|leav(?:es?|ing)|remov\w+|exit\w*|retir\w+|casualty|shown\sthe\sdoor|terminated"
    r"|to\sgo|out",
    "passage": r"votes\sto|clear(?:s|ed)|pass(?:ing)?|approv\w+|sends?|advances?|sign(?:s|ing)?|veto\w*|newly|backs?"
    r"|requires?",
    "release": r"freed?|frees|freeing|on\stheir\sway|leaves|left|leaving",
    "rescue": r"rescu\w+|found|saved|safe",
    "resumption": r"back|again|repaired|fixed|open|overturn\w*|revers\w+|reinstat\w+|flips?",
}
"""What may tell that a stage has been reached: it is not new then, but who says this need not know of it."""
_HINTS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _HINTED.items()}
_SHOWS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _SHOWN.items()}
_PLEADS = re.compile(r"\bpl(?:eads?|eaded|ed)\b")
"""Who denies something need not stand in court."""
_PARTS = re.compile(r"\s[–—-]+\s|[:;]\s")
_ENDS = re.compile(r"\b(?P<charge>charged|indicted)$|\b(?P<arrest>arrested|captured)$")
"""How a headline ends that says no more: "teacher charged"."""
_THINGS = (
    r"(?:bills?|rules?|deals?|plans?|laws?|waves?|hopes?|talks|era|dreams?|debates?|amendments?|movements?|part(?:y|ies)|names?"
    r"|logos?|jobs?|challenges?|efforts?|program(?:me)?s?|projects?|reforms?|tax(?:es)?|bans?|mandates?|funding|indictments?"
    r"|charges|cases?|(?:law)?suits?|complaints?|claims?)"
)
_NEITHER = re.compile(
    r"\b(?:nobody|none|no\sone|deny|denied|denies|pardon\w*|commut(?:es|ed)|clemency|recommend\w*|unaware|\w+n['’]t)\b"
    rf"|\b(?:kill|retire)(?:s|ed)\s(?:[\w’'-]+\s){{0,5}}?{_THINGS}\b"
    rf"|\b{_THINGS}\s(?:[\w’'.-]+\s){{0,4}}?(?:die[sd]?|killed|dead|dismissed)\b"
    r"|\b(?:almost|nearly)\s(?:\w+ed|quit)\b"
)
"""Where it has not happened, is what somebody is let off from, or is said of things."""
_ATTRIBUTE = re.compile(
    r"\b(?:convicted|jailed|imprisoned|fired|sacked|ousted|suspended|arrested|captured|detained|freed|accused|charged"
    r"|indicted|rescued|released|dismissed|closed|killed)\s(?!(?:of|by|in|on|over|with|for|to|at|after|as|and|from|near"
    r"|amid|during|while|when|without|again|following|since|under|before|until|outside|late|early|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|today|tonight|here|dead|alive)\b)(?=[a-z])"
)
_JOINED = re.compile(r"\b\w+-\w+ed\b")
"""A newly-signed law, a court-ordered stay."""
_OPENS_NAME = re.compile(r"(?:^|\b(?:the|an?|of|for|by|with|as|from|against|ex-|two|three|more)\s)$")
_HUNTED = re.compile(r"\b(?:hunt|seek|chase|sought|hunts|seeks|want|free|meet|return|transfer|move)\s$")


def follows_on(stage: str, before: Iterable[str]) -> bool:
    """Whether a stage passes what these earlier titles tell."""
    titles = [title.lower() for title in before]
    if stage in _GOES_ON:
        return any(_GOES_ON[stage].search(title) for title in titles)
    if stage not in _JUSTICE or (stage == "arrest" and any(map(_AT_LARGE.search, titles))):
        return True
    return not any(reaches(stages_known(title), stage) for title in titles)


def stages_hinted(title: str) -> frozenset[str]:
    """Tell which stages it may know of, by any word for them."""
    line = title.lower()
    return stages_known(title) | {kind for kind, hints in _HINTS.items() if hints.search(line)}


def reaches(known: frozenset[str], stage: str) -> bool:
    """Whether who knows of these stages knows that this one has been reached: who denies arson has been charged."""
    further = _JUSTICE[_JUSTICE.index(stage) :] if stage in _JUSTICE else (stage,)
    return not known.isdisjoint(further)


@lru_cache(maxsize=LINES_REMEMBERED)
def stages_told(title: str) -> frozenset[str]:
    """Tell which stages a cleaned title tells to have been reached."""
    return frozenset[str]().union(*map(_told, _PARTS.split(title)))


@lru_cache(maxsize=LINES_REMEMBERED)
def stages_known(title: str) -> frozenset[str]:
    """Tell which stages it knows of, in whatever form of the word."""
    line = _without_attributes(title.lower())
    known = {kind for kind in _STAGES if knows_turn(line, kind)}
    known |= {kind for kind, shows in _SHOWS.items() if shows.search(line)}
    # What is told is known in the same words: this is asked of every title.
    return frozenset(known) | stages_told(title) if known else frozenset()


_STAGES = (*_JUSTICE, *_GOES_ON_FROM)


def _told(part: str) -> frozenset[str]:
    line = _without_attributes(part.lower().strip())
    if _NEITHER.search(line):
        return frozenset()
    told = set(turns_told(line)) & set(_STAGES)
    ends = _ENDS.search(line)
    if ends and has_happened(line[: ends.start()]):
        told.add(str(ends.lastgroup))
    if not _PLEADS.search(line):
        told.discard("plea")
    return frozenset(told)


def _without_attributes(line: str) -> str:
    """Leave out what somebody is, of a line in small letters: the convicted killer, a fired accountant."""

    def kept(match: re.Match[str]) -> str:
        before = line[: match.start()]
        if _OPENS_NAME.search(before) or _HUNTED.search(before):
            return ""
        return "" if has_verb(before) and match[0].startswith(("convicted", "jailed")) else match[0]

    return _JOINED.sub("", _ATTRIBUTE.sub(kept, line))
