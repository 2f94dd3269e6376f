"""What stands under and around pictures, and where a report begins behind it.

Pages run a picture's caption, its credit and their own prompts into the text. They are told by their form, a line at a
time: a caption opens as captions do (``FILE - In this ...``, ``Image caption``), or it closes with the credit of a
picture (``(Agency Photo/Ida Brandt)``). Agencies open their reports with a dateline: what little stands before one is a
caption, a headline or a list of highlights. Forms of English-language pages.
"""

import re

from service.text.boilerplate import AGENCY, DASH
from service.text.sentences import Span

LONGEST = 700
"""Characters of a caption at most, or of what stands before a dateline."""

_OPENS = re.compile(
    rf"""\W*(?:
    FILE(?:\s+(?:PHOTO|IMAGE|PICTURE))?\s*(?:{DASH}|:)
    |(?:(?:Image|Photo|Picture|Media|Video)\s+(?:copyright|caption|source|credit|playback)|View\s+Images?)\b
    |(?:(?:AFP|AP|PA|Reuters)\s+)?(?:Photo(?:graph)?|Image|Picture)s?\s*(?::|/|–|\s-\s|(?i:by|courtesy)\b)
    |(?:In\s+this|This)\s(?:[\w.,]+\s){{0,6}}?(?:photo|photograph|picture|image|frame\sgrab)s?,?\s
        (?:taken|released|provided|made|from|shot|posted|by|shows|[A-Z])
    |(?:Hide|Toggle)\s+[Cc]aption
    |CLOSE\s+[A-Z]
    )""",
    re.VERBOSE,
)
"""How the line of a caption opens."""
_CREDIT = r"(?:[^()\n]{0,60}\b(?:Photos?|Images?|Handout|Pool|Pictures?)\b[^()\n]{0,60}|[^()\n]{2,40}/[^()\n]{2,60})"
_CLOSES = re.compile(
    rf"(?:[(\[]{_CREDIT}[)\]]|\((?:The\s+)?Associated\s+Press\)|/\s?Getty\s+Images?|\bGetty\s+Images?)\W*\Z"
)
_SHOWN = re.compile(
    r"\b(?:is|are)\s+(?:pictured|photographed|shown\s+here)\b|\b(?:pictured|seen)\s+(?:above|below|here)\b"
    r"|,\s(?:second\sfrom\s)?(?:left|right|cent(?:er|re)),\s"
)
_WHOSE = re.compile(rf"[(\[]{_CREDIT}[)\]]\W*")
_HINTS = ("pictured", "photographed", "here", "left,", "right,", "center,", "centre,")
_CREDITED = ")]"
"""What the line of a caption ends with, if with a credit; most sentences are spared a closer look."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\s(?:[A-Z][a-z]{2,8}\.?,?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}),?\s(?:19|20)\d\d\b")
_ACTS = re.compile(
    r"\b(?:waves?|speaks?|talks?|stands?(?!\s(?:to|in\scontrast|in\ssharp|by|for))|sits?|walks?|poses?|gestures?|smiles?|reacts?|arrives?|attends?|looks?\son|meets?"
    r"|holds?|carr(?:y|ies)|shakes?\shands|listens?|shoots?|watch(?:es)?|addresses|performs?|march(?:es)?|gathers?|escorts?"
    r"|answers?|points?|leaves?|embraces?|rides?|greets?|steps?|takes?|makes?)\s"
)
_PAST = re.compile(r"\b(?:was|were|had|said|says|told|will|would)\b")
_POSED = re.compile(
    r"An?\s(?:[\w'’-]+\s){1,4}?(?:waves|stands|sits|walks|poses|gestures|speaks|carries|rides|looks\son"
    r"|holds\s(?:an?|up)\b[^.]{0,20}\b(?:sign|flag|placard|poster|banner|candle|photo|portrait))\s"
)
_SUBJECT = 14
"""Words within which a caption says what somebody does."""

_PLACE = r"(?!FILE|PHOTOS?\b|VIDEO)[A-Z][A-Z.'’ -]{2,40}(?:[,/][^\n()!?–—]{2,40})?"
_DATELINE = re.compile(
    rf"(?:{_PLACE}\s?\((?:{AGENCY}|[A-Z][^()\n]{{1,30}})\)\s*{DASH}|{_PLACE}\s{DASH}\s|{_PLACE}(?:--|[–—]))\s*(?=[\w\"“‘'$])"
)
_PLACED = re.compile(
    r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?\s[—–-]\s(?=[\"“]?[A-Z])(?!.*\s[—–-]\s)"
)
"""A place that no agency stands behind, in small letters, before a sentence without another dash."""
_AT_LINE = re.compile(rf"(?:^|\n)[^\S\n]*(?={_DATELINE.pattern})")
_GLUED = re.compile(
    rf"[^\n]{{3,160}}?\s[A-Z]{{3,}}[A-Z.'’ -]{{0,30}}(?:,\s[A-Z][\w. ]{{1,20}})?\s\([A-Z][^()\n]{{1,30}}\)\s*{DASH}\s+"
)
_SIGNED = re.compile(
    rf"(?:[A-Z][\w.'’-]*(?:,?\s[A-Z][\w.'’-]*){{0,4}}\s)?\({AGENCY}\)\s*(?=[A-Z\"“‘])|(?:--|—)(?=[A-Z])"
)

_FRONT = 260
_MARKS = ("(", "–", "—", "--", "- ")
"""What stands at the end of every dateline, within so many characters."""


def report_start(text: str) -> int:
    """Where the dateline stands that a report begins with, if little comes before it, and more behind; else 0."""
    found = _AT_LINE.search(text, 0, LONGEST)
    return found.end() if found and 2 * found.end() < len(text) else 0


def dateline_end(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind a dateline, or behind a headline run into one; else ``start``."""
    head = text[start : min(end, start + _FRONT)]
    if not any(map(head.__contains__, _MARKS)):
        return start
    for form in (_DATELINE, _GLUED, _SIGNED) if ")" in head else (_DATELINE, _SIGNED):
        front = form.match(text, start, end)
        if front is not None and front.end() < end and not text[front.end()].islower():
            return front.end()
    # Within a text "Orr - ..." may be an item of a list, or somebody's name.
    placed = None if text[:start].strip() else _PLACED.match(text, start, end)
    return placed.end() if placed else start


