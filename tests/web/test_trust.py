"""The calibration in use and the last evaluation on the health page: drawn, in words, and for programs."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.app import create_app
from service.clustering.calibrating import Bin
from service.clustering.fusion import LearntFrom, shipped_calibration
from service.desk import Desk
from service.formats.evaluation_json import keep_evaluation
from service.settings import Settings
from service.stores.memory import MemoryStore
from service.web.plots import LENGTH, SIDE, curve_of, scores_of
from tests.api.support import WordEncoder
from tests.web.support import EVALUATIONS
from tests.web.test_story_page import shown


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "Nothing is kept. Name a file in NEWSFOLD_EVALUATIONS"),
        ("nothing.jsonl", "Nothing has been evaluated yet"),
        ("broken.jsonl", "1 of 1 lines"),
    ],
)
def test_where_nothing_was_evaluated_it_says_how(tmp_path: Path, named: str, said: str) -> None:
    (tmp_path / "broken.jsonl").write_text("{")
    settings = Settings(database_url="memory:", evaluations=str(tmp_path / named) if named else "")
    with TestClient(create_app(settings, Desk(MemoryStore(), WordEncoder()))) as client:
        page = client.get("/health").text
        assert said in shown(page)
        assert "It brings no curve of its own" in shown(page)
        assert client.get("/health.json").json()["evaluations"] == []


def test_the_last_evaluation_and_the_calibration_are_drawn_and_told(tmp_path: Path) -> None:
    kept = tmp_path / "evaluations.jsonl"
    for one in EVALUATIONS:
        keep_evaluation(kept, one)
    learnt = LearntFrom("ours.jsonl", "cd" * 32, 80, 20, 300, 0.91, 0.87, ((0.1, 0.2, 200), (0.8, 0.75, 100)))
    desk = Desk(MemoryStore(), WordEncoder(), calibration=replace(shipped_calibration(), sets=(learnt,)))
    settings = Settings(database_url="memory:", evaluations=str(kept), calibration="/etc/ours.json")
    with TestClient(create_app(settings, desk)) as client:
        page, twin = client.get("/health").text, client.get("/health.json").json()
    root = html.fromstring(page)
    text = shown(page)
    assert "<b>gold" not in page
    assert "calibration ours.json" not in text  # that of the evaluation was the shipped one
    assert "ours.json, for all-MiniLM-L6-v2. A report joins a story from a probability of 30 percent" in text
    drawings = root.xpath("//figure//svg")
    assert len(drawings) == 3
    for one in drawings:
        title, description = (root.get_element_by_id(name) for name in one.get("aria-labelledby").split())
        assert (title.tag, description.tag) == ("title", "desc")
        assert description.text_content().strip()
    assert len(root.xpath("//figure//table")) == 3
    assert len(root.xpath("//circle[@class='was']")) == 9
    newest = twin["evaluations"][0]
    assert f"{newest['b_cubed']['f1']:.3f}" in text
    cells = root.xpath("//figure[2]//td/text()")
    for said, right, cases in newest["reliability"]:
        assert [f"{100 * said:.1f} %", f"{100 * right:.1f} %", f"{cases}"] == cells[:3]
        del cells[:3]
    assert twin["calibration"]["name"] == "ours.json"
    assert twin["calibration"]["sets"][0]["reliability"] == [[0.1, 0.2, 200], [0.8, 0.75, 100]]


def test_points_lie_where_their_numbers_are() -> None:
    curve = curve_of([Bin(0.0, 0.0, 1), Bin(0.5, 0.25, 4)], join=0.3)
    assert [(one.x, one.y) for one in curve.points] == [(0, SIDE), (SIDE / 2, SIDE * 0.75)]
    assert curve.points[0].radius < curve.points[1].radius
    assert (curve.cases, curve.error, curve.threshold) == (5, 0.2, 60)
    assert curve_of([], join=0.3).path == ""
    rows = {one.name: one for one in scores_of(EVALUATIONS[1].scores, EVALUATIONS[0].scores)}
    assert rows["B-cubed precision"].x == round(0.95 * LENGTH, 1)
    assert rows["B-cubed recall"].before == 0.8
    assert rows["AMI"].x == 0  # below nothing
    assert {one.before for one in scores_of(EVALUATIONS[1].scores, None)} == {None}
