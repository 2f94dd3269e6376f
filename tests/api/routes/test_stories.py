from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api.schemas import stories as story_schemas
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Post, problem


def test_a_story_is_shown_with_its_articles(client: TestClient, post: Post) -> None:
    story_id = post(FLOOD, FLOOD_COPY)[0]["story_id"]
    shown = client.get(f"/v1/stories/{story_id}").json()
    story_schemas.StoryOut.model_validate(shown)
    assert shown["story_id"] == story_id
    assert shown["headline"] == FLOOD["title"]
    assert (shown["article_count"], shown["source_count"], shown["origin_count"]) == (2, 2, 1)
    assert [(one["article_id"], one["relation"]) for one in shown["articles"]] == [
        ("north/1", "new_story"),
        ("gazette/88", "exact_duplicate"),
    ]
    problem(client.get("/v1/stories/s-unknown"), 404, "not-found")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [RESIGNATION, FLOOD]),
        ("q=ALMA", [FLOOD]),
        ("source=Capital+Post", [RESIGNATION]),
        ("language=en", [FLOOD]),
        ("min_origins=2", []),
        ("since=2026-11-20T09:15:00Z", [RESIGNATION]),
        ("until=2026-11-20T09:15:00", [FLOOD]),
        ("since=2026-11-20T10:15:00%2B01:00", [RESIGNATION]),
        ("since=2026-11-20T10:15:00+01:00", [RESIGNATION]),
    ],
)
def test_stories_are_chosen(client: TestClient, post: Post, query: str, found: list[dict[str, Any]]) -> None:
    post(FLOOD, RESIGNATION)
    answer = client.get(f"/v1/stories?{query}")
    story_schemas.StoriesOut.model_validate(answer.json())
    assert [story["headline"] for story in answer.json()["stories"]] == [one["title"] for one in found]


@pytest.mark.parametrize("limit", [1, 3, 4, 200])
def test_following_the_cursor_shows_every_story_exactly_once(
    client: TestClient, post: Post, limit: int
) -> None:
    # Some at the same moment, so that the cursor must tell them apart by id.
    reports = [_unlike(number, hour=number // 3) for number in range(12)]
    expected = {result["story_id"] for result in post(*reports)}
    assert len(expected) == len(reports)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/v1/stories", params={"limit": limit, "cursor": cursor}).json()
        seen += [story["story_id"] for story in page["stories"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == sorted(expected)


def test_whatever_moves_a_story_across_the_place_of_a_reader_is_in_the_log(
    client: TestClient, post: Post
) -> None:
    copy = FLOOD_COPY | {"published_at": "2026-11-20T10:00:00Z"}
    back, _, forth = (one["story_id"] for one in post(FLOOD, RESIGNATION, _unlike(0, hour=5)))
    post(copy)
    began = client.get("/v1/events?limit=1000").json()["next_after"]
    page = client.get("/v1/stories?limit=1").json()
    client.post(f"/v1/articles/{copy['id']}/withdraw", json={"reason": "wrong"})
    post(_unlike(0, hour=11) | {"id": "again"})
    rest = client.get("/v1/stories", params={"cursor": page["next_cursor"]}).json()["stories"]
    seen = [story["story_id"] for story in (*page["stories"], *rest)]
    assert (seen.count(back), seen.count(forth)) == (2, 0)
    told = client.get("/v1/events", params={"after": began}).json()["events"]
    assert {back, forth} <= {event["story_id"] for event in told}


def test_a_merged_story_redirects_and_a_split_one_parts(client: TestClient, post: Post) -> None:
    flood, resignation = (result["story_id"] for result in post(FLOOD, RESIGNATION))
    merged = client.post(f"/v1/stories/{flood}/merge", json={"with": [resignation], "by": "anna"})
    assert merged.status_code == 200, merged.text
    survivor = merged.json()["story_id"]
    [absorbed] = {flood, resignation} - {survivor}

    answer = client.get(f"/v1/stories/{absorbed}?x=1")
    assert problem(answer, 308, "moved")["successor"] == survivor
    assert answer.headers["location"] == f"/v1/stories/{survivor}?x=1"
    assert client.get(answer.headers["location"]).json()["article_count"] == 2
    problem(client.post(f"/v1/stories/{absorbed}/split", json={"article_ids": ["north/1"]}), 409, "conflict")

    parted = client.post(f"/v1/stories/{survivor}/split", json={"article_ids": [RESIGNATION["id"]]})
    assert parted.status_code == 200, parted.text
    assert client.get(f"/v1/stories/{parted.json()['story_id']}").json()["headline"] == RESIGNATION["title"]
    kept = client.get(f"/v1/stories/{survivor}").json()
    assert kept["headline"] == FLOOD["title"]
    story_schemas.StoryOut.model_validate(kept)
    assert ("cannot_link", {FLOOD["id"], RESIGNATION["id"]}) in [
        (word["link"], {word["first"], word["second"]}) for word in kept["constraints"]
    ]


def test_an_editor_chooses_the_representative(client: TestClient, post: Post) -> None:
    story_id = post(FLOOD, FLOOD_COPY)[0]["story_id"]
    shown = client.get(f"/v1/stories/{story_id}").json()["representative"]["article_id"]
    [other] = {"north/1", "gazette/88"} - {shown}
    for choice, expected in ((other, other), (None, shown)):
        answer = client.post(f"/v1/stories/{story_id}/representative", json={"article_id": choice})
        assert answer.json()["story_id"] == story_id
        now = client.get(f"/v1/stories/{story_id}").json()["representative"]["article_id"]
        assert now == expected


def test_a_story_of_which_nothing_is_left_is_gone(client: TestClient, post: Post) -> None:
    story_id = post(FLOOD)[0]["story_id"]
    client.post("/v1/articles/north/1/withdraw", json={"reason": "wrong"})
    problem(client.get(f"/v1/stories/{story_id}"), 410, "gone")
    problem(client.post(f"/v1/stories/{story_id}/merge", json={"with": [story_id]}), 410, "gone")


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("merge", {"with": []}),
        ("merge", {"with": "s-1"}),
        ("split", {"article_ids": [1]}),
        ("representative", {}),
        ("representative", {"article_id": None, "article": "a"}),
    ],
)
def test_an_edit_says_exactly_what_is_meant(
    client: TestClient, post: Post, verb: str, body: dict[str, object]
) -> None:
    story_id = post(FLOOD)[0]["story_id"]
    members = problem(client.post(f"/v1/stories/{story_id}/{verb}", json=body), 422, "invalid-item")
    assert members["error"]["field"]
    assert members["remedy"]


def _unlike(number: int, hour: int) -> dict[str, object]:
    """Make a report that shares no word with any other."""
    words = " ".join(f"w{number}x{place}" for place in range(12))
    return {"id": f"r{number}", "title": words, "published_at": f"2026-11-20T{hour:02}:00:00Z"}
