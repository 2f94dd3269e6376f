"""An invented briefing that has everything in it, and documents as they must be, in ``golden/``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.briefings.values import (
    Briefing,
    BriefingRequest,
    BriefItem,
    Citation,
    CitedSentence,
    Disagreement,
    FigureClaim,
    Outline,
)
from service.formats.outputs.site import Site
from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"

DESK = Site("https://desk.example/newsfold", "desk.example")

Telling = Callable[..., BriefItem]


def tell(
    number: int, articles: Sequence[Article], said_by: Sequence[tuple[int, ...]], copies: Sequence[int] = ()
) -> BriefItem:
    """A story of these articles, told in the sentences of the first: ``said_by`` names who has each."""
    story_id = f"s-{number}"
    filed = tuple(
        FiledArticle(
            article,
            Decision(article.id, story_id, Relation.SAME_STORY, 1.0, Receipt("joined"), origin_id=article.id),
            article.published_at or NOON,
            article.published_at or NOON,
        )
        for article in articles
    )
    sentences = [f"{one}." for one in articles[0].text.split(".") if one]
    opened = min(one.at for one in filed)
    story = Story(story_id, story_id, opened, revision=3, changed_at=NOON + timedelta(minutes=number))
    outline = Outline(
        story,
        articles[0].title,
        filed[0],
        filed,
        source_count=len(articles),
        origin_count=len(articles) - len(copies),
        first_published_at=opened,
        latest_published_at=max(one.at for one in filed),
    )
    summary = tuple(
        CitedSentence(text, tuple(Citation(articles[who].id, 0, len(text)) for who in has))
        for text, has in zip(sentences, said_by, strict=True)
    )
    duplicates = tuple(articles[copy].id for copy in copies)
    return BriefItem(outline, summary, duplicates, tuple(one.id for one in articles))


def brief(*items: BriefItem) -> Briefing:
    """A briefing of these stories."""
    return Briefing(
        BriefingRequest(NOON, NOON - timedelta(days=1), NOON, min_origins=2), items, NOON + timedelta(hours=1)
    )


def _dam() -> BriefItem:
    at = NOON - timedelta(hours=3)
    text = "The Orr dam held on Monday, engineers said. Four villages below it stay empty until Thursday."
    wire = Article("urn:wire:1", "Orr dam holds", text, "https://wire.example/a(b)?x=1&y=2", "North Wire", at)
    told = tell(
        1,
        [
            Article(
                wire.id,
                wire.title,
                text,
                wire.url,
                wire.source,
                at,
                "en_GB",
                expires_at=NOON + timedelta(days=7),
            ),
            Article("post/7", "Dam: villages wait", text, "javascript:alert(1)", "Pell Post", at),
            Article("echo/7", "Orr dam holds", text, "https://echo.example/7", "Echo & Söhne", at),
        ],
        [(0, 1), (0,)],
        copies=[2],
    )
    claims = (
        _claim(4, "Four", "Four villages below it stay empty until Thursday.", wire, 44),
        _claim(
            6,
            "about six",
            "The army has emptied about six <i>villages</i>.",
            Article("post/7", source="Pell Post"),
            0,
        ),
    )
    return replace(
        told, disagreements=(Disagreement("villages evacuated", "villages", True, "contested", claims),)
    )


def _claim(value: float, said: str, quote: str, article: Article, start: int) -> FigureClaim:
    return FigureClaim(
        value=value,
        upper=None,
        modifier="about" if "about" in said else "",
        said=said,
        place="",
        attributed_to=None,
        quote=quote,
        article_id=article.id,
        source=article.source,
        published_at=article.published_at,
        field="text",
        start=start,
        end=start + len(quote),
    )


def _markup() -> BriefItem:
    title = "<b>Fire</b> & *smoke* over [Pell](javascript:alert(1)) <!channel>"
    text = "Smoke rose over </p><script>alert(1)</script> the harbour."
    return tell(2, [Article("fire", title, text, "https://post.example/fire", "Pell <Post>", NOON)], [(0,)])


def _arabic() -> BriefItem:
    text = "أعيد فتح الجسر القديم يوم الاثنين."
    return tell(3, [Article("bridge", "إعادة فتح الجسر القديم", text, None, None, NOON, "ar")], [(0,)])


@pytest.fixture
def front_page() -> Briefing:
    """A story with copies and a bad link, one whose words are markup, one in Arabic that names no source."""
    return brief(_dam(), _markup(), _arabic())


@pytest.fixture
def hold_against(tmp_path: Path) -> Callable[[str, str], None]:
    """Hold a document against the golden file of this name."""

    def compare(name: str, document: str) -> None:
        written = tmp_path / name
        written.write_bytes(document.encode())
        expected = (GOLDEN / name).read_bytes().decode()
        assert document == expected, f"what was written lies in {written}"

    return compare
