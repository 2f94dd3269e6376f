from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from service.front.key_locks import KeyLocks
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Post, problem

KEY = {"Idempotency-Key": "7f1c"}


def test_a_repeat_gets_the_same_answer_and_is_not_carried_out(client: TestClient) -> None:
    batch = {"articles": [FLOOD, {"title": ""}]}
    first = client.post("/v1/articles", json=batch, headers=KEY)
    again = client.post("/v1/articles", json=batch, headers=KEY)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    # Carried out again, it would have been unchanged.
    assert again.json()["results"][0]["relation"] == "new_story"


def test_a_key_stands_for_one_path_and_one_body(client: TestClient, post: Post) -> None:
    client.post("/v1/articles", json=FLOOD, headers=KEY)
    problem(client.post("/v1/articles", json=RESIGNATION, headers=KEY), 422, "idempotency-key-reused")
    path = "/v1/articles/north/1/withdraw"
    problem(client.post(path, json={"reason": "x"}, headers=KEY), 422, "idempotency-key-reused")
    assert client.get("/v1/articles/north/1").status_code == 200


def test_a_refused_request_leaves_its_key_free(client: TestClient) -> None:
    assert client.post("/v1/articles", json={"title": ""}, headers=KEY).status_code == 422
    assert client.post("/v1/articles", json=FLOOD, headers=KEY).status_code == 200


def test_simultaneous_copies_are_carried_out_once(client: TestClient) -> None:
    def send(_: int) -> tuple[bytes, bool]:
        answer = client.post("/v1/articles", json={"articles": [FLOOD, FLOOD_COPY]}, headers=KEY)
        return answer.content, "idempotent-replayed" in answer.headers

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert len({body for body, _ in answers}) == 1
    assert sorted(replayed for _, replayed in answers) == [False] + [True] * 7


def test_edits_are_repeated_safely(client: TestClient, post: Post) -> None:
    story_id = post(FLOOD, FLOOD_COPY)[0]["story_id"]
    order = {"article_ids": ["gazette/88"]}
    first = client.post(f"/v1/stories/{story_id}/split", json=order, headers=KEY)
    again = client.post(f"/v1/stories/{story_id}/split", json=order, headers=KEY)
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize("key", ["", "two words", "k" * 256])
def test_a_malformed_key_is_refused(client: TestClient, key: str) -> None:
    answer = client.post("/v1/articles", json=FLOOD, headers={"Idempotency-Key": key})
    problem(answer, 400, "invalid-idempotency-key")


def test_locks_are_forgotten_when_nobody_needs_them() -> None:
    locks = KeyLocks()
    with locks.hold("a"), locks.hold("b"):
        assert len(locks) == 2
    with pytest.raises(RuntimeError), locks.hold("a"):
        raise RuntimeError
    assert len(locks) == 0
