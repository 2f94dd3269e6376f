"""The demo reports hold what the README and the other tests rely on."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from service.demo import DEMO_SINCE, demo_lines

Report = dict[str, Any]
FIELDS = {"id", "title", "text", "url", "source", "published_at", "language", "version", "evolved_from"}
STORIES: dict[str, str] = json.loads(Path(__file__).with_name("stories.json").read_bytes())
"""The story that a reader would put each demo report in, by article id."""


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [json.loads(line) for line in demo_lines().decode("utf-8").splitlines()]


@pytest.fixture(scope="module")
def by_story(reports: list[Report]) -> dict[str, list[Report]]:
    stories: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        stories[STORIES[report["id"]]].append(report)
    return stories


def test_every_report_has_a_story_and_every_label_a_report(reports: list[Report]) -> None:
    assert {report["id"] for report in reports} == set(STORIES)


def test_reports_arrive_in_order_within_three_days(reports: list[Report]) -> None:
    times = [datetime.fromisoformat(report["published_at"]) for report in reports]
    assert times == sorted(times)
    assert times[0] >= DEMO_SINCE
    assert times[-1] <= datetime(2026, 11, 18, 20, tzinfo=UTC)


def test_fields_are_those_of_the_contract_and_addresses_are_reserved_ones(reports: list[Report]) -> None:
    for report in reports:
        assert report.keys() <= FIELDS
        assert (urlsplit(report["url"]).hostname or "").endswith(".example")


def test_reports_are_short_and_some_lack_title_or_text(reports: list[Report]) -> None:
    assert all(60 <= len(report["text"].split()) <= 170 for report in reports if "text" in report)
    assert sum("text" not in report for report in reports) >= 2
    assert sum("title" not in report for report in reports) >= 2


def test_a_later_version_of_one_report_has_other_text(reports: list[Report]) -> None:
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for report in reports:
        versions[report["id"]][report["version"]] = report.get("text", "")
    revised = [texts for texts in versions.values() if len(texts) > 1]
    assert [sorted(texts) for texts in revised] == [["1", "2"]]
    assert revised[0]["1"] != revised[0]["2"]


def test_the_ferry_brings_every_kind_of_copy(by_story: dict[str, list[Report]]) -> None:
    ferry = {report["id"]: report for report in by_story["ferry-skarvik"]}
    wire, reprint, cut = (ferry[key] for key in ("harbour-1117-0016", "courier-1117-1", "coast-1117-22"))
    page, tracked = ferry["meridian-1117-233"], ferry["feed-1117-8841"]
    assert reprint["text"] == wire["text"]
    assert (reprint["source"], reprint["url"]) != (wire["source"], wire["url"])
    assert cut["title"] != wire["title"]
    assert cut["text"].split("\n\n")[1:] == wire["text"].split("\n\n")[:-1], "a header on top, the tail cut"
    assert tracked["url"].split("?")[0] == page["url"] != tracked["url"]


def test_a_rewrite_names_the_report_it_evolved_from(by_story: dict[str, list[Report]]) -> None:
    resigned = by_story["tolvik-resigns"]
    (rewrite,) = (report for report in resigned if "evolved_from" in report)
    assert rewrite["evolved_from"] in {report["id"] for report in resigned} - {rewrite["id"]}


def test_one_president_is_spelled_three_ways(by_story: dict[str, list[Report]]) -> None:
    words = {
        word.strip(".,'")
        for report in by_story["tavrenia-appeal"]
        for word in report["text"].split()
        if word.startswith("Hrynevsk")
    }
    assert words == {"Hrynevsky", "Hrynevskyi", "Hrynevskiy"}
    assert len({report["source"] for report in by_story["tavrenia-appeal"]}) == 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("flood-orle", "flood-tamsin"),
        ("tolvik-resigns", "farrant-resigns"),
        ("stocks-monday", "stocks-tuesday"),
    ],
)
def test_look_alikes_are_apart(by_story: dict[str, list[Report]], first: str, second: str) -> None:
    texts = [" ".join(report["text"] for report in by_story[story]) for story in (first, second)]
    shared = set(texts[0].split()) & set(texts[1].split())
    assert len(shared) >= 25, "they are to sound alike"
    assert by_story[first] and by_story[second]


def test_single_reports_stay_alone(by_story: dict[str, list[Report]]) -> None:
    assert sum(len(reports) == 1 for reports in by_story.values()) >= 6
