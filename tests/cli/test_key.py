import json

import pytest
from typer.testing import CliRunner

from service.cli import app
from service.keys.ring import open_ring


@pytest.mark.parametrize(
    ("options", "scopes"),
    [
        ([], ["read"]),
        (["--scope", "write", "--scope", "read", "--scope", "write"], ["read", "write"]),
        (["--scope", "edit"], ["edit"]),
    ],
)
def test_a_new_key_is_printed_once_with_the_entry_that_lets_it_in(
    run: CliRunner, options: list[str], scopes: list[str]
) -> None:
    result = run.invoke(app, ["key", "desk", *options])

    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["name"], told["scopes"]) == ("desk", scopes)
    key = open_ring(told["entry"]).find(told["key"])
    assert key is not None
    assert (key.name, sorted(key.scopes), key.caveat) == ("desk", scopes, None)
    assert told["key"] not in told["entry"]


@pytest.mark.parametrize("arguments", [["two words"], ["desk", "--scope", "all"], []])
def test_a_name_or_a_scope_that_there_is_not_is_bad_input(run: CliRunner, arguments: list[str]) -> None:
    result = run.invoke(app, ["key", *arguments])

    assert result.exit_code == 2
    assert result.stdout == ""
