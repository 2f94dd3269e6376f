"""Inputs that are fetched."""

import json

import pytest
from typer.testing import CliRunner

from service.cli import app
from tests.egress.peer import peer, says
from tests.polling.support import FLOOD, VARGA, item, rss

ALLOWED = {"NEWSFOLD_ALLOW_PRIVATE_ADDRESSES": "true"}
FEED = says("", rss("<item/>", item("2", VARGA), item("1", FLOOD)))


def test_a_briefing_straight_from_a_feed(run: CliRunner) -> None:
    with peer(FEED) as server:
        url = server.url(path="/rss")
        result = run.invoke(app, ["brief", url.replace("//", "//eva:secret@")], env=ALLOWED)
    assert result.exit_code == 0, result.stderr
    assert FLOOD[0] in result.stdout
    assert "North Wire" in result.stdout
    assert f"{url.replace('//', '//***@')}: entry 1: " in result.stderr
    assert "secret" not in result.stderr


def test_group_and_replay_take_it_too(run: CliRunner) -> None:
    with peer(FEED) as server:
        url = server.url(path="/rss")
        grouped = run.invoke(app, ["group", url], env=ALLOWED)
        replayed = run.invoke(app, ["replay", url, "--db", "sqlite:///archive.db"], env=ALLOWED)
    ids = [json.loads(line)["id"] for line in grouped.stdout.splitlines()]
    assert [name.rpartition(":")[2] for name in ids] == ["1", "2"]
    assert json.loads(replayed.stdout)["articles"] == 2


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [("404 No", b"", "HTTP 404; look up"), ("200 OK", b"<html>News</html>", "looks like an HTML page")],
)
def test_what_cannot_be_had_ends_it_with_the_remedy(
    run: CliRunner, status: str, body: bytes, said: str
) -> None:
    with peer(says("", body, status=status)) as server:
        url = server.url().replace("//", "//eva:secret@")
        result = run.invoke(app, ["brief", url], env=ALLOWED)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "secret" not in result.stderr


def test_private_addresses_need_the_setting(run: CliRunner) -> None:
    with peer(FEED) as server:
        result = run.invoke(app, ["brief", server.url()])
    assert result.exit_code == 2
    assert "NEWSFOLD_ALLOW_PRIVATE_ADDRESSES=true" in result.stderr
    assert server.connections == 0
