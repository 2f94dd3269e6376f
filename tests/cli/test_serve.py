import json
import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from typer.testing import CliRunner

from service.cli import app
from tests.e2e.support import QUICK, SERVE
from tests.forked import Forked, Running


def test_a_port_that_is_taken_is_named_at_once(run: CliRunner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = run.invoke(app, ["serve", "--port", str(port)])

    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1, port {port}" in result.stderr
    assert "--port" in result.stderr


def test_without_keys_only_this_machine_is_listened_to(run: CliRunner) -> None:
    result = run.invoke(app, ["serve", "--host", "0.0.0.0", "--port", "0"])

    assert result.exit_code == 2
    assert "there are no API keys, and on 0.0.0.0 others" in result.stderr
    assert "NEWSFOLD_API_KEYS" in result.stderr


def test_a_key_that_cannot_be_used_is_named_and_not_shown(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSFOLD_API_KEYS", "desk:red:an-open-secret")

    result = run.invoke(app, ["serve", "--host", "0.0.0.0", "--port", "0"])

    assert result.exit_code == 2
    assert "NEWSFOLD_API_KEYS: entry 1 (desk) has other scopes" in result.stderr
    assert "an-open-secret" not in result.output


def test_an_address_of_another_machine_is_bad_input(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_API_KEYS", "a-key-that-nobody-uses")
    result = run.invoke(app, ["serve", "--host", "192.0.2.1", "--port", "0"])

    assert result.exit_code == 2
    assert "cannot listen on 192.0.2.1" in result.stderr


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[Running]:
    environment = {**os.environ, "NEWSFOLD_DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}"}
    process = Forked(QUICK, ["serve", "--demo", "--port", str(port)], environment)
    yield process
    process.kill()
    process.communicate()


def test_the_demo_prints_a_briefing_serves_and_stops_in_peace(served: Running, port: int) -> None:
    assert served.stdout is not None
    said = []
    # Whoever is answered first finds all reports there.
    assert _first_answer(f"http://127.0.0.1:{port}/readyz")["window_articles"] > 40
    for line in served.stdout:
        said.append(line)
        if line.startswith("newsfold listens on"):
            break

    assert said[0].startswith("# ")
    assert any(line.startswith("## ") for line in said)
    assert said[-1].split()[3] == f"http://127.0.0.1:{port}"
    served.terminate()
    assert served.wait(timeout=20) == 0


SLOW_TO_START = f"""
import os, signal, time
from service.app import opening
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
def load_encoder(name):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(30)
opening.load_encoder = load_encoder
{SERVE}
"""


def test_control_c_while_it_starts_is_heard_at_once() -> None:
    process = Forked(
        SLOW_TO_START, ["serve", "--port", "0"], {**os.environ, "NEWSFOLD_DATABASE_URL": "memory:"}
    )
    try:
        assert process.wait(timeout=10) == 0
        assert "Traceback" not in process.communicate()[1]
    finally:
        process.kill()


def _first_answer(url: str) -> dict[str, Any]:
    """What is answered as soon as somebody listens."""
    give_up = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except URLError:
            assert time.monotonic() < give_up
            time.sleep(0.02)
