"""How a story went: its first report, what turned it, its latest report.

A turning point is a sentence that said something new and that later reports, of other origins, took up. What nobody
has taken up is a detail, unless it is the latest there is. That an agency says so again in its own updates shows that
it matters, and is no other source that says it.

Of the first report, and of one that has nothing new, that sentence of its lead is told which says what happened: the
first one, unless it is not dated, tells of no turn of events and hardly says what its own title and those of the others
name, and another says clearly more of it. Titles themselves are not quoted: citations refer to the text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.briefings.as_told import as_told
from service.briefings.figures.circumstances.dates import told_at
from service.briefings.novelty import Heard
from service.briefings.origins import by_text, chronological, one_per_origin_first
from service.briefings.summary import cite
from service.briefings.summary.candidate import Candidate
from service.briefings.summary.candidates import gather
from service.briefings.summary.languages import may_be_english
from service.briefings.summary.opening import HARDLY
from service.briefings.values import CitedSentence
from service.briefings.wording.dated import is_background, is_dated, tells_news
from service.briefings.wording.developments import turns_named, turns_told
from service.briefings.wording.opinions import is_personal, reports_among
from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import clean_title
from service.model import FiledArticle

MOST_ORIGINS = 60
"""Origins looked at, half of them the oldest where there are more."""

LEAD = 4
"""Sentences at the head of a report by which it is told what it says."""

TOLD_FIRST = 2
"""Those of them in which a turn of events is told; what stands deeper was so before, and is only new to be said."""

MOST_TURNS = 5
"""Turning points shown: those that most origins took up."""

CLEARLY = 2.0
"""How many times as much of it another says that is told instead."""

WIDELY = 2
"""Later reports that must take up what is not told as news."""

TAKEN_UP = 0.4
"""Share of what was new in a sentence that a later report must say as well."""


class Turn(StrEnum):
    """What a moment is to its story."""

    FIRST = "first_report"
    TURNING = "turning_point"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Moment:
    """One report in the course of a story, with the sentence that says what happened."""

    turn: Turn
    filed: FiledArticle
    sentence: CitedSentence | None
    """None where the report has no sentence that can be quoted alone."""
    taken_up: int = 0
    """Other sources that say it later."""


@dataclass(frozen=True, slots=True)
class _Report:
    """The first of one text: its sentences, and all that they say."""

    filed: FiledArticle
    lead: tuple[Candidate, ...]
    said: Heard

    @property
    def turns(self) -> Sequence[Candidate]:
        """The sentences in which it would tell of a turn, those that can be quoted alone."""
        return [one for one in self.lead if one.place < TOLD_FIRST and one.grade is not Grade.FOLLOWING]


def timeline(articles: Sequence[FiledArticle]) -> tuple[Moment, ...]:
    """Tell the course of a story by those of its articles that may be shown, earliest first.

    The outcome does not depend on the order of ``articles``.
    """
    heads = one_per_origin_first(
        [group[0] for group in by_text(reports_among(articles)).values()], MOST_ORIGINS
    )
    if not heads:
        return ()
    everything = chronological(articles)
    # A report whose own time is before what it tells of is not the first.
    first, *later = [_read(head) for head in sorted(heads, key=lambda head: (told_at(head), head.id))]
    named = _named(heads)
    moments = [_moment(Turn.FIRST, first, _telling(first, named), everything)]
    if later:
        *between, latest = later
        new = _what_was_new([first, *later])
        turns = {index: found for index, found in enumerate(new[1:-1]) if found and found.reports}
        strongest = sorted(turns, key=lambda index: (-turns[index].reports, index))[:MOST_TURNS]
        moments += [
            _moment(Turn.TURNING, between[index], turns[index].said, everything, turns[index].sources)
            for index in sorted(strongest)
        ]
        said = new[-1].said if new[-1] else _telling(latest, named)
        moments.append(_moment(Turn.LATEST, latest, said, everything))
    return tuple(moments)


def _read(head: FiledArticle) -> _Report:
    lead = tuple(one for one in gather([as_told(head)]) if one.place < LEAD)
    said = Heard()
    for one in lead:
        said.hear(one.text)
    return _Report(head, lead, said)


def _named(heads: Sequence[FiledArticle]) -> Mapping[str, int]:
    """The telling words of titles, each with how many titles hold it."""
    return Counter(word for head in heads for word in set(content(words(clean_title(head.article)))))


def _telling(report: _Report, named: Mapping[str, int]) -> Candidate | None:
    """The sentence of its lead that says what happened, by the rule at the top."""
    sentences = (
        report.turns or [one for one in report.lead if one.grade is not Grade.FOLLOWING] or report.lead
    )
    if not sentences:
        return None
    own = set(content(words(clean_title(report.filed.article))))
    weights = {word: held for word, held in named.items() if held > 1 or word in own}

    def share(one: Candidate) -> float:
        return sum(weights.get(word, 0) for word in set(one.terms)) / max(1, sum(weights.values()))

    first = sentences[0]
    if is_dated(first.text) or turns_named(first.text):
        return first
    others = [one for one in report.lead if one.grade is Grade.SOUND and not is_background(one.text)]
    best = max(others, key=lambda one: (share(one), -one.place), default=first)
    return best if share(first) < HARDLY and share(best) >= CLEARLY * share(first) else first


@dataclass(frozen=True, slots=True)
class _New:
    """A sentence, how many later reports took it up, and how many other sources these are of."""

    said: Candidate
    reports: int
    sources: int


def _moment(
    turn: Turn, report: _Report, said: Candidate | None, everything: Sequence[FiledArticle], taken_up: int = 0
) -> Moment:
    return Moment(turn, report.filed, cite(said, everything) if said else None, taken_up)


def _what_was_new(reports: Sequence[_Report]) -> list[_New | None]:
    """Find for each report the sentence of its lead that was new then, the one that most later ones took up."""
    heard = Heard()
    found: list[_New | None] = []
    for index, report in enumerate(reports):
        new = [
            _taken_up(one, heard.unheard(one.text), report, reports[index + 1 :])
            for one in report.turns
            if heard.is_new(one.text) and not (is_background(one.text) or is_personal(one.text))
        ]
        new = [one for one in new if one.reports >= WIDELY or _is_news(one.said)]
        found.append(max(new, key=lambda one: (one.reports, -one.said.place), default=None))
        for one in report.lead:
            heard.hear(one.text)
    return found


def _is_news(one: Candidate) -> bool:
    """Whether it is told as news, or tells of a turn of events; in another language than English, who knows."""
    return tells_news(one.text) or bool(turns_told(one.text)) or not may_be_english(one.filed.article)


def _taken_up(
    sentence: Candidate, unheard: Mapping[str, float], report: _Report, later: Sequence[_Report]
) -> _New:
    by = [one.filed for one in later if one.said.share(unheard) >= TAKEN_UP]
    sources = {one.article.publisher or one.id for one in by} - {report.filed.article.publisher}
    return _New(sentence, len(by), len(sources))
