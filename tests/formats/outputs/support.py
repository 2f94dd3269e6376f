"""Words that try to be markup, and what a reader makes of a page."""

import html.parser
import json
from collections.abc import Mapping

from hypothesis import strategies as st

from service.formats.outputs.characters import one_line

_PIECES = [
    "<script>alert(1)</script>",
    "</p></td></table>",
    '" onclick="alert(1)',
    "]]>",
    "<!channel> <@U1> <http://evil.example|x>",
    "[x](javascript:alert(1))",
    "&lt;&amp;&#0;&nbsp;",
    "{{ 7 * 7 }}",
    "*bold* _it_ `code` ~gone~",
    "\r\nBcc: victim@example.org\r\n\r\n",
    "From me\n.\n--=_",
    "\x00\x07\x1b[31m\x85\u2028\ufffe\uffff\ud800",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\u202eעברית العربية\u2066",
    "ȩ̵̢" * 50,
]
_LONG = ["x" * 10_000, "long words " * 900]
names = st.lists(st.sampled_from(_PIECES) | st.text(max_size=40), min_size=1, max_size=5).map(" ".join)
"""Control characters, markup of every kind, emoji, text that runs from right to left."""
nasty = names | st.sampled_from(_LONG)
"""And ten thousand characters."""

addresses = st.one_of(
    st.none(),
    names,
    names.map(lambda words: f"https://wire.example/{words}"),
    names.map(lambda words: f"javascript:{words}"),
)


class Page(html.parser.HTMLParser):
    """What a browser would make of a page: its elements, their attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name == "href"]

    @property
    def words(self) -> str:
        return one_line("".join(self._words))


def as_json(document: object) -> str:
    """A document as a golden file has it."""
    assert isinstance(document, Mapping)
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
