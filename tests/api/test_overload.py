"""More than the service can take at once: refused with the truth about when, and nothing of it kept."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from embeddings import FloatArray
from service.app import create_app
from service.desk import Desk
from service.errors import StorageFull, Unavailable
from service.ports import Change
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import FLOOD, Clock, WordEncoder, problem

WAIT = 30.0


class Halted(WordEncoder):
    """Encodes when it is let."""

    def __init__(self) -> None:
        self.go_on, self.asked = Event(), Event()

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.asked.set()
        assert self.go_on.wait(WAIT)
        return super().encode(texts)


@pytest.fixture
def encoder() -> Halted:
    return Halted()


@pytest.fixture
def narrow(encoder: Halted, clock: Clock) -> Iterator[TestClient]:
    """A service in which five articles may wait."""
    settings = Settings(database_url="memory:", queue_articles=5, queue_bytes=20_000)
    app = create_app(settings, Desk(MemoryStore(), encoder), clock=clock)
    with TestClient(app) as opened:
        yield opened
        encoder.go_on.set()


def numbered(number: int) -> dict[str, str]:
    return {**FLOOD, "id": f"north/{number}"}


def waiting(client: TestClient, pool: ThreadPoolExecutor, encoder: Halted, count: int) -> list[Future[Any]]:
    """Post so many articles, none of which is encoded yet."""
    posts = [pool.submit(client.post, "/v1/articles", json=numbered(one)) for one in range(count)]
    assert encoder.asked.wait(WAIT)
    while client.get("/readyz").json()["queue"]["articles"] < count:
        pass
    return posts


def test_what_goes_beyond_the_queue_is_told_when_to_come_again(narrow: TestClient, encoder: Halted) -> None:
    with ThreadPoolExecutor(8) as pool:
        posts = waiting(narrow, pool, encoder, 5)
        for path in ("/v1/articles", "/v1/check"):
            refused = narrow.post(path, json=numbered(9))
            members = problem(refused, 429, "too-busy")
            assert int(refused.headers["retry-after"]) == members["retry_after"] >= 1
            assert str(members["retry_after"]) in members["remedy"]
        page = narrow.post("/paste/accept", data={"content": "eA=="}, headers={"Accept": "text/html"})
        assert page.status_code == 429
        assert "<h1>" in page.text
        # Whoever reads, or edits, is not concerned.
        assert narrow.get("/v1/stories").status_code == 200
        problem(narrow.post("/v1/articles/nobody/withdraw", json={"reason": "x"}), 404, "not-found")
        encoder.go_on.set()
        assert [post.result(WAIT).status_code for post in posts] == [200] * 5
        while narrow.get("/readyz").json()["queue"]["articles"]:
            pass
        assert narrow.post("/v1/articles", json=numbered(9)).status_code == 200
    figures = narrow.get("/metrics").text
    assert "newsfold_queue_articles 0.0" in figures
    assert "newsfold_batch_requests_count" in figures


def test_bytes_are_counted_while_they_are_read(narrow: TestClient, encoder: Halted) -> None:
    with ThreadPoolExecutor(8) as pool:
        posts = waiting(narrow, pool, encoder, 1)
        large = {**numbered(7), "text": "word " * 5_000}
        problem(narrow.post("/v1/articles", json=large), 429, "too-busy")
        assert narrow.get("/readyz").json()["queue"]["articles"] == 1
        encoder.go_on.set()
        assert posts[0].result(WAIT).status_code == 200
        # Where nothing waits, anything is taken that one request may bring.
        while narrow.get("/readyz").json()["queue"]["articles"]:
            pass
        assert narrow.post("/v1/articles", json=large).status_code == 200


def test_a_refused_key_is_free_and_a_waiting_one_is_done_once(narrow: TestClient, encoder: Halted) -> None:
    with ThreadPoolExecutor(8) as pool:
        posts = waiting(narrow, pool, encoder, 4)
        key = {"Idempotency-Key": "k1"}
        first = pool.submit(narrow.post, "/v1/articles", json=numbered(5), headers=key)
        while narrow.get("/readyz").json()["queue"]["articles"] < 5:
            pass
        problem(
            narrow.post("/v1/articles", json=numbered(6), headers={"Idempotency-Key": "k2"}), 429, "too-busy"
        )
        encoder.go_on.set()
        assert all(post.result(WAIT).status_code == 200 for post in [*posts, first])
    again = narrow.post("/v1/articles", json=numbered(5), headers=key)
    assert again.content == first.result().content
    assert again.headers["idempotent-replayed"] == "true"
    assert narrow.post("/v1/articles", json=numbered(6), headers={"Idempotency-Key": "k2"}).status_code == 200


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [(StorageFull("its disk is full"), 507, "storage-full"), (Unavailable("it is held"), 503, "unavailable")],
)
def test_a_database_that_cannot_be_written_is_a_clear_answer_and_loses_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, name: str
) -> None:
    def commit(_: MemoryStore, __: Change) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(MemoryStore, "commit", commit)
        for path, body in (("/v1/articles", FLOOD), ("/v1/push/superdesk", None)):
            if body is not None:
                answer = client.post(path, json=body, headers={"Idempotency-Key": "k1"})
                assert "nothing of it was filed" in problem(answer, status, name)["remedy"]
                assert int(answer.headers["retry-after"]) >= 1
    assert client.get("/v1/articles/north/1").status_code == 404
    again = client.post("/v1/articles", json=FLOOD, headers={"Idempotency-Key": "k1"})
    assert again.json()["results"][0]["relation"] == "new_story"


def test_five_megabytes_of_text_in_every_batch_cost_that_one_alone(client: TestClient) -> None:
    book = "Sandbags were filled at the depot. " * 150_000
    for one in range(3):
        batch = {"articles": [{"id": f"book/{one}", "title": "A book", "text": book}, numbered(one)]}
        answer = client.post("/v1/articles", json=batch).json()
        assert [result["article_id"] for result in answer["results"]] == [f"north/{one}"]
        [rejected] = answer["rejected"]
        assert (rejected["index"], rejected["error"]["field"]) == (0, "text")
