"""What happened before, as reports tell it beside the news: of another occurrence, it contradicts nobody."""

from collections.abc import Callable

import pytest

from service.briefings.figures.panel import disagreements
from service.model import FiledArticle

File = Callable[..., FiledArticle]

NEWS = "A strong earthquake shook the town of Orr on Sunday and killed 12 people, officials said."
SHAKEN = "Orr was hit by an earthquake on Sunday. Houses fell in the old town. "


def shown(file: File, other: str) -> list[list[str]]:
    articles = [file("a", NEWS, source="Wire"), file("b", other, source="Post", hours=0.5)]
    return [[claim.said for claim in one.claims] for one in disagreements(articles)]


@pytest.mark.parametrize(
    "before",
    [
        "In the last big quake there 20 people died.",
        "The last such quake killed 20 people in Orr.",
        "A former quake killed 20 people in Orr.",
        "Another quake killed 20 people in Orr.",
        "Twenty people died in Orr in an earlier strong quake.",
        "A quake killed 20 people in Orr in spring.",
        "It was the worst since a quake that killed 20 people in Orr.",
        "It came seven years after a quake that killed 20 people in Orr.",
        "The shaking followed one in which 20 people were killed in Orr.",
        "Miners of Orr remember a strong quake that killed 20 people.",
        "A quake on the coast had killed 20 people in Orr.",
        "The weekend before, 20 people were killed by a quake in Orr.",
        "Only weeks before, 20 people had been killed by a quake in Orr.",
    ],
)
def test_what_an_earlier_quake_did_is_no_other_count_of_this_one(file: File, before: str) -> None:
    assert shown(file, SHAKEN + before) == []


@pytest.mark.parametrize(
    "now",
    [
        SHAKEN + "Last night's quake killed 20 people in Orr.",
        "Another earthquake shook Orr on Sunday and killed 20 people.",
        SHAKEN + "The quake, the worst since 2003, killed 20 people in Orr.",
        "A quake killed 20 people in Orr on Sunday in the worst disaster there since May 2003.",
        SHAKEN + "The mayor of Orr said that the quake had killed 20 people.",
        SHAKEN + "So far the quake had killed 20 people in Orr.",
        SHAKEN + "As of late Sunday the quake had killed 20 people in Orr.",
        SHAKEN + "The quake had killed 20 people in Orr, according to the mayor.",
        SHAKEN + "Twenty people were killed in Orr days after a harvest feast.",
    ],
)
def test_the_news_may_be_compared_with_what_was_before(file: File, now: str) -> None:
    assert len(shown(file, now)) == 1


def test_the_last_budget_is_not_this_one(file: File) -> None:
    passed, last = (
        "The council of Orr passed a $2.1 billion budget.",
        "The council met. Its last budget was $1.9 billion.",
    )
    assert disagreements([file("a", passed, source="Wire"), file("b", last, source="Post")]) == ()
