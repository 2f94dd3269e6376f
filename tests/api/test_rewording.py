"""The service with a language model, over HTTP."""

import socket
from threading import Event
from time import monotonic, sleep

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.chores import STOP_SECONDS
from service.desk import Desk
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import WordEncoder
from tests.egress.peer import peer
from tests.rewriting.test_rewriter import ANSWER, GOOD, TEXT


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not five seconds between two looks at the desk."""
    monkeypatch.setattr("service.rewriting.rewriter.CALM", 0.05)


def test_the_service_ends_while_a_model_keeps_it_waiting() -> None:
    asked = Event()

    def hang(connection: socket.socket, request: bytes) -> None:
        asked.set()
        connection.settimeout(10)
        connection.recv(1)  # until it is hung up

    with peer(hang) as at:
        settings = Settings(
            database_url="memory:", llm_url=at.url(), llm_model="slow", allow_private_addresses=True
        )
        with TestClient(create_app(settings, Desk(MemoryStore(), WordEncoder()))) as client:
            client.post("/v1/articles", json={"id": "north/1", "title": "River Alma floods", "text": TEXT})
            assert asked.wait(10)
            stopping = monotonic()
        assert monotonic() - stopping < STOP_SECONDS, "and no thread is left behind"


def test_a_briefing_has_the_extract_at_once_and_the_other_words_when_they_are_there() -> None:
    with peer(ANSWER) as at:
        settings = Settings(
            database_url="memory:",
            llm_url=at.url(path="/v1"),
            llm_model="small",
            allow_private_addresses=True,
        )
        with TestClient(create_app(settings, Desk(MemoryStore(), WordEncoder()))) as client:
            client.post("/v1/articles", json={"id": "north/1", "title": "River Alma floods", "text": TEXT})
            end = monotonic() + 30
            while (item := client.get("/v1/briefing").json()["stories"][0])["abstract"] is None:
                assert item["summary"], "no reader waits for the model"
                assert monotonic() < end
                sleep(0.05)
            assert [sentence["text"] for sentence in item["abstract"]["sentences"]] == [GOOD]
            assert item["abstract"]["sentences"][0]["citations"]
            assert (item["abstract"]["model"], item["abstract"]["refused"]) == ("small", [])
            assert all(sentence["text"] in TEXT for sentence in item["summary"]), "the extract stays verbatim"
            page = client.get("/v1/briefing?format=md").text
            assert GOOD in page
            assert "reworded by small, checked against the sources" in page
