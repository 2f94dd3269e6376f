"""What stands before the root element of an XML document, read once from left to right: never in more than linear time.

Every reader of XML asks here, so that none of them takes for the root what a parser would not.
"""

import re

_PIECE = re.compile(
    r"""\s++ | <\?.*?\?> | <!--.*?--> | <!DOCTYPE(?:[^<>\["']++|"[^"]*+"|'[^']*+')*+>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""One piece of a prolog. What has no end is tried once, and ends the prolog."""
_NAME = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})(?=[\s>/])")
_DOCTYPE = "<!DOCTYPE"


def root_name(text: str) -> str:
    """The name of the root element without its prefix; empty where none stands behind the prolog."""
    root = _NAME.match(text, _end(text))
    return root.group(1) if root else ""


def declares_entities(text: str) -> bool:
    """Whether a document type declares entities of its own before the root element."""
    end = _end(text)
    return text[end : end + len(_DOCTYPE)].upper() == _DOCTYPE and "<!ENTITY" in text[end:].upper()


def _end(text: str) -> int:
    """Where the root element starts, or whatever stops the prolog."""
    position = 1 if text.startswith("\ufeff") else 0
    while piece := _PIECE.match(text, position):
        position = piece.end()
    return position
