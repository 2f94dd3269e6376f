"""Which article stands for a story, and why that one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from statistics import median

from service.briefings.latest import CHARACTERS_READ, REMEMBERED, gone_back_on, outrun
from service.briefings.origins import first_of_origins, folded_among, one_per_origin_first, origin_of
from service.briefings.overtaking import counted_anew, turn_among
from service.briefings.summary.languages import is_in, language_of
from service.briefings.wording.opinions import is_report
from service.briefings.wording.terms import Bag, mean_cosines
from service.briefings.wording.titles import Tone, tone
from service.model import Article, FiledArticle

MOST_COMPARED = 60
"""Origins compared with each other at most; more would not move the centre of a story."""

FLASH, FEW = 350, 6
"""Characters of a typical report below which a story is told in flashes, and how many these are at most where the
latest may stand for it: of more the middle is known."""

_EVEN = 2
"""Two texts are as central as each other: cosine is symmetric."""


class Rule(StrEnum):
    """What decided."""

    PINNED = "pinned"
    ONLY = "only_article"
    PREFERRED = "preferred_source"
    LANGUAGE = "main_language"
    CENTRAL = "most_central"
    ORIGINAL = "original"
    COMPLETE = "most_complete"
    EARLIEST = "earliest"
    LATEST = "latest_turn"


@dataclass(frozen=True, slots=True)
class Choice:
    """The representative, with what spoke for it."""

    article: FiledArticle
    rule: Rule
    centrality: float
    """Mean TF-IDF cosine of its origin to the story's other origins, in hundredths; 0 where there is none."""
    tone: Tone
    """How well its title serves as headline."""
    useful_length: int
    """Characters of text, counted up to three times the median of the story."""
    compared: int
    """How many articles were in the running."""
    origins: int
    """How many origins they go back to."""
    preference: int
    """Place of its source among those preferred, from 0; their number where it is none of them, or tells too little."""


def choose_representative(
    articles: Sequence[FiledArticle], pinned: str | None, preferred: Sequence[str] = ()
) -> Choice:
    """Choose among the ``articles`` that may be shown.

    Pinned, else a report rather than comment or what a page says of itself, of the source ``preferred`` most, else in
    the language that the story is told in, central, with an informing title, no copy, complete, earliest; ties by id. A
    preferred source whose report is less than a third as long as the median is passed over: a flash must not stand for
    the reports that it announced.

    So is a report that a later one goes back on, and in a story of few flashes one that a later one has outrun
    (:mod:`service.briefings.latest`); and one that the latest turn has passed (:mod:`service.briefings.turning`). A
    title with a count that has been counted anew gives way to one with the count that holds, unless that is a flash:
    the headline then is the title of the article that stands below it.

    Copies of one origin are one voice when centrality is measured, and share the result. The outcome does not
    depend on the order of ``articles``.

    Raises
    ------
    ValueError
        There are no articles.
    """
    if not articles:
        raise ValueError("no article to choose a representative from; ask only for stories that may be shown")
    weighing = _Weighing(articles, preferred)
    for filed in articles:
        if filed.id == pinned:
            return weighing.choice(filed, Rule.PINNED)
    undone = gone_back_on(articles)
    past = undone | turn_among(articles, undone).passed
    ranked = (filed for filed in weighing.ranked() if is_report(filed.article))
    reports = list(ranked if past else islice(ranked, FEW if weighing.in_flashes else 2))
    if weighing.in_flashes:
        past |= outrun([filed for filed in reports if filed.id not in past and weighing.speaks(filed)])
    first, *others = reports[:2] or islice(weighing.ranked(), 2)
    best = next((filed for filed in reports if filed.id not in past), first)
    anew = counted_anew(best, [filed for filed in articles if filed.id not in past])
    if anew:
        best = next(
            (filed for filed in weighing.ranked() if filed.id in anew and weighing.serves(filed)), best
        )
    if best is not first:
        return weighing.choice(best, Rule.LATEST)
    return weighing.choice(first, weighing.what_decided(first, *others) if others else Rule.ONLY)


def reason(choice: Choice) -> str:
    """Say in a sentence for readers why this article stands for the story."""
    told = _REASONS[choice.rule].format(reports=choice.compared, origins=choice.origins)
    return f"{told} with an informing title" if _has_informing_title(choice) else told


def _has_informing_title(choice: Choice) -> bool:
    return choice.rule is Rule.COMPLETE and choice.tone >= Tone.LOADED


_REASONS = {
    Rule.PINNED: "chosen by an editor",
    Rule.ONLY: "the only report",
    Rule.PREFERRED: "of the source preferred most",
    Rule.LANGUAGE: "in the language that the story is told in, as not all of the {reports} reports are",
    Rule.CENTRAL: "closest to what all {origins} different texts tell",
    Rule.ORIGINAL: "the text that others of the {reports} reports copy",
    Rule.COMPLETE: "the fullest of {reports} reports",
    Rule.EARLIEST: "the earliest of {reports} equally full reports",
    Rule.LATEST: "knows the latest turn or count, as others of the {reports} reports do not",
}


