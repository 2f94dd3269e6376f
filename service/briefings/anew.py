"""Which sentences tell a reader who has seen some reports of a story what is new: the news, and only news.

What is told are, in this order,

- a *turn of events* that none of the reports seen knew, told in the first sentences of a report: it is new however
  many of its words are known ("A jury convicted the man charged in the shooting ..."), where its clause is about what
  the story is about;
- what else is new in the first sentences of a report, and in any of one that was read before in another version, where
  another figure is enough; so it is in an update of a text that was read;
- what is new further down, told as news: dated, somebody's word, or by several with a figure or as done, going
  on or to come.

Among those of one rank salience decides, as it does for summaries, and how much of what is new in a sentence others of
the new reports take up. Left out are comment and background; what tells the event or a turn that is known in other
words, without a new figure; leads that have none and are not told as news, unless others take up their names; what
stands deeper and is no nearer the story than two telling words in common with how another report begins (what reports
must share to be on one thing), unless others take it up; and what is not understood alone: it leans on a sentence that
is not told, or opens with the surname of somebody whom the reader has not met. What has been chosen is heard from then
on. Three good ones are enough, and there are fewer where fewer are good. In other languages than English what is new
goes by its words, its place and its salience alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from service.briefings.latest import LEAST_SAME, words_of_head
from service.briefings.novelty import NAME, terms_of
from service.briefings.seen import Seen
from service.briefings.summary.candidate import Candidate
from service.briefings.summary.concepts import words_and_pairs
from service.briefings.summary.deserved import deserved
from service.briefings.summary.languages import may_be_english
from service.briefings.summary.salience import shipped_salience
from service.briefings.summary.signals import SIGNALS, signals
from service.briefings.wording.dated import is_background, is_dated, tells_news
from service.briefings.wording.developments import turns_named, turns_told
from service.briefings.wording.going_on import goes_on
from service.briefings.wording.opinions import is_personal
from service.briefings.wording.quotable import Grade
from service.briefings.wording.reversals import main_clause
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import clean_title

MOST_SENTENCES = 3
"""Sentences told of a story."""
LEAD = 2
"""Sentences at the head of a report in which it tells its news; what stands deeper was so before, or is detail."""
DEPTH = 16
"""Sentences of a report that are looked at."""
TAKEN_UP = 0.5
"""Share of what is new in a sentence from which on others take it up."""
LEAST_WORTH = -0.08
"""What a sentence further down is worth at least. An average sentence of the new reports is worth about 0."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WHEN = re.compile(rf"\b(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}|\d0s|(?:19|20)\d\ds?)\b")
"""Numbers that are days, years and decades."""


