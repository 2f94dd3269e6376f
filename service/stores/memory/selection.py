"""``StoryQuery`` in plain Python: what the SQL of :mod:`service.stores.sql.queries` must agree with."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from service.briefings.origins import count_independent, count_recent
from service.model import FiledArticle, Story, StoryFile
from service.ports import StoryQuery, StorySize
from service.stores.search import search_text, sought
from service.text.languages import is_of


def select_page(files: Iterable[StoryFile], query: StoryQuery) -> list[StoryFile]:
    """Pick the page that ``query`` asks for, out of live stories."""
    found: list[tuple[datetime, StoryFile]] = []
    for file in files:
        shown = [filed for filed in file.articles if filed.visible(query.now)]
        if shown and _wanted(file.story, shown, query):
            found.append((max(filed.shown_from for filed in shown), file))
    # Two stable sorts: newest first, and by id among those of one time.
    found.sort(key=lambda entry: entry[1].story.id)
    found.sort(key=lambda entry: entry[0], reverse=True)
    behind = [file for at, file in found if _behind(query.after, at, file.story.id)]
    return behind[: query.limit]


def size_of(file: StoryFile, query: StoryQuery) -> StorySize:
    """Size a story that has an article visible at the time of the query."""
    shown = [filed for filed in file.articles if filed.visible(query.now)]
    return StorySize(
        file.story.id,
        file.story.storyline_id,
        len(shown),
        count_independent(shown),
        count_recent(shown, query.recent) if query.recent is not None else 0,
        max(filed.shown_from for filed in shown),
    )


def _wanted(story: Story, shown: list[FiledArticle], query: StoryQuery) -> bool:
    latest = max(filed.shown_from for filed in shown)
    return (
        (query.storyline is None or story.storyline_id == query.storyline)
        and (query.since is None or latest >= query.since)
        and (query.until is None or latest < query.until)
        and (query.min_origins <= 1 or count_independent(shown) >= query.min_origins)
        and (query.source is None or any(filed.article.source == query.source for filed in shown))
        and (
            query.language is None
            or any(is_of(filed.article.language or "", query.language) for filed in shown)
        )
        and (query.text is None or _contains(shown, sought(query.text)))
    )


def _contains(shown: list[FiledArticle], parts: Sequence[str]) -> bool:
    texts = (search_text(filed.article) for filed in shown)
    return any(all(part in text for part in parts) for text in texts)


def _behind(after: tuple[datetime, str] | None, at: datetime, story_id: str) -> bool:
    """Whether a story comes after the last one of the page before."""
    return after is None or at < after[0] or (at == after[0] and story_id > after[1])
