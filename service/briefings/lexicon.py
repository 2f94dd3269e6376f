"""The closed word lists that the briefing rules refer to, in small letters. English; others pass by."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEANING_OPENERS = _words(
    """
    he she it they him her his hers its their theirs them this that these those such we our i my you
    your there meanwhile however also but and or so yet nor then still instead moreover furthermore
    additionally besides nevertheless nonetheless therefore thus hence afterwards afterward later
    earlier elsewhere similarly likewise otherwise consequently because which who whose where here
    both neither another others some
    """
)
"""A sentence that opens with one of these leans on the sentence before it."""

PRONOUNS = _words("he she they him her his hers them their theirs")
"""Where one of these opens a whole text, nobody knows who is meant."""

POINTING_NOUNS = _words(
    """
    plea appeal move decision attack incident announcement statement ruling comments remarks pair
    two three duo latter former news blast crash deal bill case suspect victim victims revelation
    call development man woman
    """
)
"""After *the* at the beginning, these point back to something that has been told already."""

STOP_WORDS = LEANING_OPENERS | _words(
    """
    the a an of in on at to for from with by as is are was were be been being has have had having do
    does did done will would shall should can could may might must not no than into onto over under
    about against between through during before after above below up down out off again once if
    while when what how why all any each few more most other only own same too very just now s t
    said says say told according new one
    """
)
"""Words that say nothing about what a sentence is about."""

BOILERPLATE = (
    "in other news", "read more", "read also", "read next", "read the full", "continue reading", "sign up",
    "sign in", "subscribe", "subscription", "newsletter", "click here", "all rights reserved",
    "(c) ", "©", "copyright", "reporting by", "editing by", "writing by", "photo by", "photos by",
    "photograph by", "image copyright", "image caption", "image source", "file photo",
    "photo, file)", "photo file)", "getty images", "follow us on", "advertisement", "this article ",
    "this story was", "this story has", "this material ", "cookie policy", "cookies policy",
    "privacy policy", "terms of use", "terms of service", "share this", "for more information",
    "http://", "https://", "related articles", "related stories", "watch live", "watch now",
    "story highlights", "contributed to this", "enable javascript", "your browser", "your inbox",
    "your email", "@",
)  # fmt: skip
"""What pages and wires put around a report, in small letters."""
