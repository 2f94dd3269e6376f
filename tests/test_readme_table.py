"""The README's table of grouping is made from reports, and a report without a figure leaves its row alone."""

from typing import Any

from tests.benchmarks import ours
from tests.benchmarks.readme import HEAD, MEAN, README, ROWS, SHAPES, STORIES, updated


def outcome(
    data: str, system: str, tuning: str, f1: float, order: str = "whole set at once"
) -> dict[str, Any]:
    named = {"data": data, "system": system, "tuning": tuning, "order": order}
    return named | {"counts": True, "articles": 1234, "b3_f1": f1}


QUALITY = [
    one
    for data in STORIES
    for one in (
        outcome(data, ours.NAME, "one configuration for all", 0.5, "arrival"),
        outcome(data, ours.NAME, "one configuration for all", 0.99, "shuffled"),
        outcome(data, "HDBSCAN, MiniLM", "tuned on the set", 0.4),
        outcome(data, "TF-IDF average linkage", "tuned on the set", 0.6),
        outcome(data, "HDBSCAN, MiniLM", "one setting for all", 0.3),
    )
]
TRANSFER = {"title": "Transfer", "tables": {"": [{"set": "mean", "arrival": 0.7}]}}
LETTERS = [
    {"set": data, "newsfold": own, "best peer": 0.8, "which": which}
    for data, own, which in zip(
        STORIES, (0.9, 0.7, 0.9), ("semhash, MiniLM",) * 2 + ("MinHash LSH",), strict=True
    )
]
SHAPED = {"title": "Shapes", "tables": {"small letters": LETTERS}}


def test_rows_are_made_from_what_was_measured_and_others_stay() -> None:
    before = README.read_text("utf-8")
    report = {"quality": QUALITY, "sections": [TRANSFER]}
    after = updated(before, [report, {"quality": [], "sections": [SHAPED]}])
    assert "| ecb-dev (1,234 reports, look-alike events) | .500 | .600 TF-IDF linkage |" in after
    assert f"| {MEAN} | **.700** | .300 HDBSCAN, one setting for all |" in after
    row = "| the first three in small letters | **.900**, .700, **.900** | .800, .800 semhash, .800 MinHash LSH |"
    assert row in after
    changed = [one for one, other in zip(before.split("\n"), after.split("\n"), strict=True) if one != other]
    assert len(changed) == 5
    assert updated(before, []) == before


def test_the_readme_has_every_row_that_can_be_made() -> None:
    table = README.read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    for label in (*(label.partition(" (")[0] for label in ROWS), MEAN, *SHAPES):
        assert f"\n| {label}" in table