class _Weighing:
    """What speaks for each of the articles, beside the others."""

    def __init__(self, articles: Sequence[FiledArticle], preferred: Sequence[str]) -> None:
        heads = first_of_origins(articles)
        self._articles = articles
        self._folded = folded_among(articles)
        self._centrality = _centrality(heads)
        self._usual = median([len(filed.article.text) for filed in articles])
        self._origins = len(heads)
        self._places = {
            name.strip().casefold(): place for place, name in reversed(list(enumerate(preferred)))
        }
        self._unpreferred = len(preferred)
        self._language = language_of(articles)
        self.in_flashes = self._usual < FLASH and len(articles) <= FEW

    def ranked(self) -> Iterator[FiledArticle]:
        """Those first for which most speaks; titles are read only where that has to decide."""
        standing = sorted((self._standing(filed), turn) for turn, filed in enumerate(self._articles))
        for _, alike in groupby(standing, itemgetter(0)):
            several = [self._articles[turn] for _, turn in alike]
            yield from sorted(several, key=self._serving) if len(several) > 1 else several

    def _standing(self, filed: FiledArticle) -> tuple[int, bool, float]:
        """Sort key."""
        return self._preference(filed), not self.speaks(filed), -self._central(filed)

    def _serving(self, filed: FiledArticle) -> tuple[int, bool, int, datetime, str]:
        """Sort key of those that stand alike: a copy is longer by what its page adds, or has been edited."""
        copied = filed.id in self._folded
        return -tone(filed.article), copied, -self._useful_length(filed), filed.at, filed.id

    def what_decided(self, first: FiledArticle, second: FiledArticle) -> Rule:
        """Tell why the first goes before the second."""
        if self._preference(first) < self._preference(second):
            return Rule.PREFERRED
        if self.speaks(first) and not self.speaks(second):
            return Rule.LANGUAGE
        if self._central(first) > self._central(second):
            return Rule.CENTRAL
        tones = [tone(filed.article) for filed in (first, second)]
        if tones[0] == tones[1] and second.id in self._folded and first.id not in self._folded:
            return Rule.ORIGINAL
        one, other = zip(tones, map(self._useful_length, (first, second)), strict=True)
        return Rule.COMPLETE if one > other else Rule.EARLIEST

    def speaks(self, filed: FiledArticle) -> bool:
        """Whether it is in the language that the story is told in."""
        return is_in(filed.article, self._language)

    def serves(self, filed: FiledArticle) -> bool:
        """Whether its title informs, and its text is no mere flash of what others tell."""
        return tone(filed.article) >= Tone.LOADED and not self._is_flash(filed)

    def choice(self, filed: FiledArticle, rule: Rule) -> Choice:
        """Put together what spoke for it."""
        return Choice(
            article=filed,
            rule=rule,
            centrality=self._central(filed),
            tone=tone(filed.article),
            useful_length=self._useful_length(filed),
            compared=len(self._articles),
            origins=self._origins,
            preference=self._preference(filed),
        )

    def _central(self, filed: FiledArticle) -> float:
        return self._centrality.get(origin_of(filed), -1.0)

    def _useful_length(self, filed: FiledArticle) -> int:
        return min(len(filed.article.text), int(3 * self._usual))

    def _preference(self, filed: FiledArticle) -> int:
        if not self._places or self._is_flash(filed):
            return self._unpreferred
        return self._places.get(filed.article.publisher, self._unpreferred)

    def _is_flash(self, filed: FiledArticle) -> bool:
        return 3 * len(filed.article.text) < self._usual


def _centrality(heads: Sequence[FiledArticle]) -> dict[str, float]:
    """Measure it by origin, within the limit; in hundredths, so that a hair's breadth does not decide.

    What others tell is what other publishers do, each of them one voice: the tables of an agency that sends one for
    every region are no majority, and do not speak for one another.
    """
    if len(heads) <= _EVEN:
        return {origin_of(head): 0.0 for head in heads}
    if len(heads) > MOST_COMPARED:
        heads = one_per_origin_first(heads, MOST_COMPARED)
    names = [head.article.publisher or f"\n{place}" for place, head in enumerate(heads)]
    voices = {name: voice for voice, name in enumerate(dict.fromkeys(names))}
    told_by = [voices[name] for name in names] if len(voices) > 1 else range(len(heads))
    means = mean_cosines([_counted(head.article) for head in heads], told_by).tolist()
    return {origin_of(head): round(mean, 2) for head, mean in zip(heads, means, strict=True)}


@lru_cache(maxsize=REMEMBERED)
def _counted(article: Article) -> Bag:
    """Read what centrality goes by."""
    return Bag(f"{article.title}\n{article.text[:CHARACTERS_READ]}")
