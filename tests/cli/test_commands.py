import json
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service import cli
from service.cli import app
from service.formats.evaluation_json import kept_evaluations
from tests.desk.compass import Compass, desk_over

Rows = list[dict[str, object]]
Given = Callable[..., str]

HEAVY = ("torch", "sklearn", "fastapi", "sqlalchemy", "sentence_transformers", "pydantic", "uvicorn", "lxml")


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def stories(result: Result) -> Mapping[str, object]:
    return {str(row["id"]): row["story"] for row in objects(result)}


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from service.cli import main\n"
        "sys.argv = ['newsfold', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"
    for command in ("serve", "group", "brief", "evaluate", "replay", "doctor"):
        assert command in done.stdout


def test_group_prints_one_line_per_article_in_arrival_order(
    run: CliRunner, given: Given, reports: Rows
) -> None:
    result = run.invoke(app, ["group", given(*reports)])

    assert result.exit_code == 0, result.stderr
    assert list(stories(result)) == ["a", "b", "c"]
    assert all(set(row) == {"id", "story"} for row in objects(result))
    assert stories(result)["a"] == stories(result)["c"] != stories(result)["b"]


def test_group_reads_gzip_stdin_and_several_inputs(run: CliRunner, given: Given, reports: Rows) -> None:
    packed = given(*reports[:2], name="packed.jsonl.gz")

    result = run.invoke(app, ["group", packed, "-"], input=json.dumps(reports[2]) + "\n")

    assert list(stories(result)) == ["a", "b", "c"]
    assert stories(result)["a"] == stories(result)["c"]


def test_an_id_that_comes_twice_is_printed_once(run: CliRunner, given: Given, reports: Rows) -> None:
    update = reports[0] | {"text": f"{reports[0]['text']} Rescuers were still searching.", "version": "2"}

    result = run.invoke(app, ["group", given(*reports, update, reports[1])])

    assert [row["id"] for row in objects(result)] == ["a", "b", "c"]


def test_storylines_are_printed_and_scored_at_their_level(
    run: CliRunner, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.load_encoder", lambda _: Compass())
    monkeypatch.setattr("service.cli.oneshot.Desk", lambda store, *_, **__: desk_over(store))
    gold = {"a": (0, "canal"), "b": (45, "canal"), "c": (180, "election")}
    rows = [
        {
            "id": name,
            "story": subject,
            "text": f"{degrees} {' '.join(name + letter for letter in 'abcdefgh')}",
        }
        for name, (degrees, subject) in gold.items()
    ]
    name = given(*rows)

    found = stories(run.invoke(app, ["group", name]))
    storylines = stories(run.invoke(app, ["group", name, "--level", "storyline"]))
    [scores] = objects(run.invoke(app, ["evaluate", name, "--level", "storyline"]))

    assert len(set(found.values())) == 3
    assert storylines == {"a": found["a"], "b": found["a"], "c": found["c"]}
    assert (scores["level"], scores["predicted_stories"], scores["ari"]) == ("storyline", 2, 1.0)


def test_a_bad_line_is_named_and_the_rest_is_taken(run: CliRunner, given: Given, reports: Rows) -> None:
    name = given(reports[0], '{"id": "half", "title": "Rai', reports[1])

    result = run.invoke(app, ["group", name])

    assert result.exit_code == 0
    assert list(stories(result)) == ["a", "b"]
    assert f"{name}: line 2" in result.stderr


@pytest.mark.parametrize(("to", "status"), [(">/dev/full", 2), (">&-", 2), ("| true", 0)])
def test_where_results_cannot_go_it_is_said_in_one_line(to: str, status: int) -> None:
    """A disk that is full, an output that is closed; a reader that has gone is none of its business."""
    line = f'"{sys.executable}" -c "from service.cli import main; main()" --version {to}'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    said = "newsfold: the standard output cannot be written to"
    assert (done.returncode, done.stderr.count("\n"), done.stderr.startswith(said)) == (
        status,
        int(status > 0),
        status > 0,
    )


@pytest.mark.parametrize("arguments", [["group"], ["brief"], ["evaluate"]])
def test_an_input_that_is_not_there_is_bad_input(run: CliRunner, arguments: list[str]) -> None:
    result = run.invoke(app, [*arguments, "nowhere.jsonl"])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nowhere.jsonl is not there" in result.stderr


def test_input_without_a_single_article_is_bad_input(run: CliRunner, given: Given) -> None:
    result = run.invoke(app, ["group", given('{"id": "half"', "{}")])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "reports.jsonl" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["group"], ["fold", "x"], ["group", "x", "--level", "topic"], ["replay", "x"]]
)
def test_bad_usage_is_told_from_success(run: CliRunner, arguments: list[str]) -> None:
    assert run.invoke(app, arguments).exit_code == 2


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = (
        "import sys\n"
        "from service.cli import app, main, terminal\n"
        "app.command('flood')(lambda: terminal.write(str(n) for n in range(10**6)))\n"
        "sys.argv = ['newsfold', 'flood']\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"0\n"
        process.stdout.close()
        said = process.stderr.read()

    assert (said, process.returncode) == (b"", 0)


@pytest.mark.usefixtures("run")
def test_whoever_closes_stderr_gets_results_all_the_same(
    given: Given, reports: Rows, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["newsfold", "group", given(*reports)])
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as left:
        cli.main()
    sys.stderr.close()
    assert left.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) == len(reports)


