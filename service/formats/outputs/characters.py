"""Characters that no document can hold, and which way a text runs."""

import re
import unicodedata

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, or asks to avoid, and halves of surrogate pairs."""
_RIGHT_TO_LEFT = frozenset(("R", "AL"))


def one_line(text: str) -> str:
    """Put ``text`` on one line of characters that every format can hold: runs of white space become one space."""
    # Line breaks become spaces before the rest of the controls goes; spaces around those become one.
    return " ".join(_UNFIT.sub("", " ".join(text.split())).split())


def direction(text: str) -> str:
    """``rtl`` or ``ltr`` by the first letter that runs either way, as ``dir=auto`` does where it is known (UAX #9)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
