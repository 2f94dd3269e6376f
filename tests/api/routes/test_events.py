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


def test_a_place_that_the_log_has_not_come_to_is_refused(client: TestClient, post: Post) -> None:
    """Whoever waits there, after a backup was put in place, would wait in silence and then miss what comes."""
    post(FLOOD)
    assert "after" in problem(client.get(f"/v1/events?after={2**63}"), 422, "invalid-parameter")["detail"]
    last = client.get("/v1/events").json()["next_after"]
    assert client.get(f"/v1/events?after={last}").json()["events"] == []
    beyond = [
        client.get("/v1/events", params={"after": last + 1}),
        client.get("/v1/events/stream", params={"after": last + 1}),
        client.get("/v1/events/stream", headers={"Last-Event-ID": str(last + 1)}),
        client.get("/v1/events", params={"after": 2**63 - 1}),
    ]
    for answer in beyond:
        assert f"the last event so far is {last}" in problem(answer, 422, "invalid-parameter")["detail"]
