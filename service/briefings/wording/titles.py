"""Titles as headlines: what wires and pages put around them goes, and teasers are told from titles that inform.

What is left is always one stretch of the title, word for word.
"""

import re
from enum import IntEnum
from functools import lru_cache

from service.briefings.wording.loaded import is_loaded
from service.briefings.wording.terms import content, words
from service.model import Article
from service.text.headlines import SIGNATURE, is_name_of, without_tags

LONGEST = 150
"""Characters of a title; what is longer is a paragraph in the wrong field."""
LONGEST_SENTENCE = 110
"""The same of one that ends as a sentence does."""
_READ = 1_000
"""Characters of a title that are looked at."""
LINES_REMEMBERED = 16_384
"""Titles and openings: more than a large story has reports, or each look would push out what the next needs."""
FEWEST_WORDS = 3
"""Words with a meaning of their own that a title has at least if it informs."""

_STAMP = re.compile(
    r"""(?:\W|\d|_|(?:a|p)\.?\ ?m\b|(?:gmt|utc|[ecmp][sd]?t|bst|ist|cest|eet|jst|hkt|a[ecw][sd]t)\b
    |(?:st|nd|rd|th)\b|(?:last|first)\b|(?:time|date)\b
    |(?:updated?|published|posted|edited|modified|created|added|filed)\b|(?:at|on|of)\b
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b
    |(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
      |nov(?:ember)?|dec(?:ember)?)\b)+""",
    re.VERBOSE | re.IGNORECASE,
)
"""A title that is nothing but the time at which a page was written."""
_SLUG = re.compile(
    r"(?:Soccer|Cricket|Motor racing|Athletics|Cycling|Swimming|Rowing|Sailing|Alpine skiing|Ice hockey|Figure skating"
    r"|Horse racing|Olympics|Factbox|Timeline|Wrapup(?: \d)?|Refile|Exclusive)-(?=[A-Z\d\"'“‘])"
)
"""What the title is filed under, glued to it; without sports (``Tennis``) that open words of other languages so."""
_SCOOP = re.compile(r"(?:Scoop|SCOOP)\s?[:|–—]\s*(?=\S)")
"""What a paper calls its own title."""
_LIVE = re.compile(
    r"\s*(?:[|–—:,]|\s-)\s(?:live(?:\s?(?:updates?|blog|coverage))?|as\sit\shappen(?:s|ed))$", re.IGNORECASE
)
"""What a page that is written on puts behind its title."""
_ATTACHED = re.compile(
    r"\s*[(\[](?:with\s)?(?:videos?|photos?|pictures?|pics|audio|watch|poll|update[ds]?|gallery)[)\]]$", re.I
)
"""What is told of the page that a title leads to."""
_ASKS = re.compile(r"[?？؟][\"'”’»)]*(?=[\s:]|$)")
_TEASES = re.compile(
    r"""(?:^(?:here(?:'s|’s|\ is|\ are)|this\ is|these|why|how|what|(?-i:[Ww]ho)|when|where
      |watch|wait|meet|look|see|inside)\b
    |^\d{1,2}\s+(?:things|reasons|ways|facts|times|photos|takeaways|questions|winners|ideas|lessons|moments|storylines)\b
    |\byou(?:r|'ll|’ll|\ won't|\ won’t)?\b|\bwhat\ (?:happened|comes)\ next\b|\bhere(?:'s|’s)\ (?:why|what|how)\b
    |\b(?:shocking|stunning|unbelievable|jaw-dropping|goes\ viral)\b
    |\.\.\.$|…$|!["'”’]*$)""",
    re.VERBOSE | re.IGNORECASE,
)
_LEANS = re.compile(r"(?:he|she|they|his|her|their|i|we)\b", re.IGNORECASE)
_OPINES = re.compile(
    r"^(?:opinion|analysis|comment|editorial|column|review|letters?|podcast|gallery)\b", re.IGNORECASE
)


class Tone(IntEnum):
    """How well a title serves as headline; larger is better."""

    NONE = 0
    """There is no title."""
    TEASER = 1
    """It asks (and may answer), addresses the reader, withholds what happened, cries out, or gives an opinion."""
    SLIGHT = 2
    """It says too little to be understood alone, or opens with a pronoun for somebody."""
    LONG = 3
    """It is a paragraph in the wrong field, of which a part can serve."""
    LOADED = 4
    """It comments on the news, or is what a page is filed under: it serves where no title is plain."""
    PLAIN = 5


def clean_title(article: Article) -> str:
    """Give the title on one line without tags of a wire before it and the name of the page behind it.

    Empty where it says nothing but when the page was written.
    """
    return _clean(article.title[:_READ], article.source)


@lru_cache(maxsize=LINES_REMEMBERED)
def _clean(title: str, source: str | None) -> str:
    title = _SCOOP.sub("", without_tags(" ".join(title.split())), count=1)
    while slug := _SLUG.match(title):
        title = without_tags(title[slug.end() :])
    signature = SIGNATURE.search(title)
    if signature and _signs(signature.group(1), source, title[signature.start() :]):
        title = title[: signature.start()]
    title = _LIVE.sub("", _ATTACHED.sub("", title))
    return "" if any(map(str.isdecimal, title)) and _STAMP.fullmatch(title) else title


def _signs(name: str, source: str | None, ending: str) -> bool:
    """Whether what stands behind the last bar or dash names the page: its source, or anything behind a bar."""
    return ending.lstrip()[:1] in "|»" or (source is not None and is_name_of(name, source))


def tone(article: Article) -> Tone:
    """Judge the title by the rules of :class:`Tone`."""
    return tone_of(clean_title(article))


@lru_cache(maxsize=4_096)
def tone_of(title: str) -> Tone:
    """Judge a title that has been cleaned."""
    if not title:
        return Tone.NONE
    if _ASKS.search(title) or _TEASES.search(title) or _OPINES.search(title):
        return Tone.TEASER
    if len(title) > (LONGEST_SENTENCE if title.endswith(".") else LONGEST):
        return Tone.LONG
    if _LEANS.match(title) or len(content(words(title))) < FEWEST_WORDS:
        return Tone.SLIGHT
    return Tone.LOADED if is_loaded(title) else Tone.PLAIN
