import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from embeddings.weights import Source, Weights, WeightsError
from service.cli import app, checkup

Rows = list[dict[str, object]]
Given = Callable[..., str]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights are found, without reading any; their digest is that of no vector."""

    def find(name: str) -> Weights:
        return Weights(name, Path("/models") / name, "ab" * 32, Source.PATH)

    monkeypatch.setattr(checkup, "find_weights", find)


@pytest.mark.usefixtures("model")
def test_a_fresh_machine_is_well_and_stays_untouched(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 0, result.stdout
    assert "all is well" in result.stdout
    assert f"SHA-256 {'ab' * 32}, explicit path /models/all-MiniLM-L6-v2" in result.stdout
    assert "sqlite:///desk.db: not there yet" in result.stdout
    assert sqlite3.sqlite_version in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("model")
def test_the_doctor_counts_articles_and_sees_vectors_of_another_model(
    run: CliRunner, given: Given, reports: Rows
) -> None:
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert "3 articles (0 withdrawn), 2 stories" in result.stdout
    assert "newsfold replay sqlite:///desk.db --db NEW_DATABASE_URL" in result.stdout


def test_missing_weights_are_named_with_their_remedy(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> Weights:
        raise WeightsError(f"no weights for {name}; name a folder with the model")

    monkeypatch.setattr(checkup, "find_weights", find)

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert "name a folder with the model" in result.stdout


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///no/such/folder/desk.db", "there is no folder"),
        ("what is this", "not a database URL"),
        ("sqlite:///text.db", "cannot be read"),
    ],
)
def test_a_database_that_cannot_be_used_is_wrong(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    (tmp_path / "text.db").write_text("This is a letter, not a database. " * 50)
    monkeypatch.setenv("NEWSFOLD_DATABASE_URL", url)

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert said in result.stdout
    assert "NEWSFOLD_DATABASE_URL" in result.stdout


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("setting", "status", "said"),
    [
        ("", 0, "none: everybody on this machine may call"),
        (f"desk:read+edit:sha256:{'ab' * 32}", 0, "desk (edit+read)\n"),
        ("desk:read:an-open-secret", 0, "kept in plain text: put the entry"),
        ("short", 0, "shorter than 16 characters"),
        ("desk:reed:an-open-secret", 2, "entry 1 (desk) has other scopes"),
        ("@no/such/file", 2, "no/such/file, which cannot be read"),
    ],
)
def test_the_doctor_looks_at_the_keys_and_shows_none(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch, setting: str, status: int, said: str
) -> None:
    monkeypatch.setenv("NEWSFOLD_API_KEYS", setting)

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == status
    assert said in result.stdout
    assert "an-open-secret" not in result.output


def test_old_sqlite_gets_the_caveat_and_is_not_called_wrong() -> None:
    old, new = checkup._sqlite((3, 40, 1)), checkup._sqlite((3, 51, 3))

    assert "WAL-reset" in old.says
    assert old.remedy is None
    assert "WAL-reset" not in new.says
