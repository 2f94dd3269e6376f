import json
import logging

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from service.logs import configure_logging
from service.settings import LogFormat, LogLevel
from tests.api.support import FLOOD, FLOOD_COPY, Post


def test_metrics_count_what_came_in_and_how_long_it_took(client: TestClient, post: Post) -> None:
    post(FLOOD, FLOOD_COPY)
    client.post("/v1/articles", json={"articles": [{"title": ""}]})
    client.get("/v1/articles/unknown-1")
    client.get("/v1/articles/unknown-2")
    client.request("BREW", "/v1/nothing")
    found = _samples(client.get("/metrics").text)
    assert found["newsfold_articles_received_total", ("new_story",)] == 1
    assert found["newsfold_articles_received_total", ("exact_duplicate",)] == 1
    assert found["newsfold_articles_received_total", ("withdrawn",)] == 0, (
        "that nothing came can be alerted on"
    )
    assert found["newsfold_articles_rejected_total", ()] == 1
    assert found["newsfold_window_articles", ()] == 2
    count = "newsfold_request_duration_seconds_count"
    assert found[count, ("POST", "/v1/articles", "422")] == 1
    # Ids are no labels, and neither is what a stranger invents.
    assert found[count, ("GET", "/v1/articles/{article_id:path}", "404")] == 2
    assert found[count, ("other", "unmatched", "404")] == 1


def test_a_request_id_is_echoed_or_made(client: TestClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "desk-7"}).headers["x-request-id"] == "desk-7"
    made = [
        client.get("/healthz", headers={"X-Request-ID": bad}).headers["x-request-id"]
        for bad in ("", "a b", "x" * 129)
    ]
    assert len(set(made)) == 3
    assert all(len(name) == 32 for name in made)


@pytest.mark.usefixtures("logging_put_back")
@pytest.mark.parametrize("log_format", LogFormat)
def test_a_request_is_one_log_line_without_bodies_or_control_characters(
    client: TestClient, capsys: pytest.CaptureFixture[str], log_format: LogFormat
) -> None:
    configure_logging(LogLevel.INFO, log_format)
    client.post("/v1/articles", json={"title": "confidential"}, headers={"X-Request-ID": "desk-7"})
    client.get("/v1/articles/a%0Aforged%20line%1B%5B2J?token=hidden")
    client.get("/healthz")
    logging.getLogger("uvicorn.error").info("Started", extra={"color_message": "Started \x1b[36m%d"})
    written = capsys.readouterr().err.splitlines()
    assert ["color_message" in line for line in written if "Started" in line] == [False]
    lines = [line for line in written if "newsfold.access" in line]
    assert len(lines) == 2
    assert "desk-7" in lines[0]
    assert "forged line" in lines[1]
    text = "\n".join(lines)
    assert not any(secret in text for secret in ("confidential", "hidden", "\x1b"))
    if log_format is LogFormat.JSON:
        entry = json.loads(lines[0])
        assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/v1/articles", 200)
        assert entry["milliseconds"] > 0


def _samples(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    return {
        (
            sample.name,
            tuple(
                sample.labels[name]
                for name in ("method", "route", "status", "relation")
                if name in sample.labels
            ),
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
