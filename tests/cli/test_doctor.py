import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from typer.testing import CliRunner

import embeddings
from embeddings import Runtime, Wanted
from embeddings.runtimes import Choice, Measured
from embeddings.weights import Source, Weights, WeightsError
from service.cli import app
from service.cli.doctor import checkup
from service.cli.doctor.running_service import running_service
from service.desk import Desk
from service.feedbook import FeedRecord
from service.polling import feed_at
from service.stores.opening import open_store

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
    assert max(map(len, result.stdout.splitlines())) < 300, "a diary of the weights is no finding"
    assert f"SHA-256 {'ab' * 32}, explicit path /models/all-MiniLM-L6-v2" in result.stdout
    assert "sqlite:///desk.db: not there yet" in result.stdout
    assert sqlite3.sqlite_version in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("model")
def test_a_variable_that_is_nearly_a_setting_is_told_of(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NEWSFOLD_API_KEY", "NEWSFOLD_SERVICE_HOST", "NEWSFOLD_TEST_LONG"):
        monkeypatch.setenv(name, "1")  # of newsfold mcp, of Kubernetes, of the tests
    assert "is not a setting" not in run.invoke(app, ["doctor"]).stdout
    monkeypatch.setenv("NEWSFOLD_PROT", "8001")

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert "NEWSFOLD_PROT is not a setting" in result.stdout
    assert "write NEWSFOLD_PORT" in result.stdout


@pytest.mark.usefixtures("model")
def test_the_doctor_counts_articles_and_sees_vectors_of_another_model(
    run: CliRunner, given: Given, reports: Rows
) -> None:
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert "3 articles (0 withdrawn), 2 stories in 2 storylines" in result.stdout
    assert "newsfold replay sqlite:///desk.db --db NEW_DATABASE_URL" in result.stdout
    with closing(open_store("sqlite:///desk.db")) as store:
        flood, strike = (filed.story_id for name in "ab" if (filed := store.article(name)))
        Desk(store, embeddings.load_encoder()).merge(flood, [strike], datetime.now(UTC))
    assert "3 articles (0 withdrawn), 1 stories in 1 storylines" in run.invoke(app, ["doctor"]).stdout


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
        (
            "mysql://desk:secret@db.example/desk",
            "WRONG  database     mysql://desk:***@db.example/desk: cannot be used",
        ),
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
        ("", 0, "none: anybody on this machine may call"),
        (f"desk:read+edit:sha256:{'ab' * 32}", 0, "desk (edit+read)\n"),
        ("desk:read:an-open-secret", 0, "kept in plain text: replace it with the entry"),
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


@pytest.mark.usefixtures("model")
def test_the_doctor_says_that_a_start_on_every_address_needs_keys(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSFOLD_HOST", "0.0.0.0")

    result = run.invoke(app, ["doctor"])

    assert result.exit_code == 2
    assert "no API keys, and on 0.0.0.0 others" in " ".join(result.stdout.split())


def test_a_cache_that_cannot_be_written_is_told_of_where_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    blocked, free = tmp_path / "file" / "cache", tmp_path / "new" / "cache"

    [found] = checkup._cache(Wanted("model", Runtime.AUTO, blocked))

    assert str(blocked) in found.says
    assert "NEWSFOLD_CACHE_FOLDER" in (found.remedy or "")
    assert not list(checkup._cache(Wanted("model", Runtime.TORCH, blocked)))
    assert not list(checkup._cache(Wanted("model", Runtime.AUTO, free)))
    assert not free.exists()


def test_old_sqlite_gets_the_caveat_and_is_not_called_wrong() -> None:
    old, new = checkup._sqlite((3, 40, 1)), checkup._sqlite((3, 51, 3))

    assert "WAL-reset" in old.says
    assert old.remedy is None
    assert "WAL-reset" not in new.says


@pytest.mark.usefixtures("model")
def test_the_doctor_says_which_runtime_runs_and_why(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[Wanted] = []

    def load(asked: Wanted) -> object:
        if asked.runtime is Runtime.OPENVINO_INT8:
            raise WeightsError("OpenVINO is not installed; pip install 'newsfold[openvino]'")
        wanted.append(asked)
        slower = Measured(Runtime.TORCH, 3_214.6, 1.0)
        return SimpleNamespace(choice=Choice(Runtime.TORCH_BF16, "the fastest here", (slower,)))

    assert re.search(r"runtime +torch: as NEWSFOLD_ENCODER_RUNTIME asks", run.invoke(app, ["doctor"]).stdout)
    monkeypatch.setattr("embeddings.load_encoder", load)
    monkeypatch.setenv("NEWSFOLD_ENCODER_RUNTIME", "auto")
    monkeypatch.setenv("NEWSFOLD_CACHE_FOLDER", "cache")

    said = run.invoke(app, ["doctor"]).stdout

    assert "torch-bf16: the fastest here (torch 3,215 tokens/s, cosine 1.0000)" in said
    assert wanted == [Wanted("all-MiniLM-L6-v2", Runtime.AUTO, tmp_path / "cache")]
    monkeypatch.setenv("NEWSFOLD_ENCODER_RUNTIME", "openvino-int8")
    result = run.invoke(app, ["doctor"])
    assert result.exit_code == 2
    assert "what to do: OpenVINO is not installed" in result.stdout


@pytest.mark.usefixtures("model")
def test_the_doctor_tells_what_a_language_model_has_cost(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tokens" not in run.invoke(app, ["doctor"]).stdout
    monkeypatch.setenv("NEWSFOLD_LLM_URL", "https://llm.example/v1")
    monkeypatch.setenv("NEWSFOLD_LLM_MODEL", "small")
    assert "small: 0 of 200,000 tokens spent today\n" in run.invoke(app, ["doctor"]).stdout
    days = [
        datetime.now(UTC).date() + timedelta(days=shift) for shift in (0, 1)
    ]  # midnight may pass meanwhile
    with closing(open_store("sqlite:///desk.db")) as store:
        assert all(store.spending.book(day, 2_500, most=2_500) for day in days)
    assert "small: 2,500 of 200,000 tokens spent today\n" in run.invoke(app, ["doctor"]).stdout


@pytest.mark.usefixtures("model")
def test_the_doctor_tells_how_the_feeds_are_faring(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_FEEDS", "https://eva:secret@wire.example/rss https://gazette.example/rss")
    monkeypatch.setenv("NEWSFOLD_FEED_MINUTES", "2.5")
    result = run.invoke(app, ["doctor"])
    assert result.exit_code == 0, result.stdout
    assert "2, polled every 2.5 minutes: 2 new\n" in result.stdout

    wire = feed_at("https://wire.example/rss")
    with closing(open_store("sqlite:///desk.db")) as store:
        store.feedbook.keep(FeedRecord(wire.id, wire.url, failures=3, error="HTTP 500", remedy="wait"))
        store.feedbook.keep(FeedRecord("other~1", "https://other.example/", failures=1, error="not named"))
    result = run.invoke(app, ["doctor"])
    assert result.exit_code == 2
    assert "minutes: 1 failing, 1 new\n" in result.stdout
    assert re.search(r"WRONG +feed +https://wire\.example/rss: HTTP 500\n +what to do: wait\n", result.stdout)
    assert "other.example" not in result.stdout
    assert "secret" not in result.stdout

    monkeypatch.setenv("NEWSFOLD_FEEDS", "wire.example/rss")
    result = run.invoke(app, ["doctor"])
    assert result.exit_code == 2
    assert "'wire.example/rss' is not a feed" in result.stdout


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx2.Response(503), "not ready"),
        (httpx2.Response(200, json=["other"]), "is not newsfold"),
        (httpx2.ConnectError("refused"), "none is running"),
        (
            httpx2.Response(
                200,
                json={
                    "queue": {
                        "articles": 12,
                        "articles_at_most": 2_000,
                        "oldest_seconds": 0.3,
                        "articles_per_second": 40.5,
                    }
                },
            ),
            "12 of at most 2000 articles wait",
        ),
    ],
)
def test_a_service_that_runs_here_is_asked_how_it_fares(
    monkeypatch: pytest.MonkeyPatch, answer: httpx2.Response | Exception, says: str
) -> None:
    def get(url: str, *, timeout: float) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(httpx2, "get", get)
    found = running_service("0.0.0.0", 8_000)
    assert says in found.says
    assert "127.0.0.1:8000" in found.says
    assert found.remedy is None
