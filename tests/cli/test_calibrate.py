"""``newsfold calibrate``: honest splits, a file that is read back and used, clear words for what cannot be done."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from service.cli import app
from service.cli.calibrate import calibrating
from service.cli.labelled import CachingEncoder, LabelledSet, cases_of, f1_of, read_labelled
from service.clustering.calibrating import Cases
from service.clustering.fitting import fit
from service.clustering.fusion import Calibration, Fusion, shipped_calibration
from service.formats.calibration_json import read_calibration
from tests.cli.conftest import BagOfWords
from tests.desk.support import SUBJECTS

Given = Callable[..., str]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACES = ("Orle", "Marl", "Vint")


def rows(which: str) -> list[dict[str, object]]:
    """Twelve stories of four reports, each on a subject in a place of its own; a set of its own for each ``which``."""
    return [
        {
            "id": f"{which}/{place}/{subject}/{take}",
            "story": f"{which}/{place}/{subject}",
            "text": f"{place}{which} {text}",
        }
        for take in range(4)
        for place in PLACES
        for subject, texts in SUBJECTS.items()
        for text in [
            " ".join(
                f"{word}{place[0]}{which}" if word[0].isupper() else word for word in texts[take].split()
            )
        ]
    ]


def sets(given: Given, names: Sequence[str] = ("a", "b", "c")) -> list[str]:
    return [given(*rows(name), name=f"{name}.jsonl") for name in names]


def test_what_pages_repeat_is_not_learnt_from(given: Given, tmp_path: Path) -> None:
    # With so many words of its own that each is a stranger to reports of other stories.
    bare = [
        {**row, "text": f"{row['text']} {' '.join(f'{letter}{number}' for letter in 'qvxzwjkyhgbm')}."}
        for number, row in enumerate(rows("a"))
    ]
    around = (
        "The Quillon Examiner, harbours and kitchens",
        "The writer keeps bees and plays the viola at home.",
    )
    paged = [{**row, "text": f"{around[0]}\n\n{row['text']}\n\n{around[1]}"} for row in bare]
    encoder, before = BagOfWords(), shipped_calibration("all-MiniLM-L6-v2")
    found, expected = (
        cases_of(read_labelled(str(tmp_path / given(*one)), NOW), encoder, before, NOW)
        for one in (paged, bare)
    )
    assert found.labels.tolist() == expected.labels.tolist()
    np.testing.assert_array_equal(found.features, expected.features)


def test_the_file_that_is_written_is_the_one_that_evaluate_goes_by(
    run: CliRunner, given: Given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = sets(given, ("a", "b"))
    done = run.invoke(app, ["calibrate", *files, "--out", "ours.json"])
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    written = json.loads((tmp_path / "ours.json").read_text())
    assert (
        [one["name"] for one in told["sets"]]
        == [one["name"] for one in written["sets"]]
        == ["a.jsonl", "b.jsonl"]
    )
    assert (
        [one["reliability"] for one in told["sets"]]
        == [one["reliability"] for one in written["sets"]]
        == [
            [list(point) for point in one.reliability]
            for one in read_calibration(tmp_path / "ours.json").sets
        ]
    )
    assert written["same_story"]["weights"] == told["weights"]
    assert written["digest"] == BagOfWords().identity.digest
    assert "wrote ours.json" in done.stderr
    monkeypatch.setenv("NEWSFOLD_CALIBRATION", "ours.json")
    together = _stories(run, files[0])
    (tmp_path / "ours.json").write_text(json.dumps(written | {"join": 0.999999, "part": 0.0001}))
    assert _stories(run, files[0]) > together
    again = run.invoke(app, ["calibrate", *files, "--out", "ours.json"])
    assert "fitted on a.jsonl, b.jsonl, so the fit starts from nothing" in again.stderr
    assert "replaced ours.json" in again.stderr


def _stories(run: CliRunner, name: str) -> int:
    scores = json.loads(run.invoke(app, ["evaluate", name]).stdout)
    return int(scores["predicted_stories"])


def test_no_set_is_judged_by_a_fit_that_has_seen_it(
    run: CliRunner, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: dict[int, Sequence[Cases]] = {}
    tuned: dict[int, set[str]] = {}

    def spied_fit(given_cases: Sequence[Cases], prior: Calibration | None) -> Fusion:
        fusion = fit(given_cases, prior)
        taught[id(fusion)] = given_cases
        fitted.append(fusion)
        return fusion

    def spied_f1(labelled: LabelledSet, encoder: CachingEncoder, by: Calibration, now: datetime) -> float:
        tuned.setdefault(id(by.same_story), set()).add(labelled.name)
        return f1_of(labelled, encoder, by, now)

    fitted: list[Fusion] = []
    monkeypatch.setattr(calibrating, "fit", spied_fit)
    monkeypatch.setattr(calibrating, "f1_of", spied_f1)
    everything = [read_labelled(name, NOW) for name in sets(given)]
    work = calibrating.Fitting(everything, CachingEncoder(BagOfWords()), shipped_calibration(), NOW)
    without = work.on([0, 2])
    assert taught[id(without.same_story)] == [work.cases[0], work.cases[2]]
    assert tuned[id(without.same_story)] == {"a.jsonl", "c.jsonl"}
    outcome = work.judged(1)
    assert outcome.learnt.name == "b.jsonl"
    assert taught[id(fitted[-1])] == [work.cases[0], work.cases[2]]


def test_one_file_is_split_by_story_into_halves_that_judge_each_other(run: CliRunner, given: Given) -> None:
    [name] = sets(given, ("a",))
    earlier, later = read_labelled(name, NOW).halves()
    assert set(earlier.gold.values()).isdisjoint(later.gold.values())
    assert len(earlier.articles) + len(later.articles) == 48
    done = run.invoke(app, ["calibrate", name])
    assert done.exit_code == 0, done.stderr
    assert "a.jsonl stands alone" in done.stderr
    assert len(json.loads(done.stdout)["sets"]) == 2
    assert Path("calibration.json").exists()


def test_too_few_stories_and_no_labels_are_said(
    run: CliRunner, given: Given, reports: list[dict[str, object]]
) -> None:
    few = run.invoke(app, ["calibrate", given(*rows("a")[:8])])
    assert (few.exit_code, "too few stories" in few.stderr) == (2, True), few.stderr
    alone = run.invoke(app, ["calibrate", given(*rows("a")[:1])])
    assert (alone.exit_code, "too few stories" in alone.stderr) == (2, True), alone.stderr
    bare = run.invoke(app, ["calibrate", given(*reports)])
    assert (bare.exit_code, "no gold labels" in bare.stderr) == (2, True)
    gone = run.invoke(app, ["calibrate", "gone.jsonl"])
    assert (gone.exit_code, "gone.jsonl is not there" in gone.stderr) == (2, True)
    assert not Path("calibration.json").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("{", "is no calibration"),
        ("[]", "is no calibration"),
        ('{"model": "x"}', "is no calibration"),
        ("another", "was fitted for another-model"),
    ],
)
def test_a_calibration_that_cannot_be_used_is_an_error_not_a_guess(
    run: CliRunner,
    given: Given,
    reports: list[dict[str, object]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str | None,
    said: str,
) -> None:
    path = tmp_path / "ours.json"
    if text == "another":
        shipped = Path(calibrating.__file__).parents[2] / "clustering" / "calibration.json"
        text = json.dumps(json.loads(shipped.read_text()) | {"model": "another-model"})
    if text is not None:
        path.write_text(text)
    monkeypatch.setenv("NEWSFOLD_CALIBRATION", str(path))
    done = run.invoke(app, ["group", given(*reports)])
    assert done.exit_code == 2
    assert said in done.stderr
    assert "NEWSFOLD_CALIBRATION" in done.stderr
