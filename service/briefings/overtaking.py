"""What of a story must not be told on top: what later reports go back on, and counts that have been counted anew."""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.figures.panel import MOST_ARTICLES, Panel, panel
from service.briefings.figures.reading import counts_in_title
from service.briefings.latest import gone_back_on
from service.briefings.origins import one_per_origin_first
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.opinions import reports_among
from service.model import FiledArticle


def overtaken_among(articles: Sequence[FiledArticle], figures: Panel | None = None) -> Overtaken:
    """Find it among the ``articles`` of a story, of which the ``figures`` may be known already."""
    counts = (figures or panel(articles)).overtaken
    return replace(counts, reports=gone_back_on(articles))


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