def test_control_c_among_the_first_imports_ends_it_without_a_word() -> None:
    code = (
        "import os, signal, sys\n"
        # Whoever runs the tests in the background ignores it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from service.cli import main\n"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (cli.INTERRUPTED, "", "")


def test_control_c_in_compiled_code_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise SystemError("returned a result with an exception set") from KeyboardInterrupt()

    monkeypatch.setattr(cli, "app", interrupted)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == cli.INTERRUPTED


def test_brief_covers_every_report_given(run: CliRunner, given: Given, reports: Rows) -> None:
    reports[1]["published_at"] = "2025-01-02T09:00:00Z"

    result = run.invoke(app, ["brief", given(*reports), "--format", "json"])

    assert result.exit_code == 0, result.stderr
    said = json.dumps(json.loads(result.stdout))
    assert "River floods Millau" in said
    assert "Ferry strike in Bergen" in said


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        ("md", "# "),
        ("html", "<html"),
        ("mail", "Message-ID: <briefing."),
        ("slack", '"blocks": ['),
        ("ninjs", '"type": "composite"'),
    ],
)
def test_brief_is_written_as_asked(
    run: CliRunner, given: Given, reports: Rows, style: str, mark: str
) -> None:
    result = run.invoke(app, ["brief", given(*reports), "--format", style])

    assert result.exit_code == 0, result.stderr
    assert mark in result.stdout
    assert "River floods Millau" in result.stdout


def test_brief_tells_only_what_is_asked_for(run: CliRunner, given: Given, reports: Rows) -> None:
    reports[1] |= {"source": "Bergen Wire", "language": "nb"}
    name = given(*reports)
    for options in (["--source", "Bergen Wire"], ["--language", "nb"]):
        result = run.invoke(app, ["brief", name, *options])
        assert "Ferry strike in Bergen" in result.stdout
        assert "River floods Millau" not in result.stdout
    assert "No stories" in run.invoke(app, ["brief", name, "--min-origins", "9"]).stdout


def test_brief_links_to_the_service_where_there_is_one(
    run: CliRunner, given: Given, reports: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["brief", given(*reports), "--format", "slack"]
    assert "/v1/briefing" not in run.invoke(app, command).stdout
    monkeypatch.setenv("NEWSFOLD_PUBLIC_URL", "https://desk.example/newsfold/")
    assert "https://desk.example/newsfold/v1/briefing?format=html" in run.invoke(app, command).stdout


def test_evaluate_scores_what_has_a_gold_label(run: CliRunner, given: Given, reports: Rows) -> None:
    labelled = [report | {"story": story} for report, story in zip(reports, "fsf", strict=True)]
    unlabelled = {"id": "d", "title": "Chess title decided in Riga", "text": "", "story": None}

    result = run.invoke(app, ["evaluate", given(*labelled, unlabelled)])

    assert result.exit_code == 0, result.stderr
    [scores] = objects(result)
    assert scores["articles"] == 3
    assert scores["gold_stories"] == scores["predicted_stories"] == 2
    assert scores["b_cubed"] == scores["pairwise"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert scores["ari"] == scores["ami"] == scores["nmi"] == 1.0


def test_evaluate_without_labels_says_what_is_missing(run: CliRunner, given: Given, reports: Rows) -> None:
    result = run.invoke(app, ["evaluate", given(*reports)])

    assert result.exit_code == 2
    assert "has no gold labels" in result.stderr


def test_what_evaluate_has_found_is_kept_where_that_is_asked(
    run: CliRunner, given: Given, reports: Rows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    labelled = [report | {"story": story} for report, story in zip(reports, "fsf", strict=True)]
    name = given(*labelled, "no report")
    kept = tmp_path / "evaluations.jsonl"
    monkeypatch.setenv("NEWSFOLD_EVALUATIONS", str(kept))
    first = run.invoke(app, ["evaluate", name])
    second = run.invoke(app, ["evaluate", name, "--level", "storyline"])
    assert (first.exit_code, second.exit_code) == (0, 0), first.stderr + second.stderr
    assert first.stderr.count("line 4") == 1  # the file is read once
    newest, before = kept_evaluations(kept).newest_first
    assert (newest.level, before.level) == ("storyline", "story")
    assert (before.name, before.calibration, before.model) == (
        Path(name).name,
        "shipped",
        "all-MiniLM-L6-v2",
    )
    assert before.scores.b_cubed.f1 == 1
    assert before.machine.endswith(platform.python_version())
    assert sum(one.cases for one in before.reliability) > 0
    assert newest.reliability == ()
    monkeypatch.setenv("NEWSFOLD_EVALUATIONS", str(tmp_path))
    refused = run.invoke(app, ["evaluate", name])
    assert (refused.exit_code, "cannot be kept" in refused.stderr) == (2, True)
    assert objects(refused)  # the figures are printed all the same


def test_settings_that_cannot_be_used_are_bad_input(
    run: CliRunner, given: Given, reports: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSFOLD_WINDOW_DAYS", "a fortnight")

    result = run.invoke(app, ["group", given(*reports)])

    assert result.exit_code == 2
    assert "NEWSFOLD_WINDOW_DAYS" in result.stderr


def test_version_is_printed(run: CliRunner) -> None:
    result = run.invoke(app, ["--version"])

    assert result.exit_code == 0
    assert result.stdout.startswith("newsfold ")
