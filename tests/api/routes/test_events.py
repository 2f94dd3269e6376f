from fastapi.testclient import TestClient

from service.api.schemas import articles as schemas
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Post, problem


def test_the_log_is_read_by_cursor_without_gaps_or_texts(client: TestClient, post: Post) -> None:
    post(FLOOD, FLOOD_COPY, RESIGNATION)
    client.post("/v1/articles/north/1/withdraw", json={"reason": "a secret reason"})
    whole = client.get("/v1/events")
    schemas.EventsOut.model_validate(whole.json())
    assert "Alma" not in whole.text
    assert "secret" not in whole.text

    seen, after = [], 0
    while page := client.get("/v1/events", params={"after": after, "limit": 2}).json()["events"]:
        seen += page
        after = page[-1]["sequence"]
    assert seen == whole.json()["events"]
    assert {"story.created", "story.updated", "article.withdrawn"} <= {event["type"] for event in seen}
    end = client.get("/v1/events", params={"after": after}).json()
    assert end == {"events": [], "next_after": after}


def test_a_place_beyond_all_numbers_is_refused(client: TestClient) -> None:
    assert "after" in problem(client.get(f"/v1/events?after={2**63}"), 422, "invalid-parameter")["detail"]
    assert client.get(f"/v1/events?after={2**63 - 1}").json()["events"] == []
