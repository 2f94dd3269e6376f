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

LEANING_FIRST = _words(
    """
    he she they him her his hers them their theirs i my
    but and or so yet nor then still instead however meanwhile moreover furthermore additionally besides nevertheless
    nonetheless therefore thus hence afterwards elsewhere similarly likewise otherwise consequently
    """
)
"""Where one of these opens a whole text, nobody knows who is meant or speaks, or what it goes on from."""

POINTING_NOUNS = _words(
    """
    plea appeal move decision attack incident announcement statement ruling comments remarks pair
    two three duo latter former news blast crash deal bill case suspect victim victims revelation
    call development man woman other
    company firm airline carrier bank agency ministry minister
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
    "read more", "read the full", "continue reading", "click here", "in other news", "(c) ", "©", "copyright 19",
    "copyright 20", "file photo", "photo, file)", "photo file)", "getty images", "hide caption", "this article ",
    "this story was", "this story has", "this story appear", "http://", "https://", "@", "story highlights",
    "story continued below", "scroll down", "contributed to this report", "contributed to this story",
    "enable javascript", "your browser", "your email", "a developing story", "check back for", "refresh this page",
    "refresh for updates", "please try again later", "tap here", "transcript could not be", "this crawl",
    "these crawls", "crawls of ", "crawl data", "these archived pages", "links on the web",
    "pages that are referenced", "your tweets", "tweet location", "tweet with a location", "your location history",
    "a list of our stories", "get the latest news", "updates directly to", "estimated reading time",
)  # fmt: skip
"""What stands in sentences that nobody would quote, in small letters, and in no report.

Only what nothing else tells: whole sentences of pages and wires are told by their form, in
:mod:`service.text.furniture`, :mod:`service.text.boilerplate` and :mod:`service.text.captions`."""

ALSO_TOLD = (
    "subscri", "newsletter", "sign up", "sign in to", "log in to", "privacy policy", "terms of use", "share this",
    "related articles", "related stories", "more from this", "watch live", "watch now", "photo by", "photos by",
    "photograph by", "for more information", "click the ", "click to ", "by clicking", "has been rented",
)  # fmt: skip
"""The same of what reports tell of as well, of a firm's subscribers or its privacy policy: pages say it shorter."""

RANKS = _words("const cst spc pfc pvt cllr brig asst comdt")
"""Short forms that stand before a name, beside those that :mod:`service.text.abbreviations` knows: there they would
change where the sentences end by which reports are compared."""

VAGUE_WORDS = _words(
    "say people year day week time number because aged worth valued news went gone taken took made left leave put"
)
"""Words that nearly every report has, and that are no news in any."""

SCALES = {
    "thousand": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "billion": 9,
    "bn": 9,
    "bln": 9,
    "trillion": 12,
}
"""Words that multiply the number before them, by how many zeros."""

_SAME_EVENTS = """
    kill: dead die died death deaths fatalities fatality killed slain
    injure: injured injuries injury hurt wounded wound
    resign: resigned quit step stepped steps
    close: closed shut shuts closing closure
    car: vehicle vehicles automobile
    child: children kid kids pupil pupils schoolchildren
    police: officers policemen
    rise: rose risen climbed increase increased grew grows grow jump jumped surge surged soared
    fall: fell fallen dropped decline declined decreased plunged slid slipped tumbled
    say: said told tell announce announced added
    home: homes house houses household households
    man: men
    woman: women
    people: residents persons person
    troop: troops soldier soldiers
    find: found finds
    begin: began begun start started starts
    firm: company companies group
    plan: plans planned
    percent: percentage pct
    hit: struck rammed collided
    arrest: arrested detained detain custody
    search: searched hunt hunted hunting
    cancel: cancelled canceled scrapped scrap axed abandoned
    power: electricity
    fire: blaze arson
    share: shares stock stocks
    buy: bought buying acquire acquired acquisition takeover purchase purchased
    jail: jailed prison imprisoned
    quake: earthquake tremor
    night: dusk nightfall
    call: calls urged urge appealed appeal asks ask asked
    """
SAME_EVENTS = {
    leader.strip(): tuple(forms.split())
    for leader, forms in (line.split(":") for line in _SAME_EVENTS.strip().splitlines())
}
"""What agencies say in several words, by the one that stands for all; wide enough that saying it again shows."""

QUALIFIERS = {
    "at least": ("at least", "more than", "over", "no fewer than", "no less than", "upwards of"),
    "at most": ("at most", "up to", "fewer than", "less than", "under", "below", "no more than"),
    "about": (
        "about",
        "around",
        "some",
        "roughly",
        "approximately",
        "an estimated",
        "nearly",
        "almost",
        "close to",
    ),
}
"""What may stand before a number and changes what it says, by what it comes to."""

HEDGES = frozenset(
    (
        "alleged", "allegedly", "accused", "accuses", "accuse", "suspected", "suspects", "suspect", "reportedly",
        "may", "might", "could", "claims", "claimed", "claim", "believed", "apparently", "likely", "possible",
        "possibly", "said to", "if", "unconfirmed", "expected", "would", "plans", "proposed",
    )
)  # fmt: skip
"""Words by which a sentence says that something need not be so."""

DENIALS = frozenset(
    ("not", "no", "never", "nobody", "none", "without", "denied", "denies", "deny", "rejected", "rejects", "n't",
     "neither", "nor", "cannot")
)  # fmt: skip
"""Words by which a sentence says that something is not so."""
