"""Sentences that go on from something told before them, though they name their subject. English.

``Sources have also told ...`` adds to what another sentence said, ``Henry's reference to the offers ...`` explains it,
and ``In 2009, he was sued, the plaintiff says`` goes back. Each is sound beside what it stands by, and no news alone.
"""

import re

_SAID = (
    r"reference|remarks?|comments?|words|statements?|answers?|reply|replies|suggestions?|use|choice|mention"
)
_GOES_ON = re.compile(
    r"(?:[A-Z][\w’'.-]*\s){1,4}(?:(?:have|has|had|is|are|was|were)\s)?also\s"
    rf"|(?:[A-Z][\w.-]*\s){{0,2}}[A-Z][\w.-]*['’]s?\s(?:\w+\s)?(?:{_SAID})\b(?!\s(?:on|that)\b)"
    r"|(?:Back\s)?[Ii]n\s(?:19|20)\d\d(?:\s(?:and|or)\s(?:19|20)\d\d)?,\s"
)


def goes_on(sentence: str) -> bool:
    """Whether it opens as what goes on from, or back behind, what was told before it."""
    return _GOES_ON.match(sentence) is not None
