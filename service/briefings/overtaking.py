"""What of a story must not be told on top: what later reports go back on or have passed, and counts counted anew."""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.figures.panel import MOST_ARTICLES, Panel, panel
from service.briefings.figures.reading import counts_in_title
from service.briefings.latest import gone_back_on
from service.briefings.origins import one_per_origin_first
from service.briefings.turning import Turn, latest_turn
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.opinions import reports_among
from service.model import FiledArticle


def overtaken_among(articles: Sequence[FiledArticle], figures: Panel | None = None) -> Overtaken:
    """Find it among the ``articles`` of a story, of which the ``figures`` may be known already."""
    counts = (figures or panel(articles)).overtaken
    undone = gone_back_on(articles)
    turn = turn_among(articles, undone)
    return replace(counts, reports=undone, passed=turn.passed, stage=turn.stage)


def turn_among(articles: Sequence[FiledArticle], undone: frozenset[str]) -> Turn:
    """Find the latest turn where what a later report goes back on (``undone``) is none."""
    return latest_turn([one for one in articles if one.id not in undone])


def counted_anew(one: FiledArticle, articles: Sequence[FiledArticle]) -> frozenset[str]:
    """Name the articles whose titles give the count that holds, where the title of ``one`` gives an old one.

    Only those that count in their titles are compared, for this is asked at every arrival.
    """
    if not counts_in_title(one.article):
        return frozenset()
    reports = one_per_origin_first(reports_among(articles), MOST_ARTICLES)
    counting = [filed for filed in reports if counts_in_title(filed.article)]
    counts = panel(counting).overtaken if len(counting) > 1 else NOTHING_OVERTAKEN
    return counts.current if one.id in counts.titles else frozenset()
