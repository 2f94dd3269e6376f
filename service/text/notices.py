"""Texts that are no report: what a page says of itself where the report should stand.

Feeds and scrapers bring for a text, at times, a notice on cookies, that a player failed, that a page is gone, or what
an archive of the web puts on its copies. The same notice comes with report after report, word for word, and says
nothing of what any of them tells. A text is a notice if nearly all of it is: sentences that speak to the reader, of the
page that they stand on, about what notices are about. Credits that an agency puts behind it count for neither side.
Forms of English-language pages.
"""

import re
from functools import lru_cache

from service.text.boilerplate import is_credit
from service.text.sentences import split_sentences

LONGEST = 1_000
"""Characters of a notice at most."""
LEAST_SHARE = 0.8
"""Of its characters, those of sentences that only notices have."""

_PAGE = (
    r"(?:this|the|your|our|requested|interactive)\s+(?:[\w-]+\s+){0,2}?(?:site|website|page|url|video|audio|player|content"
    r"|feature|service|article|transcript|browser|connection|account|comments?|link)s?\b"
)
_ADDRESS = re.compile(
    rf"\b(?:you|your)\b|\bwe\s+(?:\w+\s+)?(?:use|share|store|value|collect)\b|\b{_PAGE}|\bthis\s+copy\b"
    r"|\A\W*(?:please|enable|disable|accept|allow|click|tap|log|sign|subscribe|register|download|learn|read|try|add|already)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\bcookies?\b|\bprivacy\b|\bconsent\b|\bterms\s+of\b|\bpersonal\s+(?:data|information)\b|\bnon-?commercial\s+use\b"
    r"|\bjava\s?script\b|\bbrowsers?\b|\bad[\s-]?block|\bcaptcha\b|\bnot\s+a\s+robot\b|\bpop-?ups?\b|\brights\s+reserved\b"
    r"|\b(?:log|sign)(?:ged|ned)?[\s-]?(?:in|up)\b|\bsubscri(?:be|bers?|ption)\b|\bregister(?:ed)?\b|\bnewsletters?\b"
    r"|\b(?:your|an)\s+account\b|\bsettings\b|\bpreferences\b|\b(?:learn|read|find\s+out)\s+more\b|\btry\s+again\b"
    r"|\b(?:your|each)\s+tweets?\b|\bthird-party\s+applications\b|\bclick\s+here\b|\brefresh\b|\bcopies\s+for\b"
    r"|\bauto-?play\b|\bplayback\b|\bpermission\b|\bfree\s+articles\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    rf"\A\W*(?:(?:sorry|oops|error)\W+)?(?:{_PAGE}|(?:pages?|content|videos?|rating)\b).{{0,50}}\b"
    r"(?:(?:could\s+not|couldn[’']t|cannot|can[’']t|not)\s+(?:be\s+|currently\s+)?(?:found|loaded|played|displayed|reached)"
    r"|(?:not|n[’']t|no\s+longer|currently|only)\s+(?:available|supported|accessible|exist)|available\s+when|unavailable"
    r"|does\s+not\s+(?:exist|support)|has\s+(?:been\s+)?(?:moved|removed|expired)|requires\s+(?:java|cookies|flash|a\s))"
    r"|\A\W*(?:error\s+)?(?:403|404|500|502|503)\b|\A\W*access\s+denied\b|\A\W*please\s+(?:try|wait|enable)\b",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"\b(?:internet\s+archive|wayback\s+machine)\b.{0,200}\b(?:pages?|crawls?|data|embargo)\b"
    r"|\b(?:pages?|crawls?|data)\b.{0,200}\b(?:internet\s+archive|wayback\s+machine|archive\s+pages|when\s+the\s+page)\b"
    r"|\bcrawls\s+of\b",
    re.IGNORECASE | re.DOTALL,
)
"""What archives of the web say of their copies."""
_BUTTON = re.compile(
    r"\A\W*(?:tweet|share|e-?mail|save|print|learn\s+more|loading)\b[\w\s]{0,25}\W*\Z", re.IGNORECASE
)
_HINTS = (
    *("you", "cookie", "page", "site", "video", "transcript", "content"),
    *("script", "archive", "crawl", "error", "403", "404", "copy", "browser"),
)
"""One of these stands in every notice: most texts are spared a closer look."""


def is_notice(text: str) -> bool:
    """Whether a text is a notice of the page that it stands on and, but for asides, nothing else."""
    return 0 < len(text) <= LONGEST and _is_notice(text)


@lru_cache(maxsize=4_096)
def _is_notice(text: str) -> bool:
    """Asked more than once of most texts; it holds them, and they are short."""
    if not _may_be_notice(text):
        return False
    every_sentence = (text[one.start : one.end] for one in split_sentences(text))
    sentences = [one for one in every_sentence if not is_credit(one)]
    every = of_notices = sum(map(len, sentences))
    for sentence in sentences:
        if not _only_in_notices(sentence):
            of_notices -= len(sentence)
            if of_notices < LEAST_SHARE * every:
                return False
    return every > 0


def _may_be_notice(text: str) -> bool:
    small = text.casefold()
    return any(map(small.__contains__, _HINTS))


def _only_in_notices(sentence: str) -> bool:
    if _FAILED.search(sentence) or _ARCHIVED.search(sentence) or _BUTTON.match(sentence):
        return True
    return bool(_ADDRESS.search(sentence) and _ABOUT.search(sentence))
