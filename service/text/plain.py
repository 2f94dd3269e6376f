"""What is left of markup, addresses and the manners of posts in a text: read as what it stands for, or not at all.

Reports come with references of HTML that nobody resolved (``&#8217;``), and posts with links that differ from copy to
copy, with whose they are (``via @harbour``) and with tags behind all that is said. None of it is told. This is for
comparing alone: what is shown and cited is always the text as it came.
"""

import re

from service.text.references import resolved

_ROUNDS = 2
"""What was escaped twice (``&amp;#8217;``) is not rare."""
_HARD_SPACES = re.compile(" *\u00a0[ \u00a0]*")
_ADDRESS_MARKS = ("://", "www.", "pic.twitter.com/", "t.co/")
_ADDRESS = re.compile(
    r"(?:(?i:https?)://|(?<![\w.@/])(?:www\.|pic\.twitter\.com/|t\.co/))[!-~]*[\dA-Za-z/_=&#%~+$-]"
)
"""Of ASCII alone, for in scripts without spaces the sentence goes on right behind; not the stop that follows."""
_END = 600
"""Characters in which whose a post is stands, and its tags."""
_SIGNED = re.compile(r"(?:(?:\A|\s)(?:(?:via|h/t|cc)\s+)?@\w{1,40}[.,:)]*)+\s*\Z", re.IGNORECASE)
_TAGS = re.compile(r"(?:(?:\A|(?<=\s))#\w{1,140}[.,]*\s*)+\Z")
_PASSED_ON = re.compile(r"\s*RT @\w{1,40}:\s*")
_TAG_SIGN = re.compile(r"(?<![\w&/])#(?=[^\W\d_])")
_CLOSING = ".!?…\"'”’»)]:|"
_SEVERAL = 2
"""Tags in a row, which no sentence has."""


def plain_text(text: str) -> str:
    """The text without markup, addresses, whose post it is and the tags behind it; as it stands if nothing is left."""
    plain = _resolved(text) if "&" in text else text
    if any(map(plain.__contains__, _ADDRESS_MARKS)):
        plain = _ADDRESS.sub("", plain)
    if "@" in plain or "#" in plain:
        plain = _TAG_SIGN.sub("", _without_ending(_PASSED_ON.sub("", plain, count=1)))
    return plain if plain.strip() else text


def _resolved(text: str) -> str:
    plain = text
    for _ in range(_ROUNDS):
        plain = resolved(plain)
    return text if plain == text else _HARD_SPACES.sub(" ", plain)


def _without_ending(text: str) -> str:
    """The text without handles and tags at its end, as long as there are any."""
    offset = max(0, len(text) - _END)
    kept, end = text[:offset], text[offset:]
    while True:
        shorter = _SIGNED.sub("", end)
        tags = _TAGS.search(shorter)
        if tags and _stand_outside(tags[0], shorter[: tags.start()]):
            shorter = shorter[: tags.start()]
        if shorter == end:
            return kept + end
        end = shorter


def _stand_outside(tags: str, before: str) -> bool:
    """Whether tags are no words of the sentence before: several, behind its stop or line, or one that it has said."""
    ending = before.rstrip(" \t")[-1:]
    said = tags.strip("#., \n").casefold()
    return tags.count("#") >= _SEVERAL or ending in ("\n", *_CLOSING) or said in before.casefold()
