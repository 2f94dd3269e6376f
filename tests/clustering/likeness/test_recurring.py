"""Lines that come day after day tell of as many events; a reprint within hours is a copy, a long text also later."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from embeddings import Encoder
from service.clustering.likeness.surroundings import look_around
from service.desk import Desk
from service.model import Article, Relation, Submission
from service.stores.memory import MemoryStore
from tests.clustering.support import decided, evidence, window_of
from tests.clustering.texts import FLOOD

MONDAY = datetime(2026, 3, 2, 17, tzinfo=UTC)
CLOSE = "Velmont stocks close higher"
DAYS = 5


@pytest.mark.parametrize(
    ("line", "hours", "again"),
    [
        (CLOSE, (24, 48), True),
        (CLOSE, (3, 24, 47, 50), True),
        (CLOSE, (24,), False),
        (CLOSE, (1, 4, 9, 12, 15), False),
        ("Harbour master of Velmont quits over dredging contract awarded to brother", (24, 48), False),
        (FLOOD, (24, 48, 72), False),
    ],
    ids=["daily", "daily, with reprints", "one late reprint", "reprints", "says much", "a long text"],
)
def test_lines_come_again_where_they_are_short_and_it_was_seen_twice(
    line: str, hours: Sequence[int], again: bool
) -> None:
    first = evidence("first", 0, title=line, text=line)
    others = [evidence(f"at{later}", 0, title=line, text=line, hours=later) for later in hours]
    assert look_around(others.pop(), window_of({"s": [first, *others]})).again is again


def test_a_line_is_a_copy_for_hours_and_a_long_text_for_days() -> None:
    window = window_of({"s": [evidence("a", 0, text=FLOOD), evidence("b", 0, title=CLOSE)]})
    for hours, of_line in ((6, Relation.EXACT_DUPLICATE), (24, Relation.SAME_STORY)):
        assert decided(evidence("new", 0, title=CLOSE, hours=hours), window).relation is of_line
        assert (
            decided(evidence("new", 0, text=FLOOD, hours=hours), window).relation is Relation.EXACT_DUPLICATE
        )


@pytest.mark.model
@pytest.mark.usefixtures("shipped_calibration")
def test_a_daily_line_is_a_story_a_day_also_those_that_came_before_it_was_known(encoder: Encoder) -> None:
    days = [
        Article(
            f"{day} {hours}",
            CLOSE,
            "",
            published_at=MONDAY + timedelta(days=day, hours=hours, minutes=7 * day),
        )
        for day in range(DAYS)
        for hours in (0, 3)
    ]
    stories = _stories(days, encoder)
    assert {frozenset(story) for story in stories} == {
        frozenset({f"{day} 0", f"{day} 3"}) for day in range(DAYS)
    }
    timeless = [Article(article.id, article.title, "") for article in days]
    assert len(_stories(timeless, encoder)) == 1
    at_once = [Article(article.id, article.title, "", published_at=MONDAY) for article in days]
    assert len(_stories(at_once, encoder)) == 1


def _stories(articles: Sequence[Article], encoder: Encoder) -> list[set[str]]:
    store = MemoryStore()
    Desk(store, encoder).receive([Submission(article) for article in articles], MONDAY + timedelta(days=DAYS))
    held = defaultdict[str, set[str]](set)
    for article in articles:
        filed = store.article(article.id)
        assert filed is not None
        held[filed.story_id].add(article.id)
    return [*held.values()]
