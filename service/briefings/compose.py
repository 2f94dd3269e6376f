"""A briefing from stories: filter, rank, cut, and only then the work of summarising."""

from collections.abc import Sequence

from service.briefings.figures.panel import disagreements
from service.briefings.origins import is_copy
from service.briefings.outline import Extent, measure, outline_within
from service.briefings.ranking import precedence, rank, spread
from service.briefings.summary import summarise
from service.briefings.values import Briefing, BriefingRequest, BriefItem, Rank
from service.model import FiledArticle, Relation, StoryFile

_COPIES = (Relation.EXACT_DUPLICATE, Relation.NEAR_DUPLICATE)


def compose(files: Sequence[StoryFile], request: BriefingRequest) -> Briefing:
    """Compose the briefing that was asked for.

    A story is in it when its latest visible report lies in ``[since, until)``, its visible articles go back to
    ``min_origins`` origins, and there is one of the ``source`` and one in the ``language`` asked for. The outcome
    does not depend on the order of ``files``.
    """
    extents = ((file, measure(file, request.now)) for file in files)
    at = min(request.now, request.until)
    wanted = [
        (file, extent, rank(extent, at)) for file, extent in extents if extent and _is_wanted(extent, request)
    ]
    wanted.sort(key=lambda one: precedence(one[0].story.id, one[1], one[2]))
    order = spread((file.story.storyline_id for file, _, _ in wanted), request.per_storyline)
    return Briefing(request, tuple(_item(*wanted[place]) for place in order[: max(0, request.limit)]))


def _is_wanted(extent: Extent, request: BriefingRequest) -> bool:
    in_period = request.since <= extent.latest_published_at < request.until
    articles = [filed.article for filed in extent.articles]
    return (
        in_period
        and extent.origin_count >= request.min_origins
        and (request.source is None or any(one.source == request.source for one in articles))
        and (request.language is None or any(one.language == request.language for one in articles))
    )


def _item(file: StoryFile, extent: Extent, rank: Rank) -> BriefItem:
    return BriefItem(
        outline=outline_within(file, extent),
        summary=summarise(extent.articles),
        duplicates=tuple(filed.id for filed in extent.articles if _is_duplicate(filed)),
        new_since=tuple(filed.id for filed in extent.articles),
        rank=rank,
        disagreements=disagreements(extent.articles),
    )


def _is_duplicate(filed: FiledArticle) -> bool:
    return filed.decision.relation in _COPIES or is_copy(filed)
