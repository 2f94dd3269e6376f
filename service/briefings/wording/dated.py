"""Sentences that date their news or say who tells it, as leads do; background (*Doctors often recommend ...*) does not.

English; of other languages nothing is dated.
"""

import re

_NEWS = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|yesterday"
    r"|(?:this|last)\s(?:morning|night|week|month|year)|said|says|announced|according\sto|reported|reports?\sthat"
    r"|new\s(?:study|report|poll|survey|analysis))\b"
)


def is_dated(sentence: str) -> bool:
    """Whether it says on which day something happened, or who says so."""
    return _NEWS.search(sentence) is not None
