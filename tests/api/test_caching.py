import pytest
from fastapi.testclient import TestClient

from tests.api.support import FLOOD, FLOOD_COPY, Post

PATHS = [
    "articles/north/1",
    "stories",
    "stories/{story}",
    "briefing",
    "briefing?format=md",
    "briefing?format=html",
    "briefing?format=mail",
    "briefing?format=slack",
    "briefing?format=ninjs",
    "../feeds/briefing.atom",
    "../feeds/briefing.json",
    "events",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_get_is_answered_with_304_until_something_changes(
    client: TestClient, post: Post, path: str
) -> None:
    path = "/v1/" + path.format(story=post(FLOOD)[0]["story_id"])
    first = client.get(path)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content

    post(FLOOD_COPY, {**FLOOD, "text": "Everything was different."})
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag


@pytest.mark.parametrize("path", PATHS[:-1])
def test_what_was_withdrawn_is_not_kept_alive_by_a_cache(client: TestClient, post: Post, path: str) -> None:
    path = "/v1/" + path.format(story=post(FLOOD, FLOOD_COPY)[0]["story_id"])
    first = client.get(path)
    assert "no-cache" in first.headers["cache-control"]
    client.post("/v1/articles/north/1/withdraw", json={"reason": "wrong"})
    after = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert after.status_code == (410 if path.endswith("north/1") else 200)
    assert "North Wire" not in after.text
