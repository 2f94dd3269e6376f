"""A briefing from stories: filter, rank, cut, and only then the work of summarising."""

from collections.abc import Sequence

from service.briefings.origins import folded_among
from service.briefings.outline import Extent, measure, outline_within, size_of
from service.briefings.ranking import GROWING, as_of, line_up
from service.briefings.remembering import Memory
from service.briefings.summary import DEFAULT_BUDGET, Budget
from service.briefings.values import Briefing, BriefingRequest, BriefItem, Rank
from service.model import StoryFile
from service.text.languages import is_of


def compose(files: Sequence[StoryFile], request: BriefingRequest, memory: Memory | None = None) -> Briefing:
    """Compose the briefing that was asked for.

    A story is in it when its latest visible report lies in ``[since, until)``, its visible articles go back to
    ``min_origins`` origins, and there is one of the ``source`` and one in the ``language`` asked for. The outcome
    does not depend on the order of ``files``, nor on what ``memory`` has told before.
    """
    measured = {file.story.id: (file, extent) for file in files if (extent := measure(file, request.now))}
    recent = as_of(request) - GROWING
    sizes = [
        size_of(file.story, extent, recent)
        for file, extent in measured.values()
        if _is_wanted(extent, request)
    ]
    memory = memory or Memory()
    lined_up = line_up(sizes, request)
    return Briefing(
        request, tuple(_item(*measured[size.story_id], rank, request, memory) for size, rank in lined_up)
    )


def _is_wanted(extent: Extent, request: BriefingRequest) -> bool:
    in_period = request.since <= extent.latest_published_at < request.until
    articles = [filed.article for filed in extent.articles]
    return (
        in_period
        and extent.origin_count >= request.min_origins
        and (request.source is None or any(one.source == request.source for one in articles))
        and (request.language is None or any(is_of(one.language or "", request.language) for one in articles))
    )


def _item(file: StoryFile, extent: Extent, rank: Rank, request: BriefingRequest, memory: Memory) -> BriefItem:
    budget = DEFAULT_BUDGET if request.words is None else Budget.of_words(request.words)
    told = memory.tell(file.story, extent.articles, budget)
    folded, stands = folded_among(extent.articles), told.telling.representative
    return BriefItem(
        outline=outline_within(file.story, extent, told.telling),
        summary=told.summary,
        duplicates=tuple(filed.id for filed in extent.articles if filed.id in folded and filed.id != stands),
        new_since=tuple(filed.id for filed in extent.articles),
        disagreements=told.disagreements,
        rank=rank,
    )
