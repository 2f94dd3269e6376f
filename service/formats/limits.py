"""How much of anything a reader takes. One place, so that the README and the errors say the same."""

MAX_TITLE = 1_000
"""Characters of a title."""
MAX_TEXT = 1_000_000
"""Characters of a text: a long book. What is longer is no report."""
MAX_ID = 512
MAX_URL = 4_096
MAX_FIELD = 512
"""Characters of any other field."""

MAX_COMBINING = 30
"""Combining marks kept in a row: the Stream-Safe Text Format of Unicode (UAX #15, section 13)."""

MAX_LINE_BYTES = 16 * 2**20
"""One line of a JSON Lines file; the text limit, written in four-byte escapes, fits."""
MAX_INPUT_BYTES = 512 * 2**20
"""One whole input that is not JSON Lines, after decompression."""

MAX_FEED_CONTENT = 2 * MAX_TEXT
"""Characters of an element of a feed that carries text; markup takes its share."""
MAX_FEED_ELEMENT = 2_000
"""Characters of any other element or attribute of a feed: feedparser needs quadratic time for some."""
MAX_FEED_ATTRIBUTES = 200
"""Attributes of an element of a feed: lxml needs quadratic time to list them."""
MAX_FEED_ENTRIES = 20_000
"""Entries of one feed: feedparser holds them all at once."""
