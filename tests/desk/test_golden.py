"""Streams that a newsroom can read, in ``golden/``: what an editor expects, played through the real desk.

A stream is made of blocks between empty lines: ``time | source | story``, remarks after ``#``, the headline, the text.
The story is the editor's name for what the report tells of.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from embeddings import Encoder
from service.desk import Desk
from service.model import Article, Submission
from service.stores.memory import MemoryStore

pytestmark = pytest.mark.model
STREAMS = sorted((Path(__file__).parent / "golden").glob("*.txt"))

NOT_YET = {
    "appeals": "the strike that is appealed about shares so many words with the first appeal that it joins at once and "
    "is the nearest thing to every other report on a desk with nothing else on it",
}
"""Streams that the service does not get right, and why."""


def _read(path: Path) -> Iterator[tuple[Article, str]]:
    """The reports of a stream, each with the story that an editor puts it into."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        head, title, text = lines
        time, source, story = head.split(" | ")
        at = datetime.strptime(time, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        yield Article(f"{number:02}", title, text, source=source, published_at=at), story


def _play(articles: list[Article], encoder: Encoder) -> dict[str, list[str]]:
    """File the reports as they come; the ids that lie together in the end."""
    store = MemoryStore()
    desk = Desk(store, encoder)
    for article in articles:
        assert article.published_at is not None
        desk.receive([Submission(article)], article.published_at + timedelta(minutes=1))
    stories: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        filed = store.article(article.id)
        assert filed is not None
        stories[filed.story_id].append(article.id)
    return stories


def _told(members: list[str], reports: dict[str, tuple[Article, str]]) -> str:
    """A story as an editor would read it: what was expected of each report, and its headline."""
    return "\n".join(f"    {reports[name][1]:<12} {reports[name][0].title}" for name in members)


def _case(path: Path) -> ParameterSet:
    reason = NOT_YET.get(path.stem)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [_case(path) for path in STREAMS])
def test_an_editor_finds_the_stories_as_expected(path: Path, encoder: Encoder) -> None:
    reports = {article.id: (article, story) for article, story in _read(path)}
    found = _play([article for article, _ in reports.values()], encoder)
    expected: dict[str, list[str]] = defaultdict(list)
    for name, (_, story) in reports.items():
        expected[story].append(name)
    if sorted(found.values()) != sorted(expected.values()):
        wrong = [members for members in found.values() if members not in expected.values()]
        pytest.fail(
            f"{path.stem}: these stories are not as an editor expects them\n\n"
            + "\n\n".join(_told(members, reports) for members in wrong),
            pytrace=False,
        )