def is_picture_credit(sentence: str) -> bool:
    """Whether it says whose a picture is, and nothing else."""
    return sentence[:1] in "([" and _WHOSE.fullmatch(sentence) is not None


def is_caption(text: str, span: Span) -> bool:
    """Whether a sentence stands in the caption of a picture."""
    sentence = text[span.start : span.end]
    line = _line_around(text, span)
    if _OPENS.match(line) or (any(map(sentence.__contains__, _HINTS)) and _SHOWN.search(sentence)):
        return True
    if len(line) < len(text) and (line[-1:] in _CREDITED or "Getty" in line) and _CLOSES.search(line):
        return True
    if "19" not in sentence and "20" not in sentence:
        return False
    return _YEAR.search(sentence) is not None and _DATED.search(sentence) is not None and _is_scene(sentence)


def may_open_as_caption(sentence: str) -> bool:
    """Whether what opens a text describes a scene in the present, as a caption without a credit does."""
    return _POSED.match(sentence) is not None and _PAST.search(sentence) is None


def _is_scene(sentence: str) -> bool:
    acts = _ACTS.search(" ".join(sentence.split()[:_SUBJECT]) + " ")
    return acts is not None and _PAST.search(sentence) is None and '"' not in sentence and "“" not in sentence


def _line_around(text: str, span: Span) -> str:
    """The line that the sentence stands in, or the sentence alone where that is too long for a caption."""
    start = text.rfind("\n", max(0, span.start - LONGEST), span.start) + 1
    if start == 0 and span.start > LONGEST:
        return text[span.start : span.end]
    end = text.find("\n", span.end, span.start + LONGEST)
    if end < 0:
        end = len(text) if len(text) <= start + LONGEST else span.end
    return text[start:end].strip()