class Rank(IntEnum):
    """What comes first among what is new; larger is better."""

    NONE = 0
    DEEP = 1
    LEAD = 2
    DEEP_TURN = 3
    TURN = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that may be told, with what is found out about it once."""

    said: Candidate
    before: int
    """The line that it is understood behind; -1 where it stands alone."""
    turns: frozenset[str]
    """The turns of events that it tells of as news."""
    english: bool
    salience: float


class _Choice:
    """The lines told so far, and what a reader knows with them."""

    def __init__(self, seen: Seen, candidates: Sequence[Candidate]) -> None:
        self._seen = seen
        self._tellers = Counter(
            term
            for origin in {one.origin for one in candidates}
            for term in {term for one in candidates if one.origin == origin for term, _ in terms_of(one.text)}
        )
        self._heads = {one.filed.id: words_of_head(one.filed.article) for one in candidates}
        self._lines = _lines(seen, candidates)
        self._chosen: dict[int, Rank] = {}

    def told(self) -> list[Candidate]:
        """Choose, and put in order: leads before what stands deeper, and behind each what is understood behind it."""
        open_to = set(range(len(self._lines)))
        while len(self._chosen) < MOST_SENTENCES:
            ranks = {index: self._rank(index) for index in open_to}
            # What is not new will not be so when more has been heard.
            open_to = {index for index, rank in ranks.items() if rank is not Rank.NONE}
            ready = [index for index in open_to if self._is_understood(index)]
            if not ready:
                break
            best = max(ready, key=lambda index: (ranks[index], self._worth(index), -index))
            open_to.remove(best)
            self._chosen[best] = ranks[best]
            self._seen.learn(self._lines[best].said.text, self._lines[best].turns)
        return [self._lines[index].said for index in sorted(self._chosen, key=self._order)]

    def _order(self, index: int) -> tuple[bool, int, int]:
        root = index
        while self._lines[root].before >= 0:
            root = self._lines[root].before
        return self._chosen[root] < Rank.LEAD, root, index

    def _is_understood(self, index: int) -> bool:
        before = self._lines[index].before
        return before < 0 or before in self._chosen

    def _worth(self, index: int) -> float:
        return self._lines[index].salience + self._taken_up(self._lines[index])

    def _rank(self, index: int) -> Rank:
        line, seen = self._lines[index], self._seen
        one = line.said
        if not all(map(seen.knows, line.turns)):
            return Rank.TURN if one.place < LEAD else Rank.DEEP_TURN
        unheard = seen.heard.unheard(one.text)
        figures = any(term[0].isdigit() for term in seen.heard.unheard(_WHEN.sub(" ", one.text)))
        corrected = figures and seen.has_read_most_of(one)
        if not (corrected or seen.heard.is_new(one.text)) or not seen.has_met(one):
            return Rank.NONE
        if line.english and not figures and (line.turns or seen.tells_again(one.terms)):
            return Rank.NONE
        others = self._taken_up(line) >= TAKEN_UP
        if one.place < LEAD or corrected or seen.has_read(one.filed.id):
            # Titles that are all there is date nothing.
            alone = figures or one.grade is Grade.PASSABLE
            named = others and NAME in unheard.values()
            return Rank.LEAD if not line.english or named or alone or tells_news(one.text) else Rank.NONE
        deep = not line.english or is_dated(one.text) or (others and (figures or tells_news(one.text)))
        deep = deep and (others or self._is_near(one)) and self._worth(index) >= LEAST_WORTH
        return Rank.DEEP if deep else Rank.NONE

    def _is_near(self, one: Candidate) -> bool:
        told = set(one.terms)
        others = (head for name, head in self._heads.items() if name != one.filed.id)
        return self._seen.is_about(told) or any(len(head & told) >= LEAST_SAME for head in others)

    def _taken_up(self, line: _Line) -> float:
        """Share of what is new in it that another of the new reports says as well."""
        unheard = self._seen.heard.unheard(line.said.text)
        shared = sum(weight for term, weight in unheard.items() if self._tellers[term] > 1)
        return shared / sum(unheard.values()) if unheard else 0.0


def told_anew(seen: Seen, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Choose among the sentences of new reports, by the rules at the top, in the order in which they are read."""
    read = [one for one in candidates if one.place < DEPTH]
    return _Choice(seen, read).told() if read else []


def _lines(seen: Seen, candidates: Sequence[Candidate]) -> list[_Line]:
    """The sentences that are neither background nor comment, and stand alone or behind another of them."""
    lines: list[_Line] = []
    places: dict[tuple[str, int], int] = {}
    for one, worth in zip(candidates, _salience(candidates), strict=True):
        leans = one.grade is Grade.FOLLOWING
        before = places.get((one.filed.id, one.place - 1), -1) if leans else -1
        if (leans and before < 0) or is_background(one.text) or is_personal(one.text) or goes_on(one.text):
            continue
        places[one.filed.id, one.place] = len(lines)
        lines.append(_Line(one, before, _turns(seen, one), may_be_english(one.filed.article), worth))
    return lines


def _turns(seen: Seen, one: Candidate) -> frozenset[str]:
    """Turns of events in a lead, or named by its report's title and told here; about what the story is about."""
    told = turns_told(one.text) if one.place < LEAD else frozenset[str]()
    if told and not seen.is_about(content(words(main_clause(one.text)))):
        told = frozenset()
    titled = turns_told(clean_title(one.filed.article))
    if titled and seen.is_about(one.terms):
        told |= titled & turns_named(one.text)
    return told


def _salience(candidates: Sequence[Candidate]) -> list[float]:
    """What each is worth by itself for a summary of the new reports."""
    weights = shipped_salience().weights(deserved(candidates).typical)
    values = signals(candidates, *words_and_pairs(candidates)) @ np.array([weights[name] for name in SIGNALS])
    told: list[float] = values.tolist()
    return told
