"""A briefing as plain text: the twin of the HTML in a mail. A paragraph is one line; mail programs wrap it."""

from collections.abc import Iterator, Sequence

from service.formats.outputs.sheets import Source, StorySheet

_RULE = "-" * 40


def briefing_text(period: str, stories: Sequence[StorySheet], closing: str) -> str:
    """Render these stories of a briefing; ``closing`` is the last line, empty for none."""
    parts = ["Briefing", period]
    for story in stories:
        parts += [_RULE, *_story(story)]
    if not stories and not closing:
        parts.append("No stories in this period.")
    if closing:
        parts += [_RULE, closing]
    return "\n\n".join(parts) + "\n"


def _story(story: StorySheet) -> Iterator[str]:
    yield f"{story.headline}\n{story.byline}"
    if story.sentences:
        yield story.marked
    if story.news:
        yield f"New: {story.marked_news}"
    if story.contentions:
        yield "\n".join(f"- {line}" for line in story.contentions)
    if story.sources:
        yield "\n".join(map(_source, story.sources))
    if story.copies:
        yield story.copies


def _source(source: Source) -> str:
    line = f"[{source.number}] {source.name}: {source.title}, {source.time}"
    return f"{line}\n    {source.link}" if source.link else line
