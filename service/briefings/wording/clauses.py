"""Where a sentence could end earlier: behind its main clause, before what is hung on.

There is no grammar here, but a list of verbs, of conjunctions and of prepositions, and what each must not part. Where
in doubt a sentence does not end. English; sentences in other languages have commas, and few of these verbs.
"""

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(
    r"(?:,|;|\s(?:[–—]|--)|—)(?=\s)|(?<=\w)—(?=\w)|(?=\s(?:after|before|when|while|whereas|amid)\s)"
)
_PHRASE = re.compile(
    r"(?<=[\w\"”’'])(?=\s(?:in|at|with|from|during|under|between|among|across|by|for|on|through|near|which|who)\s)"
)
"""Where a phrase is hung on that could be left out."""
_GOES_WITH = re.compile(
    r"(?:\b\w+(?:ed|ing|ly)|\b(?:is|are|was|were|be|been|being|\d+|able|set|put|cut|led|hit|held|made|kept|left|met|took|sent|split"
    r"|due|more|less|most|least|such|as|and|or|call|calls|wait|responsible|vote|votes|agree|agrees|ask|asks|enough|too|likely|look|looks|go|goes"
    r"|aim|came|come|comes|went|get|gets|got|give|gives|stand|stands|stood|those|one|people|how|what|it|them|him))$",
    re.IGNORECASE,
)
"""What a preposition may belong to."""
_COUNTED = re.compile(
    r"\b(?:days?|hours?|weeks?|months?|years?|minutes?|moments?|shortly|soon|just|long|even|only|not|ever|look|named|and|or"
    r"|from|until|till|since|again|also|right|immediately|later|earlier)$",
    re.IGNORECASE,
)
"""What "after" or "before" belongs to."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|says?|said|\w{2,}(?:ed|ies)"
    r"|shot|won|lost|took|takes|made|makes|told|began|begins|fell|rose|went|gave|found|held|left|led|met|put|puts|set|sets"
    r"|sent|hit|hits|struck|quit|quits|sought|seeks|bought|buys|sold|sells|broke|came|comes|got|kept|ran|runs|saw|sees"
    r"|spoke|stood|threw|wrote|drew|flew|grew|knew|paid|cut|cuts|beat|beats|became|chose|dies|drove|ate|fought|hurt|let"
    r"|wants?|plans?|calls?|faces?|kills?|opens?|closes?|seems?|appears?|remains?|gets?|goes|gives?|shows?|suggests?"
    r"|tells?|leads?|turns?|finds?|brings?|keeps?|needs?|starts?|stops?|tries|uses?|works?|offers?|provides?|names?"
    r"|returns?|joins?|leaves?)\b"
)
_MODIFIER = re.compile(
    r"\b(?:an?|the|of|by|with|for|from|in|two|three|its|his|her|their)\s\w+ed\b|^\w+(?:ed|ing)\b"
    r"|\b(?:suspected|accused|convicted|believed)\s(?:of|to)\b"
)
"""What looks like a verb and is none."""
_RELATIVE = re.compile(r"(?:,?\s(?:who|whose|whom|which)|,\s\w+(?:ed|ing))\s[^,]*(?:,|$)")
"""What tells more of somebody or something, with a verb of its own."""
_FRONTED = re.compile(
    r"(?:When|While|As|After|Before|Although|Though|If|Since|Because|In|On|At|With|Without|Despite|Following|During|Amid|Just"
    r"|(?:\w+\s){1,3}(?:after|before)|For|From|Under|Unlike|Even|Once|By|Until|To|Of|One|\w+ed|(?!During)\w+ing)\b[^,]*,\s"
)
"""A clause in front of the main one."""
_LISTED = re.compile(r",\s(?:(?:[\w’'-]+\s){1,3}(?:and|or)\s|[\w’'-]+(?:\s[\w’'-]+)?,\s)")
"""Where a list goes on, or "a bitter, costly fight"."""
_ITEM = re.compile(r",\s[\w’'-]+(?:\s[\w’'-]+){0,2}$")
"""The last but one of a list: "video, TV, movie" before ", and other"."""
_HALF = re.compile(r"\b(?:an?|its|his|her|their)\s\w+$", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|says?|said|\w+s)\b"
)
_OPENS_VERB = re.compile(rf"[,;\s–—-]*(?:then\s|also\s|and\s|now\s)?{_VERB.pattern}")
DANGLING = re.compile(
    r"[\s,;:–—-]+(?:a|an|the|of|in|on|at|to|for|from|with|by|as|and|or|its|his|her|their|than|that|which|who|whose|is|are"
    r"|was|were|be|has|have|had|will|would|into|about|over|under|including|particularly|especially|namely|such|according|saying|however|though|meanwhile"
    r"|(?-i:that\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)?))$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"[A-Z](?:(?!\s(?:who|which|that)\s)[^,;:“\"]){2,60}?\s(?:say|says|said)\s(?:that\s)?(?=[\w$£€])(?!on|in|at)"
)
"""Who says what the main clause tells, in front of it."""
_PAIRS = (("“", "”"), ("(", ")"))
_LEAST_WORDS = 4


def ends_of_clauses(sentence: str, first: int, last: int) -> Iterator[int]:
    """List the places between these two where a main clause is whole, before a comma, a dash or a conjunction."""
    begin = _main_clause(sentence)
    for boundary in _BOUNDARY.finditer(sentence, max(first, begin), last):
        place = boundary.start()
        if _ends_clause(sentence[begin:place], sentence[place:]) and _is_whole(sentence[:place]):
            yield place


def ends_before_phrases(sentence: str, first: int, last: int) -> Iterator[int]:
    """The same before a preposition or a relative pronoun that goes with no verb."""
    begin = _main_clause(sentence)
    for boundary in _PHRASE.finditer(sentence, max(first, begin), last):
        place = boundary.start()
        if _ends_phrase(sentence[begin:place], sentence[place:]) and _is_whole(sentence[:place]):
            yield place


def _main_clause(sentence: str) -> int:
    """Where the main clause begins, behind one in front of it and who says it."""
    front = _FRONTED.match(sentence)
    begin = front.end() if front else 0
    saying = _SAYING.match(sentence, begin)
    return saying.end() if saying else begin


def _ends_clause(stretch: str, rest: str) -> bool:
    """Whether a clause is whole before a comma, a dash or a conjunction."""
    if rest[0].isspace() and _COUNTED.search(stretch) and rest.lstrip()[0].isalpha():
        return False
    if _OPENS_VERB.match(rest) or _LISTED.match(rest) or (rest[0] == "," and _HALF.search(stretch)):
        return False
    if rest.startswith((", and ", ", or ")) and _ITEM.search(stretch):
        return False
    last = stretch.rpartition(" ")[2]
    return has_verb(stretch) and (last.endswith("ed") or not _VERB.fullmatch(last))


def _ends_phrase(stretch: str, rest: str) -> bool:
    """Whether a clause is whole before a preposition that goes with no verb."""
    if _GOES_WITH.search(stretch) or _VERB.fullmatch(stretch.rpartition(" ")[2]):
        return False
    # "A report ordered by the county | on the bridge names ..." has its verb behind.
    return has_verb(stretch) and (_FINITE.search(stretch) is not None or _FINITE.search(rest) is None)


def without_relatives(sentence: str) -> str:
    """Leave out what tells more of somebody or something, up to the next comma."""
    return _RELATIVE.sub(" ", sentence)


def has_verb(stretch: str) -> bool:
    """Whether the main clause has its verb in this stretch of a sentence."""
    return _VERB.search(_MODIFIER.sub(" ", _RELATIVE.sub(" ", stretch))) is not None


def _is_whole(stretch: str) -> bool:
    """Whether it has some words, leaves no quotation and no bracket open, and calls for no other word."""
    closed = stretch.count('"') % 2 == 0 and all(
        stretch.count(one) == stretch.count(other) for one, other in _PAIRS
    )
    return closed and len(stretch.split()) >= _LEAST_WORDS and not DANGLING.search(stretch)
