"""Which reports of a story the latest turn of events has passed: they are quoted, and neither headline nor opening.

A title that informs tells a *turn* where it tells a stage (:mod:`service.briefings.wording.stages`) that no title half
a day or more older knows of, and

- half of those older ones share telling words with the beginning of its report: it is the same event,
- the stage goes on from what they tell: nobody who has been convicted is then charged,
- half of the texts from it on know of it: else it stands beside the story.

Of several turns the one that began last counts. What does not know it has been passed; a report knows it by its title,
or where it has none by its first sentence. Beside this, titles that only *plan* what a later one tells as done
(:mod:`service.briefings.wording.plans`) have been passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from service.briefings.latest import (
    LEAST_SAME,
    ONE_STATE,
    REMEMBERED,
    SOON,
    head_of,
    line_of,
    words_of_head,
    words_of_line,
)
from service.briefings.origins import origin_of
from service.briefings.summary.languages import is_in, language_of
from service.briefings.wording.opinions import is_report
from service.briefings.wording.plans import Deed, carries_out, deeds_in, plans_in
from service.briefings.wording.stages import follows_on, reaches, stages_hinted, stages_known, stages_told
from service.briefings.wording.titles import Tone, clean_title, tone
from service.model import Article, FiledArticle

HALF_A_DAY = timedelta(hours=12)
"""Reports no further apart are of one news day, and none passes the other by a turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The latest turn of a story."""

    passed: frozenset[str] = frozenset()
    """Ids of the articles that do not know it, or only plan what has been done; never all of them."""
    stage: str = ""
    """The stage that it has reached; empty where nothing but plans has been passed."""


NO_TURN = Turn()


def latest_turn(articles: Sequence[FiledArticle]) -> Turn:
    """Find it among the ``articles`` of a story; there is none where all are of one time."""
    if not articles or max(one.at for one in articles) - min(one.at for one in articles) < ONE_STATE:
        return NO_TURN
    language = language_of(articles)
    reports = sorted(
        (one for one in articles if is_report(one.article) and is_in(one.article, language)),
        key=lambda one: (one.at, one.id),
    )
    stage, knowing = _stage(reports)
    stale = frozenset(one.id for one in articles if one.id not in knowing) if knowing else frozenset[str]()
    both = stale | _carried_out(reports)
    return Turn(both if len(both) < len(articles) else stale, stage)


def _stage(reports: Sequence[FiledArticle]) -> tuple[str, frozenset[str]]:
    """Give the stage that the latest turn has reached, and the reports that know it; nothing where there is no turn."""
    begun: dict[str, datetime] = {}
    for one in reports:
        for stage in stages_hinted(line_of(one.article)):
            begun.setdefault(stage, one.at)
    for stage in sorted(begun, key=lambda stage: (begun[stage], stage), reverse=True):
        for turn in _turning(reports, stage, begun):
            since = turn.at - HALF_A_DAY
            return stage, frozenset(
                one.id for one in reports if one.at > since and reaches(_known(one.article), stage)
            )
    return "", frozenset()


def _turning(
    reports: Sequence[FiledArticle], stage: str, begun: Mapping[str, datetime]
) -> Iterator[FiledArticle]:
    """Give the reports whose titles tell this stage as a turn."""
    for one in reports:
        if one.at >= begun[stage] + HALF_A_DAY or not _tells(one.article, stage):
            continue
        earlier = [other for other in reports if other.at <= one.at - HALF_A_DAY]
        same = sum(
            len(words_of_line(other.article) & words_of_head(one.article)) >= LEAST_SAME for other in earlier
        )
        lines = [line_of(other.article) for other in earlier]
        if (
            earlier
            and 2 * same >= len(earlier)
            and follows_on(stage, lines)
            and _is_taken_up(one, reports, stage)
        ):
            yield one


def _tells(article: Article, stage: str) -> bool:
    known = stage in _known(article) and tone(article) >= Tone.LOADED
    return known and stage in stages_told(clean_title(article))


def _is_taken_up(turn: FiledArticle, reports: Sequence[FiledArticle], stage: str) -> bool:
    """Whether half of the texts know of it that are new from it on, itself counted."""
    known = {origin_of(one) for one in reports if one.at <= turn.at + SOON}
    later = {origin_of(one): one for one in reports if origin_of(one) not in known}
    knowing = sum(reaches(_known_at_all(one.article), stage) for one in later.values())
    return 2 * (1 + knowing) >= 1 + len(later)


def _carried_out(reports: Sequence[FiledArticle]) -> frozenset[str]:
    """Name those whose titles plan what a later one tells as done."""
    plans = [(one, plan) for one in reports for plan in plans_in(clean_title(one.article))]
    verbs = {plan.verb for _, plan in plans}
    done: dict[str, list[tuple[FiledArticle, Deed]]] = {}
    for one in reports if verbs else ():
        for deed in deeds_in(clean_title(one.article)) if tone(one.article) >= Tone.LOADED else ():
            if deed.verb in verbs:
                done.setdefault(deed.verb, []).append((one, deed))
    return frozenset(
        one.id
        for one, plan in plans
        if any(
            later.at >= one.at + ONE_STATE and carries_out(deed, plan)
            for later, deed in done.get(plan.verb, ())
        )
    )


@lru_cache(maxsize=REMEMBERED)
def _known(article: Article) -> frozenset[str]:
    """The stages that it tells of first."""
    return stages_known(line_of(article))


@lru_cache(maxsize=REMEMBERED)
def _known_at_all(article: Article) -> frozenset[str]:
    return stages_known(head_of(article))
