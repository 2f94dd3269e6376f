"""A briefing from stories: filter, rank, cut, and only then the work of summarising."""

from collections.abc import Sequence

from service.briefings.origins import is_copy
from service.briefings.outline import Extent, measure, outline_within
from service.briefings.ranking import precedence
from service.briefings.remembering import Memory
from service.briefings.summary import DEFAULT_BUDGET, Budget
from service.briefings.values import Briefing, BriefingRequest, BriefItem
from service.model import FiledArticle, Relation, StoryFile

_COPIES = (Relation.EXACT_DUPLICATE, Relation.NEAR_DUPLICATE)


def compose(files: Sequence[StoryFile], request: BriefingRequest, memory: Memory | None = None) -> Briefing:
    """Compose the briefing that was asked for.

    A story is in it when its latest visible report lies in ``[since, until)``, its visible articles go back to
    ``min_origins`` origins, and there is one of the ``source`` and one in the ``language`` asked for. The outcome
    does not depend on the order of ``files``, nor on what ``memory`` has told before.
    """
    measured = [(file, extent) for file in files if (extent := measure(file, request.now)) is not None]
    wanted = [(file, extent) for file, extent in measured if _is_wanted(extent, request)]
    wanted.sort(key=lambda pair: precedence(pair[0].story.id, pair[1], request.now))
    memory = memory or Memory()
    items = tuple(_item(file, extent, request, memory) for file, extent in wanted[: max(0, request.limit)])
    return Briefing(request, items)


def _is_wanted(extent: Extent, request: BriefingRequest) -> bool:
    in_period = request.since <= extent.latest_published_at < request.until
    articles = [filed.article for filed in extent.articles]
    return (
        in_period
        and extent.origin_count >= request.min_origins
        and (request.source is None or any(one.source == request.source for one in articles))
        and (request.language is None or any(one.language == request.language for one in articles))
    )


def _item(file: StoryFile, extent: Extent, request: BriefingRequest, memory: Memory) -> BriefItem:
    seen = request.seen_before
    budget = DEFAULT_BUDGET if request.words is None else Budget.of_words(request.words)
    told = memory.tell(file.story, extent.articles, budget)
    return BriefItem(
        outline=outline_within(file.story, extent, told.telling),
        summary=told.summary,
        duplicates=tuple(filed.id for filed in extent.articles if _is_duplicate(filed)),
        new_since=tuple(filed.id for filed in extent.articles if seen is None or filed.received_at > seen),
    )


def _is_duplicate(filed: FiledArticle) -> bool:
    return filed.decision.relation in _COPIES or is_copy(filed)
