from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api.schemas import articles as schemas
from service.api.schemas import stories as story_schemas
from service.desk import Desk
from service.stores.memory import MemoryStore
from tests.api.support import Post, problem
from tests.desk.compass import desk_over


@pytest.fixture
def desk() -> Desk:
    return desk_over(MemoryStore())


def report(name: str, degrees: int, hour: int) -> dict[str, Any]:
    """Make a report in this direction: stories 45 degrees apart are of one subject."""
    text = " ".join([str(degrees), *(f"{name}{letter}" for letter in "abcdefgh")])
    return {"id": name, "text": text, "published_at": f"2026-11-20T{hour:02}:00:00Z"}


def linked(client: TestClient, post: Post) -> tuple[str, str]:
    """File two stories of one subject; their ids, in order of arrival."""
    first, second = (result["story_id"] for result in post(report("toll", 0, 6), report("leak", 45, 8)))
    assert first != second
    assert client.get(f"/v1/stories/{second}").json()["storyline_id"] == first
    return first, second


def test_a_storyline_lists_its_stories_and_says_why(client: TestClient, post: Post) -> None:
    first, second = linked(client, post)
    post(report("other", 180, 9))

    answer = client.get(f"/v1/storylines/{first}")
    story_schemas.StorylineOut.model_validate(answer.json())
    assert [story["story_id"] for story in answer.json()["stories"]] == [second, first]
    assert {story["storyline_id"] for story in answer.json()["stories"]} == {first}
    listed = client.get("/v1/stories", params={"storyline": first}).json()
    assert listed["stories"] == answer.json()["stories"]
    unchanged = client.get(f"/v1/storylines/{first}", headers={"If-None-Match": answer.headers["etag"]})
    assert unchanged.status_code == 304

    shown = client.get(f"/v1/stories/{second}").json()
    story_schemas.StoryOut.model_validate(shown)
    assert shown["linking"]["storyline_id"] == first
    assert shown["linking"]["receipt"]["rule"] == "same_subject"
    assert client.get(f"/v1/stories/{first}").json()["linking"] is None


def test_the_pages_of_a_storyline_show_each_story_once(client: TestClient, post: Post) -> None:
    first, second = linked(client, post)
    page = client.get(f"/v1/storylines/{first}", params={"limit": 1}).json()
    assert [story["story_id"] for story in page["stories"]] == [second]
    rest = client.get(f"/v1/storylines/{first}", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [story["story_id"] for story in rest["stories"]] == [first]
    assert rest["next_cursor"] is None


def test_the_id_of_a_storyline_redirects_is_gone_or_unknown(client: TestClient, post: Post) -> None:
    first, second = linked(client, post)
    answer = client.get(f"/v1/storylines/{second}?limit=9")
    assert problem(answer, 308, "moved")["successor"] == first
    assert answer.headers["location"] == f"/v1/storylines/{first}?limit=9"
    assert client.get(answer.headers["location"]).status_code == 200

    problem(client.get("/v1/storylines/s-unknown"), 404, "not-found")
    for article in ("toll", "leak"):
        client.post(f"/v1/articles/{article}/withdraw", json={"reason": "wrong"})
    for storyline in (first, second):
        problem(client.get(f"/v1/storylines/{storyline}"), 410, "gone")


def test_the_log_tells_of_links_by_ids_alone(client: TestClient, post: Post) -> None:
    first, second = linked(client, post)
    events = client.get("/v1/events").json()
    schemas.EventsOut.model_validate(events)
    [merged] = [event for event in events["events"] if event["type"] == "storyline.merged"]
    assert merged["story_id"] == second
    assert merged["data"] == {"storyline_id": first, "absorbed": second, "why": "reconcile"}
