"""What wires and pages put around a report: datelines, bylines, credits, agencies as closing words, notes on rights.

Copies of one wire differ in it, and no reader looks for it. It is told by its whole form, a line or a sentence at a
time, so that a sentence about the trade ("Reporting by the paper led to the inquiry.") stays: a credit names people,
places and agencies, and says nothing of them. Forms of English-language wires, and credits of a few other languages.
"""

import re
from functools import lru_cache

from service.text.sentences import sentences_from_the_end, split_sentences

LONGEST = 400
"""Characters of a credit at most."""
_TAIL = 1_200
"""Characters at the end of a text in which closing credits lie."""
_MOST = 8
"""Headers at the beginning, and credits at the end, taken off one after the other."""
_CLOSING = ".!?…\"'”’»)]:"
_LEAST_NAMES = 2
_MOST_WORDS = 60

AGENCY = (
    r"(?:(?:The\s+)?(?:Associated\s+Press|Canadian\s+Press|Press\s+Association)|(?:Thomson\s+)?Reuters(?:\s+Health)?"
    r"|Agence\s+France-Presse|Australian\s+Associated\s+Press|Bloomberg(?:\s+News)?|Dow\s+Jones(?:\s+Newswires)?"
    r"|Kyodo(?:\s+News)?|Jiji(?:\s+Press)?|Anadolu(?:\s+Agency)?|PA(?:\s+Media)?|Europa\s+Press|RIA\s+Novosti|PR\s?Newswire"
    r"|Business\s?Wire|GlobeNewswire|CNN(?:Money)?|BBC(?:\s+News)?|(?:ABC|CBS|NBC|Fox)\s+News|Interfax(?:-Ukraine)?"
    r"|AAP|AFP|ANI|ANP|ANSA|AP|APA|Belga|CTK|dpa|DPA|EFE|IANS|Keystone-SDA|MTI|NPR|NTB|PAP|PTI|Ritzau|STT|TASS|TT|UPI"
    r"|Ukrinform|Xinhua|Yonhap)"
)
DASH = r"(?:--|[-–—])"
_FRONT = re.compile(
    rf"""(?:[-–—*•▪◦·●■►]\s+|\d{{1,2}}[.)]\s+)?   # a bullet or an item's number
    (?:\d{{1,2}}[:.h]\d{{2}}\s*(?:[ap]\.?m\.?|GMT|UTC|[BCE]S?T)?\s*[-–—:|]?\s+)?  # the time of a live entry
    (?:(?:[A-Z][^\n!?()]{{1,60}}\s)?\((?:[A-Z][^()\n]{{1,40}}|dpa)\)\s*{DASH}\s+  # KYIV, Oct 31 (Agency) -
    |[A-Z][A-Z.'’ -]{{2,40}}(?:[,/][^\n()!?–—]{{2,40}})?\s{DASH}\s+              # LONDON, March 3 -
    |[^\n]{{0,60}}/{AGENCY}/\s*{DASH}\s+                                        # MELK, Nov. 20 /PRNewswire/ --
    |\({AGENCY}\)\s*(?=[^\s-])                                                   # (CNN) Police
    |{AGENCY}\s*(?:{DASH}|:)\s+)?                                               # Reuters -
    """,
    re.VERBOSE,
)
_EDGES = " \t\n()[]*_|/\u2013\u2014\u2022-"
_WORK = (
    r"(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compil(?:ing|ed)|translat(?:ing|ed|ion)|produc(?:ed|tion)"
    r"|graphics?)"
)
_WORKED = re.compile(
    rf"(?:(?:with\s+)?(?:additional|further|extra)\s+)?{_WORK}(?:\s*(?:,|and|&|/)\s*(?:additional\s+)?{_WORK})*\s+by\s"
    r"|reporte\s+de\s|editado\s+(?:en\s+español\s+)?por\s|bericht\s+von\s|(?:geschrieben|redigiert)\s+von\s"
    r"|(?:édité|rédigé)\s+par\s|reportage\s+(?:de\s)?|edição\s+de\s|reportagem\s+(?:de|por)\s|contributing:",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By\s+(?=[^\W\d_])")
_JOINERS = """and in by for at with the of from de del della di da dos du van von der den zu al el la le bin ibn y e et
und por additional further reporting writing editing written edited reported compiled translated translation graphics
graphic produced production redigiert édité par editado en español edição staff"""
"""Words in small letters that a credit may hold between its names."""
_JOINING = frozenset(_JOINERS.split())
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_FORMS = re.compile(
    rf"""our\ standards:.*
    |(?:copyright\s*(?:©|\(c\)|\d{{4}}|by\b)|©|\(c\)\s*\d{{4}}).*
    |this\ material\ may\ not\ be\ (?:published|reproduced|broadcast).*
    |(?-i:(?:(?:[Ww]ith|[Ss]ources?:|--|—)\s*)?{AGENCY}(?:\s*(?:/|,|&|and)\s*{AGENCY})*(?:,\s[A-Z][\w\ .]{{2,40}})?)
    |(?-i:\#{{2,}}|ENDS?|30)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ENDINGS = re.compile(
    r".{0,200}\ball rights reserved|.{0,300}\bcontributed to this (?:report|story|article|dispatch)",
    re.IGNORECASE | re.DOTALL,
)
_ENDING_HINTS = ("reserved", "contributed")
_CLOSER = re.compile(
    rf"(?<=[.!?\"'”’»])\s*[(\[–—-]+\s*(?:with\s+)?{AGENCY}(?:\s*(?:/|,|&|and)\s*{AGENCY})*\s*[)\]]*\s*\Z"
)
"""An agency in brackets or behind a dash at the end, which need not begin as a sentence does."""
_HINTS = (
    *("by ", "standards", "©", "(c)", "copyright", "reserved", "contribut", "this material"),
    *(" de ", " von ", " par ", " por "),
)
"""One of these stands in every credit but the shortest: most sentences are spared a closer look."""
_SHORT = 60
_LONGEST_KEPT = 4_000
"""Characters of a text of which it is remembered what its body is."""


def front_end(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind a bullet, a time or a dateline; ``start`` where that would be inside it."""
    front = _FRONT.match(text, start, end)
    if front is None or front.end() == end or text[front.end()].islower():
        return start
    return front.end()


def is_credit(sentence: str) -> bool:
    """Whether a line or a sentence is a credit, a byline, an agency's name or a note on rights, and nothing else."""
    if len(sentence) > LONGEST or not _may_be_credit(sentence):
        return False
    inner = sentence.strip(_EDGES).rstrip(".").strip(_EDGES)
    if _FORMS.fullmatch(inner) or _is_ending(inner):
        return True
    if worked := _WORKED.match(inner):
        return _names_only(inner[worked.end() :], least=1)
    byline = _BYLINE.match(inner)
    return (
        byline is not None
        and inner == sentence.strip()
        and _names_only(inner[byline.end() :], least=_LEAST_NAMES)
    )


def body(text: str) -> str:
    """The report itself: ``text`` without what was put around it, or as it stands where nothing would be left."""
    inner = _without_front(without_credits(text))
    return inner if inner.strip() else text


def without_credits(text: str) -> str:
    """A text without the credits in it and behind it, or as it stands where nothing would be left."""
    return _without_credits(text) if len(text) > _LONGEST_KEPT else _kept_without_credits(text)


def _without_credits(text: str) -> str:
    inner = _without_credit_lines(text)
    inner = inner[: _last_end(inner)]
    return inner if inner.strip() else text


_kept_without_credits = lru_cache(maxsize=1_024)(_without_credits)
"""Most texts are asked for more than once; it holds a batch."""


def _without_credit_lines(text: str) -> str:
    kept: list[str] = []
    closed = True
    for line in text.split("\n"):
        # Behind a line that is not at its end, an agency's name is what the line was wrapped before.
        if closed and _is_credit_line(line):
            continue
        kept.append(line)
        closed = not line.strip() or line.rstrip()[-1] in _CLOSING
    return "\n".join(kept)


def _is_credit_line(line: str) -> bool:
    """Whether a line is a credit from its first sentence on."""
    if not is_credit(line):
        return False
    first = next(split_sentences(line), None)
    return first is not None and is_credit(line[first.start : first.end])


def _without_front(text: str) -> str:
    start = len(text) - len(text.lstrip())
    for _ in range(_MOST):
        behind = front_end(text, start, len(text))
        if behind == start:
            break
        start = behind
    return text[start:]


def _last_end(text: str) -> int:
    """Where the last sentence ends that is no credit; one is left in any case."""
    closer = _CLOSER.search(text, max(0, len(text) - LONGEST)) if _may_close(text) else None
    end = closer.start() if closer else len(text)
    offset = max(0, end - _TAIL)
    tail, last = text[offset:end], end
    sentences = sentences_from_the_end(tail)
    sentence = next(sentences, None)
    while sentence is not None and is_credit(tail[sentence.start : sentence.end]):
        sentence = next(sentences, None)
        if sentence is None or tail[sentence.end - 1] not in _CLOSING:
            break
        last = offset + sentence.end
    return last


def _may_close(text: str) -> bool:
    """Whether a text ends in a letter, perhaps in brackets, as those do that an agency's name closes."""
    return text[-LONGEST:].rstrip().rstrip(")]").rstrip()[-1:].isalpha()


def _may_be_credit(sentence: str) -> bool:
    if len(sentence) <= _SHORT:
        return True
    small = sentence.lower()
    return any(map(small.__contains__, _HINTS))


def _is_ending(sentence: str) -> bool:
    """Whether it is told from its end."""
    small = sentence.casefold()
    return any(map(small.__contains__, _ENDING_HINTS)) and _ENDINGS.fullmatch(sentence) is not None


def _names_only(text: str, *, least: int) -> bool:
    """Whether nothing but names stands there, and what joins them."""
    words = _WORD.findall(text)
    names = sum(word[0].isupper() for word in words)
    return (
        least <= names
        and len(words) <= _MOST_WORDS
        and all(word[0].isupper() or word.lower() in _JOINING for word in words)
    )
