"""A briefing as Markdown (CommonMark). Other people's words are escaped: they can make neither markup nor links."""

import re

from service.briefings.values import Briefing
from service.formats.outputs.sheets import Source, StorySheet, lay_out

_INLINE = re.compile(r"[\\`*_\[\]|~]")
_AT_START = re.compile(r"^(\d{1,9})([.)])|^([#+=-])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def briefing_markdown(briefing: Briefing) -> str:
    """Render a briefing as a Markdown document that ends with a line break."""
    sheet = lay_out(briefing)
    parts = ["# Briefing", sheet.period]
    for story in sheet.stories:
        parts += _story(story)
    if not sheet.stories:
        parts.append("No stories in this period.")
    return "\n\n".join(parts) + "\n"


def escape_markdown(text: str) -> str:
    """Make ``text`` read as it is, on one line, wherever inline Markdown may stand.

    References of HTML go for its specials; a backslash for what starts emphasis, code, links and tables, and for what
    would start a heading, list or rule at the beginning of a line.
    """
    line = " ".join(text.split())
    line = _INLINE.sub(lambda match: "\\" + match.group(), line)
    line = re.sub(r"[&<>]", lambda match: _HTML[match.group()], line)
    return _AT_START.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", line)


def _story(story: StorySheet) -> list[str]:
    parts = [f"## {escape_markdown(story.headline)}", escape_markdown(story.byline)]
    sentences = [_sentence(sentence.text, sentence.numbers) for sentence in story.sentences]
    if sentences:
        parts.append(" ".join(sentences))
    if story.news:
        news = (_sentence(sentence.text, sentence.numbers) for sentence in story.news)
        parts.append("New: " + " ".join(news))
    if story.contentions:
        parts.append("\n".join(f"- {escape_markdown(line)}" for line in story.contentions))
    if story.sources:
        parts.append("\n".join(map(_source, story.sources)))
    if story.copies:
        parts.append(escape_markdown(story.copies))
    return parts


def _sentence(text: str, numbers: tuple[int, ...]) -> str:
    """Put the marks in escaped brackets, so that no one's text can define a link for them."""
    return escape_markdown(text) + "".join(f" \\[{number}\\]" for number in numbers)


def _source(source: Source) -> str:
    title = escape_markdown(source.title)
    linked = f"[{title}]({source.link})" if source.link else title
    return f"{source.number}. {escape_markdown(source.name)}: {linked}, {source.time}"
