import inspect

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from embeddings import WeightsError
from service import errors
from service.api.problems import KINDS, kind_of, problem_of, render
from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from tests.api.support import problem

_ERRORS = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, Exception)]


def test_the_table_holds_every_error_there_is() -> None:
    assert set(KINDS) == {*_ERRORS, WeightsError}


def test_a_type_means_one_status() -> None:
    statuses: dict[str, set[int]] = {}
    for kind in KINDS.values():
        statuses.setdefault(kind.name, set()).add(kind.status)
    assert all(len(found) == 1 for found in statuses.values())


def test_a_new_error_is_shown_as_what_it_derives_from() -> None:
    class StillInUse(errors.Conflict):
        pass

    assert kind_of(StillInUse()).name == "conflict"


def test_faults_of_ours_tell_nothing_about_the_inside() -> None:
    shown = render(problem_of(errors.EncoderMismatch("/secret/path")))
    assert shown.status_code == 503
    assert b"secret" not in bytes(shown.body)


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/v1/nothing", 404, "no-such-path"),
        ("GET", "/v1/articles", 405, "method-not-allowed"),
        ("DELETE", "/v1/stories", 405, "method-not-allowed"),
        ("GET", "/v1/articles/", 404, "not-found"),
        ("GET", "/v1/stories/", 404, "not-found"),
        ("GET", "/v1/stories/%00%0a", 404, "not-found"),
    ],
)
def test_wrong_paths_and_methods_are_problems_too(
    client: TestClient, method: str, path: str, status: int, name: str
) -> None:
    answer = client.request(method, path)
    problem(answer, status, name)
    assert ("allow" in answer.headers) == (status == 405)


def test_the_unexpected_is_a_problem_without_internals(
    settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret internals")

    monkeypatch.setattr(Desk, "article", fail)
    # What is logged by default, outside of the command, is a traceback that takes seconds to draw.
    with capture_logs() as logged, TestClient(create_app(settings, desk)) as client:
        answer = client.get("/v1/articles/x", headers={"X-Request-ID": "r-1"})
    assert [line for line in logged if line["log_level"] == "error"]
    members = problem(answer, 500, "internal")
    assert "secret" not in answer.text
    assert "X-Request-ID" in members["remedy"]
    assert answer.headers["x-request-id"] == "r-1"


def test_before_and_after_its_life_the_app_says_that_it_is_not_ready(settings: Settings, desk: Desk) -> None:
    client = TestClient(create_app(settings, desk))
    for _ in range(2):
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/stories"):
            problem(client.get(path), 503, "not-ready")
        with client:
            ready = client.get("/readyz").json()
            assert (ready["status"], ready["window_articles"], ready["queue"]["articles"]) == ("ready", 0, 0)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/webhooks", "GET, HEAD, POST"),
        ("PUT", "/v1/webhooks/wh-1", "DELETE, GET, HEAD"),
        # An id may hold slashes: so this may be the article "a/withdraw" as well.
        ("DELETE", "/v1/articles/a/withdraw", "GET, HEAD, POST"),
        ("POST", "/v1/stories", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_taken_is_told_all_that_are(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed
