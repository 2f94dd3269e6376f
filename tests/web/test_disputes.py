"""Where sources disagree: shown side by side."""

from fastapi.testclient import TestClient
from lxml import html

from service.briefings.values import Disagreement, FigureClaim
from service.web.disputes import disputes_of
from tests.api.support import NOON, Post

FERRY = {
    "id": "north/1",
    "source": "North Wire",
    "title": "Ferry hits pier at Port Sunder",
    "text": "Fourteen people were injured when a ferry hit the pier at Port Sunder on Friday, police said.",
}
ANOTHER = {
    "id": "gazette/9",
    "source": "Sunder Gazette",
    "title": "Ferry strikes pier",
    "text": "The coastguard said 19 people were injured when the ferry struck the pier at Port Sunder on Friday.",
}


def claim(said: str, quote: str, source: str | None, field: str = "text") -> FigureClaim:
    return FigureClaim(
        value=12,
        upper=None,
        modifier="",
        said=said,
        place="",
        attributed_to=None,
        quote=quote,
        article_id="north/1",
        source=source,
        published_at=NOON,
        field=field,
        start=3,
        end=9,
    )


def test_claims_lead_to_their_words_where_these_stand_in_the_text() -> None:
    claims = (claim("at least 12", "At least 12.", "North Wire"), claim("17", "17 hurt", None, field="title"))
    [dispute] = disputes_of([Disagreement("people hurt", "people", True, "contested", claims)])
    assert dispute.words == "contested: the sources differ"
    assert [(one.said, one.start, one.source) for one in dispute.claims] == [
        ("at least 12", 3, "North Wire"),
        ("17", None, "unnamed source"),
    ]
    assert disputes_of([]) == ()


def test_what_several_say_alike_is_shown_once_and_leads_to_each() -> None:
    claims = (
        claim("12", "12 hurt", "North Wire"),
        claim("17", "17 hurt", "Coast Daily"),
        claim("12", "Twelve: 12", "Sunder Gazette"),
    )
    [dispute] = disputes_of([Disagreement("people hurt", "people", True, "contested", claims)])
    assert [(one.said, one.source, [other.source for other in one.others]) for one in dispute.claims] == [
        ("12", "North Wire", ["Sunder Gazette"]),
        ("17", "Coast Daily", []),
    ]


def test_they_stand_side_by_side_on_the_page(client: TestClient, post: Post) -> None:
    first, second = post(FERRY, ANOTHER)
    if first["story_id"] != second["story_id"]:
        client.post(
            f"/v1/stories/{first['story_id']}/merge", json={"with": [second["story_id"]]}
        ).raise_for_status()
    assert "1 disagreement" in client.get("/").text
    page = html.fromstring(client.get(f"/stories/{first['story_id']}").text)
    [section] = page.xpath("//*[@id='disagreements']")
    said = section.text_content()
    assert "Fourteen" in said
    assert "19" in said
    assert "Sunder Gazette" in said
    assert f"/articles/north%2F1?start=0&end={len(FERRY['text'])}#cited" in section.xpath(".//li//a/@href")
