"""Reading and encoding, outside every lock, by what pages are thought to repeat; and once more where that was wrong.

What is a page's is a matter of the live articles, which are known for certain only when a report is filed. So it is
guessed before, from the reports that came last and from what filing found. Where the guess was wrong the report is
read and encoded anew, while others wait: about once for each page.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, islice
from threading import Lock

from embeddings import Encoder
from service.clustering.evidence import Page, Prepared, Scraped, page_of, prepare
from service.clustering.pages import repeated, shared_with_strangers
from service.clustering.window import Window
from service.model import Article
from service.text.edges import NO_PIECES, Pieces
from service.text.normal import Codes

REMEMBERED, MOST_CHARACTERS = 1_024, 8_000_000
"""Reports that a guess is made from, and what they may hold together."""
MOST_HOLDERS = 8
"""Of them, those that are remembered to have a piece."""
MOST_FOUND = 50_000
"""Pieces that are remembered to be pages'."""


class Preparing:
    """Safe to use from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._guess = _Guess()

    def prepare(self, articles: Sequence[Article]) -> list[Prepared]:
        """Read and encode each, in the same order."""
        return prepare(self._guess.pages([*map(Scraped, articles)]), self._encoder)

    def settle(self, prepared: Prepared, window: Window) -> Prepared:
        """An article as it is read and encoded by what pages repeat for certain. It is not in the window."""
        guessed = prepared.page
        certain = repeated(guessed.scraped, window)
        if certain == guessed.repeated:
            return prepared
        self._guess.learn(certain, guessed.repeated - certain)
        page = page_of(guessed.scraped, certain)
        return replace(prepared, page=page) if page.tells_as(guessed) else self.read(page)

    def read(self, page: Page) -> Prepared:
        """Read and encode what is told on a page."""
        [prepared] = prepare([page], self._encoder)
        return prepared


class _Guess:
    """What pages may repeat, by the reports that came last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._recent: dict[int, Scraped] = {}
        self._turns, self._characters = count(), 0
        self._holders: dict[int, list[int]] = {}
        """The last few of them that hold a piece, by its name."""
        self._found: dict[int, None] = {}

    def pages(self, articles: Sequence[Scraped]) -> list[Page]:
        """What of each text may be its page's, if they are filed one after another."""
        with self._lock:
            repeated = list(map(self._take, articles))
        return list(map(page_of, articles, repeated))

    def learn(self, found: Pieces, mistaken: Pieces) -> None:
        """Filing has found these to be pages', and others not to be."""
        with self._lock:
            self._note(found, mistaken)

    def _take(self, one: Scraped) -> Pieces:
        names = one.edges.forms
        holders = {name: self._holders[name] for name in names if name in self._holders}
        unknown = holders.keys() - self._found.keys()
        if unknown:
            self._note(shared_with_strangers(one, holders, self._held, unknown), NO_PIECES)
        self._remember(one)
        return frozenset(name for name in names if name in self._found)

    def _held(self, turn: int) -> tuple[Codes, Codes]:
        return self._recent[turn].edges.names, self._recent[turn].codes

    def _remember(self, one: Scraped) -> None:
        turn = next(self._turns)
        self._recent[turn] = one
        self._characters += len(one.article.text)
        for name in one.edges.forms:
            self._holders.setdefault(name, []).append(turn)
            del self._holders[name][:-MOST_HOLDERS]
        while len(self._recent) > REMEMBERED or self._characters > MOST_CHARACTERS:
            self._forget(next(iter(self._recent)))

    def _forget(self, turn: int) -> None:
        one = self._recent.pop(turn)
        self._characters -= len(one.article.text)
        for name in one.edges.forms:
            left = [other for other in self._holders[name] if other != turn]
            self._holders[name] = left
            if not left:
                del self._holders[name]

    def _note(self, found: Pieces, mistaken: Pieces) -> None:
        for name in mistaken:
            self._found.pop(name, None)
        self._found |= dict.fromkeys(found)
        for name in [*islice(self._found, max(0, len(self._found) - MOST_FOUND))]:
            del self._found[name]
