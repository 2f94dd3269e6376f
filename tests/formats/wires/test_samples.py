"""Documents of agencies, from a folder of them: each must be read with everything right, or refused for what it is.

The folder is named by ``NEWSFOLD_TEST_SAMPLES``; such documents belong to others and are not part of this repository.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.errors import ItemProblem, UnreadableInput
from service.formats.reading import Item, read
from service.model import Article, Submission
from tests.formats.wires.expecting import NO_REPORT, REFUSED, Document, Expected, expected_of, squeezed
from tests.formats.wires.samples import NOW

VARIABLE = "NEWSFOLD_TEST_SAMPLES"
FIELDS = (
    "identity",
    "version",
    "status",
    "headline",
    "text",
    "published",
    "revised",
    "embargo",
    "expires",
    "provider",
    "language",
)


@dataclass(frozen=True)
class Row:
    """What became of one report of one document."""

    file: str
    fields: str
    verdict: str


@pytest.fixture
def samples() -> Path:
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"{VARIABLE} names no folder of sample documents")
    return Path(folder)


def test_every_sample_is_read_right(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [
        path
        for path in sorted(samples.rglob("*"))
        if path.suffix in (".json", ".xml") or path.name == "briefing-page.txt"
        if not path.parent.name.endswith("-schemas")
    ]
    assert paths, f"{samples} holds no sample"
    rows = [row for path in paths for row in compared(path, samples)]
    with capsys.disabled():
        print("", *table(rows), sep="\n")  # noqa: T201 - the table is what this test is run for
    assert [row for row in rows if not row.verdict.startswith("right")] == []


def compared(path: Path, folder: Path) -> list[Row]:
    """One row for every report, picture or refusal of a document."""
    name, expected = str(path.relative_to(folder)), expected_of(path)
    try:
        items = read(path.read_bytes(), name=path.name, now=NOW).items
    except UnreadableInput as error:
        return [Row(name, "", refusal(expected, error))]
    if expected.refusal:
        return [Row(name, "", f"WRONG: taken, though it {expected.refusal}")]
    if len(items) != len(expected.items):
        return [Row(name, "", f"WRONG: {len(items)} items, not {len(expected.items)}")]
    return [row(name, *pair) for pair in zip(items, expected.items, strict=True)]


def refusal(expected: Document, error: UnreadableInput) -> str:
    if expected.refusal and expected.refusal in error.detail and error.remedy:
        return f"right: {REFUSED} ({expected.refusal})"
    return f"WRONG: {error}"


def row(name: str, item: Item, expected: Expected | str) -> Row:
    if isinstance(item, ItemProblem):
        verdict = f"right: {NO_REPORT}" if expected == NO_REPORT and item.remedy else "WRONG"
        return Row(name, "", f"{verdict} ({item.field}: {item.detail})")
    if isinstance(expected, str):
        return Row(name, "", f"WRONG: taken, though it is {expected}")
    wrong, said = [], []
    for field in FIELDS:
        found, wanted = fields_of(item, expected, field)
        right = found in wanted if isinstance(wanted, tuple) else found == wanted
        if not right:
            wrong.append(f"{field} is {str(found)[:60]!r}, not {str(wanted)[:60]!r}")
        elif found:
            said.append(field)
    warned = f", {len(item.warnings)} warning" if item.warnings else ""
    return Row(name, " ".join(said), "WRONG: " + "; ".join(wrong) if wrong else f"right{warned}")


def fields_of(item: Submission, expected: Expected, field: str) -> tuple[object, object]:
    """What was read of a field, and what was to be read; ids made of the content count as none."""
    article: Article = item.article
    found = {
        "identity": None if article.id.startswith("a-") and not expected.identity else article.id,
        "version": article.version,
        "status": article.status.value,
        "headline": article.title,
        "text": squeezed(article.text),
        "published": article.published_at,
        "revised": article.revised_at,
        "embargo": article.embargoed_until,
        "expires": article.expires_at,
        "provider": article.source,
        "language": article.language,
    }[field]
    if field == "headline":
        return found, " ".join(expected.headline.split())
    return found, expected.texts if field == "text" else getattr(expected, field)


def table(rows: list[Row]) -> list[str]:
    widths = [max(len(getattr(one, name)) for one in rows) for name in ("file", "fields")]
    lines = [f"{'file':{widths[0]}} | {'fields':{widths[1]}} | verdict"]
    lines.append("-" * len(lines[0]))
    lines += [f"{one.file:{widths[0]}} | {one.fields:{widths[1]}} | {one.verdict}" for one in rows]
    right = sum(one.verdict.startswith("right") for one in rows)
    return [*lines, f"{right} of {len(rows)} right, {len({one.file for one in rows})} files"]
