"""What of a story must not be told on top: what later reports go back on, and counts that have been counted anew."""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.figures.panel import Panel, panel
from service.briefings.latest import gone_back_on
from service.briefings.values import Overtaken
from service.model import FiledArticle


def overtaken_among(articles: Sequence[FiledArticle], figures: Panel | None = None) -> Overtaken:
    """Find it among the ``articles`` of a story, of which the ``figures`` may be known already."""
    counts = (figures or panel(articles)).overtaken
    return replace(counts, reports=gone_back_on(articles))
