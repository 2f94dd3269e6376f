"""The report: figures with the machine, the versions and the command that they were measured with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.benchmarks.outcomes import Outcome, Row
from tests.benchmarks.reprints import Reprints
from tests.benchmarks.sections import Section, table
from tests.benchmarks.speed import Speed

QUALITY_COLUMNS = {
    "system": "system",
    "tuning": "tuning",
    "setting": "setting",
    "order": "order",
    "level": "level",
    "b3_precision": "B³ P",
    "b3_recall": "B³ R",
    "b3_f1": "B³ F1",
    "pair_f1": "pair F1",
    "ari": "ARI",
    "ami": "AMI",
    "nmi": "NMI",
    "predicted_stories": "stories",
    "seconds": "s",
}


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run measured."""

    machine: Mapping[str, str]
    quality: Sequence[Outcome] = ()
    reprints: Reprints = field(default_factory=Reprints)
    speed: Speed = field(default_factory=Speed)
    sections: Sequence[Section] = ()
    """All other parts, in the order in which they are shown."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """Parts that failed, and with what."""
    unmeasured: Sequence[str] = ()
    """Parts that have not ended yet."""


def write(report: Report, folder: Path) -> None:
    """Write ``report.md`` and ``report.json`` into ``folder``, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [outcome.row() for outcome in report.quality]
    whole = {"machine": dict(report.machine), "quality": rows, "speed": asdict(report.speed)}
    whole |= {"reprints": asdict(report.reprints)}
    whole |= {"sections": [asdict(section) for section in report.sections]}
    whole |= {"failed": dict(report.failed), "unmeasured": list(report.unmeasured)}
    _put(folder / "report.json", json.dumps(whole, indent=2) + "\n")
    parts = [_machine(report.machine), _missing(report), _quality(rows), _means(report.quality)]
    parts += [section.markdown() for section in report.sections]
    parts += [_reprints(report.reprints), _speed(report.speed)]
    text = "# newsfold: what was measured\n\n" + "\n".join(part for part in parts if part)
    _put(folder / "report.md", text)


def _put(path: Path, text: str) -> None:
    made = path.with_name(f"making-{path.name}")
    made.write_text(text, encoding="utf-8")
    made.replace(path)


def _machine(facts: Mapping[str, str]) -> str:
    rows = [
        {"what": key, "value": f"`{value}`" if key == "command" else value} for key, value in facts.items()
    ]
    return table(rows, {"what": "", "value": ""})


def _missing(report: Report) -> str:
    """What is not in this report, and why."""
    why = {**report.failed, **dict.fromkeys(report.unmeasured, "the run has not come to its end")}
    rows = [{"part": name, "why": " ".join(reason.split())} for name, reason in why.items()]
    return f"## Not measured\n\n{table(rows, {key: key for key in rows[0]})}" if rows else ""


def _quality(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    parts = ["## Grouping quality\n"]
    for name in dict.fromkeys(row["data"] for row in rows):
        own = [row for row in rows if row["data"] == name]
        counts = next(row["level"] for row in own if row["counts"])
        parts.append(
            f"### {name}\n\n{own[0]['articles']} articles, {own[0]['gold_stories']} gold stories; "
            f"labels are of {counts} level.\n\n{table(own, QUALITY_COLUMNS)}"
        )
    parts.append("![B-cubed F1 by set](quality.png)\n")
    return "\n".join(parts)


def _means(outcomes: Sequence[Outcome]) -> str:
    """Mean over sets, each at the level that its labels are of."""
    counted: dict[tuple[str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.counts:
            counted.setdefault((outcome.system, outcome.tuning, outcome.order), []).append(outcome)
    if not counted:
        return ""
    rows = []
    for (system, tuning, order), own in counted.items():
        scores = [outcome.scores for outcome in own]
        rows.append(
            {
                "system": system,
                "tuning": tuning,
                "order": order,
                "sets": len(own),
                "b3_f1": sum(score.b_cubed.f1 for score in scores) / len(own),
                "pair_f1": sum(score.pairwise.f1 for score in scores) / len(own),
                "ari": sum(score.ari for score in scores) / len(own),
                "ami": sum(score.ami for score in scores) / len(own),
            }
        )
    headings = {"b3_f1": "B³ F1", "pair_f1": "pair F1", "ari": "ARI", "ami": "AMI"}
    columns = {key: key for key in ("system", "tuning", "order", "sets")} | headings
    return f"### Mean over sets\n\n{table(rows, columns)}"


def _reprints(reprints: Reprints) -> str:
    titles = {
        "Found": reprints.found,
        "Families whose original comes last": reprints.families,
        "Sent again with another figure in the opening": reprints.updates,
        "Different events taken for copies": reprints.apart,
    }
    parts = [
        f"### {title}\n\n{table(rows, {key: key for key in rows[0]})}"
        for title, rows in titles.items()
        if rows
    ]
    return "## Reprints\n\n" + "\n".join(parts) if parts else ""


def _group(speed: Speed) -> str:
    columns = {
        "articles": "articles",
        "grouping_ms": "grouping, ms an article",
        "grouped_a_second": "articles a second",
        "encoding_ms": "encoding, ms an article",
        "share_of_encoding": "grouping by encoding",
        "other_seconds": "grouping, s",
        "peak_memory_mib": "peak memory, MiB",
    }
    notes = (
        "Means of one pass from the beginning, vectors given, in processor time. Grouping is all that is done beside "
        "encoding: words, names and codes are read from the texts, the article is placed, the stories around it are "
        "put in order, all is filed in a store in memory. Encoding is measured on articles of the same stretches, "
        "between them. Memory includes the model, the texts, the store and its event log.\n"
        "\n![Growth in N](growth.png)\n"
    )
    steps = table(speed.steps, {key: key for key in speed.steps[0]}) if speed.steps else ""
    return (
        f"### `newsfold group` on the volume set\n\n{table(speed.group, columns)}\n{notes}\n"
        f"### Where the time goes\n\n{steps}"
    )


def _speed(speed: Speed) -> str:
    parts = []
    if speed.group:
        parts.append(_group(speed))
    for title, figures in (("Posting", speed.posting), ("Rebuild of a window", speed.rebuild)):
        if figures:
            rows = [{"what": key.replace("_", " "), "value": value} for key, value in figures.items()]
            parts.append(f"### {title}\n\n{table(rows, {'what': 'what', 'value': 'value'})}")
    return "## Speed and size\n\n" + "\n".join(parts) if parts else ""
