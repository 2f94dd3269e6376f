"""What a page repeats: a line or a sentence at an end of a text that also stands in reports of something else.

Menus, calls, notes on the paper, lists of other reports: whoever scrapes a page brings them along, and each page has
its own. A piece of a text belongs to the page, whatever it says, if reports have it at their ends too that have hardly
a word in common with this one, what they share at their ends left aside. One such report is enough for a sentence, two
for a few words; of a report that says too little to be a stranger to anybody, what others show holds too. Reprints,
updates and reports of the same event have much more in common than that, and so have the forms that are filled in for
one event after another: what these share is never taken for a page's.

It is a matter of the text and of the live articles alone. The first report from a page is taken as it came, and is read
anew when the second shows what is the page's; so are the next ones, as long as few live reports have what is repeated.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from statistics import median

import numpy as np

from service.clustering.evidence import Evidence, Page, Scraped, by_time
from service.clustering.window import Window
from service.text.edges import NO_PIECES, Pieces
from service.text.normal import Codes
from service.text.strangers import are_strangers, says_little

YOUNG = 8
"""Live articles that hold what a page repeats of which more is still to be learnt."""
READ_ANEW = 32
"""Articles that one may have read anew, at most."""

Holders = Mapping[int, Sequence[int]]
"""Articles that hold a piece, by its name."""
Held = Callable[[int], tuple[Codes, Codes]]
"""Names of the pieces, and the words, of one of these."""
_OWN = -1


def repeated(scraped: Scraped, window: Window) -> Pieces:
    """The pieces of an article that are its page's, as the other live articles have it."""
    own, holders = window.place_of(scraped.article.id), window.pieces.holders(scraped.edges.names)
    if own >= 0:
        others = ((name, [place for place in places if place != own]) for name, places in holders.items())
        holders = {name: places for name, places in others if places}
    return shared_with_strangers(scraped, holders, _held_in(window))


def unread(page: Page, window: Window) -> list[Evidence]:
    """Live articles that were read when less was known of what this one's page repeats, the earliest first.

    Strangers that hold any of it too, while half of it is held by no more than :data:`YOUNG` articles.
    """
    if page.told is None:
        return []
    holders = window.pieces.holders(np.array(sorted(page.repeated), np.uint32))
    if not holders or median(map(len, holders.values())) > YOUNG:
        return []
    places = {place for others in holders.values() if len(others) <= YOUNG for place in others}
    company = _Company(page.scraped, holders, _held_in(window))
    strangers = [window.at(place) for place in places if company.are_strangers(_OWN, place)]
    return sorted(strangers, key=by_time)[:READ_ANEW]


def _held_in(window: Window) -> Held:
    return lambda place: (window.at(place).pieces, window.at(place).codes)


def shared_with_strangers(
    scraped: Scraped, holders: Holders, held: Held, asked: Collection[int] | None = None
) -> Pieces:
    """The pieces of which enough holders tell of something else: than this one, or where it says little, each other.

    Parameters
    ----------
    holders
        Others that hold each of the pieces, by its name.
    asked
        Those of the pieces that are asked about; all, if None.
    """
    if not holders:
        return NO_PIECES
    company, few = _Company(scraped, holders, held), scraped.edges.few
    return frozenset(
        name
        for name in (holders if asked is None else asked)
        if company.has_strangers(holders[name], 2 if name in few else 1)
    )


class _Company:
    """An article, and those that hold any of its pieces."""

    def __init__(self, scraped: Scraped, holders: Holders, held: Held) -> None:
        self._own = scraped.edges.names, scraped.codes
        self._held = held
        self._edges = scraped.edges
        self._shared = scraped.edges.codes_of(holders)
        self._found: dict[tuple[int, int], bool] = {}
        self._names: dict[int, Pieces] = {_OWN: frozenset(scraped.edges.forms)}
        self._words = {frozenset(holders): self._shared}

    def has_strangers(self, others: Sequence[int], enough: int) -> bool:
        """Whether so many of these holders are strangers to the article, or to one of them if it says too little."""
        if _count_reaches(enough, (self.are_strangers(_OWN, other) for other in others)):
            return True
        return self._says_little and any(
            _count_reaches(enough, (self.are_strangers(one, other) for other in others if other != one))
            for one in others
        )

    def are_strangers(self, one: int, other: int) -> bool:
        """Whether two of them, of whom the article itself is :data:`_OWN`, tell of something else."""
        key = (one, other) if one < other else (other, one)
        if key not in self._found:
            self._found[key] = self._compared(*key)
        return self._found[key]

    @cached_property
    def _says_little(self) -> bool:
        return says_little(self._own[1], self._shared)

    def _compared(self, one: int, other: int) -> bool:
        (_, own), (_, theirs) = self._of(one), self._of(other)
        between = self._words_of(self._names_of(one) & self._names_of(other))
        if are_strangers(own, theirs, between):
            return True
        # Or what is shared at its ends with anybody: of other reports a page may name one on both, others on one.
        return between is not self._shared and are_strangers(own, theirs, self._shared)

    def _of(self, one: int) -> tuple[Codes, Codes]:
        return self._own if one == _OWN else self._held(one)

    def _names_of(self, one: int) -> Pieces:
        """The pieces of the article that one of them has too."""
        if one not in self._names:
            self._names[one] = self._names[_OWN].intersection(self._of(one)[0].tolist())
        return self._names[one]

    def _words_of(self, names: Pieces) -> Codes:
        if names not in self._words:
            self._words[names] = self._edges.codes_of(names)
        return self._words[names]


def _count_reaches(enough: int, found: Iterable[bool]) -> bool:
    count = 0
    for one in found:
        count += one
        if count == enough:
            return True
    return False
