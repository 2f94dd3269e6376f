import re

import pytest
import typer
from typer.testing import CliRunner

from service.cli import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_shown_whole(name: str, run: CliRunner) -> None:
    """What stands in square brackets is markup to rich, and vanishes."""
    command = COMMANDS[name]
    written = [*command.help.split("\n\n"), *(parameter.help or "" for parameter in command.params)]

    shown = run.invoke(app, [name, "--help"], env={"COLUMNS": "500"}).stdout

    plain = " ".join(re.sub(r"[│╭╮╰╯─]", " ", shown).split())
    assert [text for text in written if " ".join(text.split()) not in plain] == []
