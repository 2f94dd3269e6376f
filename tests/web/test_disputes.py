"""Where sources disagree: shown side by side as soon as a briefing tells of it, and nothing where it does not."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.desk import Desk
from service.web import cards
from service.web.disputes import disputes_of
from tests.api.support import FLOOD, NOON, Post


@dataclass(frozen=True)
class Claim:
    said: str
    quote: str
    article_id: str
    source: str | None
    value: float = 0.0
    published_at: datetime | None = NOON
    field: str = "text"
    start: int = 3
    end: int = 9


@dataclass(frozen=True)
class Disagreement:
    about: str
    status: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Item:
    disagreements: tuple[Disagreement, ...]


HURT = Disagreement(
    "people <b>hurt</b>",
    "contested",
    (
        Claim("at least 12", "At least 12 people were hurt.", "north/1", "North Wire"),
        Claim("17", "17 hurt in the flood", "north/1", None, field="title"),
    ),
)


def test_claims_lead_to_their_words_where_these_stand_in_the_text() -> None:
    [dispute] = disputes_of(Item((HURT,)))
    assert dispute.words == "contested: the sources differ"
    assert [(one.said, one.start, one.source) for one in dispute.claims] == [
        ("at least 12", 3, "North Wire"),
        ("17", None, "unnamed source"),
    ]
    assert disputes_of(object()) == ()


def test_they_stand_side_by_side_on_the_page(
    client: TestClient, post: Post, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = post(FLOOD)[0]["story_id"]
    monkeypatch.setattr(cards, "disputes_of", lambda _: disputes_of(Item((HURT,))))
    assert "1 disagreement" in client.get("/").text
    page = html.fromstring(client.get(f"/stories/{story}").text)
    [section] = page.xpath("//*[@id='disagreements']")
    assert "people <b>hurt</b>" in section.text_content()
    assert section.xpath(".//li[1]/a/@href") == ["/articles/north%2F1?start=3&end=9#cited"]
    assert section.xpath(".//li[2]/a/@href") == ["/articles/north%2F1"]
