"""What desks and pages put around a headline: tags before it (``UPDATE 1-``), the name of the page behind it.

A closed list of the forms of English-language wires and pages.
"""

import re

TAG = re.compile(
    r"""\s*(?:
    (?:UPDATE|WRAPUP|CORRECTED|CORRECTION|REFILE|RPT|RECAST|REPEAT|RECAP|LEAD|ADVISORY|TIMELINE|FACTBOX
      |EXCLUSIVE|INSIGHT|ANALYSIS|FOCUS)(?:\s+\d{1,2})?\s*[-–—:]\s*(?=\S)
    |(?:ALERT|NEWSALERT|NEWS\ ALERT|BREAKING|BREAKING\ NEWS|FLASH|URGENT|BULLETIN|JUST\ IN|DEVELOPING|WATCH|VIDEO
      |Breaking|Breaking\ [Nn]ews|Update|Updated|Correction|Corrected|Wrapup|Exclusive|Just\ [Ii]n|Watch|Video
      |(?i:live(?:\ ?(?:updates?|blog|coverage|ticker|report|news))?|as\ it\ happened))\s*(?:[:|–—]|\ -(?=\ ))\s*(?=\S)
    |[(\[](?:UPDATE|UPDATED|LEAD|CORRECTED|VIDEO|PHOTOS|WATCH)(?:\s+\d{1,2})?[)\]]\s*(?=\S)
    )""",
    re.VERBOSE,
)
"""What is told of the state of a report, not of what it reports."""
_KIND = re.compile(
    r"""\s*(?:opinion|op-ed|analysis|comment|commentary|editorial|column|perspective|review|letters?|podcast|gallery
    |explainer|fact\ check|photos|in\ pictures)\s*(?:[:|–—]|\ -(?=\ ))\s*(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What kind of text it is: a reader wants to know, and it is no part of what is told."""
SIGNATURE = re.compile(r"\s+(?:[|»]|[-–—])\s+([^|»]{2,40})$")
"""A name behind the last bar or dash."""


def without_tags(title: str) -> str:
    """The title without tags before it, though they be several."""
    while tag := TAG.match(title):
        title = title[tag.end() :]
    return title


def bare_headline(title: str, source: str) -> str:
    """The headline as it is compared: without tags, its kind, and the name of its own source behind it."""
    title = without_tags(title)
    if kind := _KIND.match(title):
        title = without_tags(title[kind.end() :])
    signature = SIGNATURE.search(title)
    if signature and title[: signature.start()].strip() and is_name_of(signature[1], source):
        title = title[: signature.start()]
    return title


def is_name_of(name: str, source: str) -> bool:
    """Whether it is how the source is called, in capitals or not."""
    return name.strip().casefold() == source.strip().casefold()
