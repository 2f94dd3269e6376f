"""What is not there, cannot be opened or breaks: a page for people, a problem for programs."""

from unittest.mock import Mock

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.desk import Desk
from service.errors import Closing, StorageFull, TooBusy, Unavailable
from tests.api.support import problem
from tests.web.test_story_page import shown

PEOPLE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/no/<script>/page", 404, "Nothing lies at /no/<script>/page."),
        ("/stories", 404, "There is no such page"),
        ("/pin", 405, "it cannot be opened, or loaded again"),
    ],
)
def test_a_path_that_nobody_knows_is_a_page_for_people(
    client: TestClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path, headers=PEOPLE)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert said in shown(answer.text)
    assert "<script>/" not in answer.text
    if status == 405:
        assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/no/such/page", {}), ("/no/such/page", {"Accept": "application/json"}), ("/v1/nothing", PEOPLE)],
)
def test_for_programs_it_is_a_problem(client: TestClient, path: str, headers: dict[str, str]) -> None:
    problem(client.get(path, headers=headers), 404, "no-such-path")


def test_what_breaks_inside_is_told_without_its_insides(
    app: FastAPI, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(desk, "newest", breaks)
    with TestClient(app, raise_server_exceptions=False) as client, capture_logs() as logged:
        page = client.get("/", headers=PEOPLE)
        assert page.status_code == 500
        assert page.headers["content-type"].startswith("text/html")
        assert "Something went wrong here" in shown(page.text)
        assert "secret" not in page.text
        problem(client.get("/"), 500, "internal")
    assert "request failed" in [one["event"] for one in logged]


@pytest.mark.parametrize(
    ("error", "status", "seconds"),
    [
        (None, 503, 5),
        (Closing(), 503, 5),
        (Unavailable("it is held"), 503, 5),
        (StorageFull("its disk is full"), 507, 60),
        (TooBusy(7), 429, 7),
    ],
)
def test_what_will_be_over_says_when_to_come_back(
    app: FastAPI,
    client: TestClient,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
    status: int,
    seconds: int,
) -> None:
    if error is None:
        app.state.front.desk = None
    else:
        monkeypatch.setattr(desk, "newest", Mock(side_effect=error))
    for path, form in (("/", "text/html"), ("/order.json", "application/problem+json")):
        answer = client.get(path, headers=PEOPLE)
        assert (answer.status_code, answer.headers.get("retry-after")) == (status, str(seconds))
        assert answer.headers["content-type"].startswith(form)
