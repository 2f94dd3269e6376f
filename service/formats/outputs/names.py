"""What reports and their sources are called where people read, each on one line."""

from service.formats.outputs.characters import one_line
from service.model import Article
from service.text.source_names import source_name

UNNAMED = "unnamed source"
UNTITLED = "untitled"
OPENING = 90
"""Characters of a text that stand for a title that is missing."""
_READ = 4 * OPENING


def source_of(article: Article) -> str:
    """Name the source of a report."""
    return one_line(source_name(article)) or UNNAMED


def title_of(article: Article) -> str:
    """Give the title of a report; of one without, the words with which it opens."""
    return one_line(article.title) or _opening(article.text) or UNTITLED


def _opening(text: str) -> str:
    line = one_line(text[:_READ])
    if len(line) <= OPENING:
        return line
    return f"{line[: line.rfind(' ', OPENING // 2, OPENING) + 1].rstrip(' ,;:') or line[:OPENING]}…"
