"""References of HTML in a text (``&#8217;``, ``&amp;``), read as the characters that they stand for.

Only what is one whole: ``AT&T``, ``Q&A;`` and the ``&copy=3`` of an address are none.
"""

import re
from html import unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_ESCAPED_AGAIN = re.compile(r"&(?:amp;){2,}")
"""``&amp;amp;``: each reader but the last had its own way to escape."""


def resolved(text: str) -> str:
    """The text with its references resolved once, however often the sign that opens one was escaped."""
    return _REFERENCE.sub(_character, _ESCAPED_AGAIN.sub("&amp;", text)) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    reference = found[0]
    return unescape(reference) if reference[1] == "#" or reference[1:] in html5 else reference
