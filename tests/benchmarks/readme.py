"""The README's table of grouping, made from reports: ``python -m tests.benchmarks.readme FOLDER... [--write]``.

Each FOLDER holds the ``report.json`` of a run; of several, the last that measured something counts. A row of which a
report does not have all figures stays as it stands. Bold is what is ahead of the best peer.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import ours
from tests.benchmarks.figures import SHARED, TUNED
from tests.benchmarks.outcomes import Row

README = Path(__file__).parents[2] / "README.md"
HEAD = "| B-cubed F1 of | newsfold, one setting, in order of arrival | best peer, tuned on that very set |"
STORIES = ("ecb-dev", "neus-dev", "multinews-dev")
ROWS = {
    "ecb-dev ({articles} reports, look-alike events)": ("ecb-dev",),
    "neus-dev ({articles} leads)": ("neus-dev",),
    "multinews-dev ({articles} long untitled texts)": ("multinews-dev",),
    "uci-stream ({articles} headlines), storylines": ("uci-stream",),
}
"""What rows of the quality part are called, and the set that each is of."""
SHAPES = {
    "ecb-dev, neus-dev: titles alone": ("titles alone", STORIES[:2]),
    "the first three in small letters": ("small letters", STORIES),
}
"""The same of the part ``shapes``: a shape, and the sets."""
MEAN = "mean of the three, fitted without the set in question"
_SHORT = {
    "HDBSCAN, MiniLM": "HDBSCAN",
    "DBSCAN, MiniLM": "DBSCAN",
    "TF-IDF average linkage": "TF-IDF linkage",
    "average linkage, MiniLM": "linkage on MiniLM",
    "average linkage, half MiniLM, half TF-IDF": "linkage, half MiniLM, half TF-IDF",
    "semhash, MiniLM": "semhash",
}


class Pair(NamedTuple):
    """F1 of newsfold, of the best peer, and the peer's name."""

    own: float
    peer: float
    name: str


def updated(text: str, reports: Sequence[Mapping[str, Any]]) -> str:
    """The README with the rows that these reports have the figures of.

    Raises
    ------
    ValueError
        The README has no such table.
    """
    above, head, below = text.partition(HEAD)
    if not head:
        raise ValueError(f"the README has no table with the head {HEAD}")
    table, end, rest = below.partition("\n\n")
    fresh: dict[str, str] = {}
    for report in reports:
        fresh |= {_first_cell(row).partition(" (")[0]: row for row in rows(report)}
    lines = [fresh.get(_first_cell(line).partition(" (")[0], line) for line in table.split("\n")]
    return above + head + "\n".join(lines) + end + rest


def rows(report: Mapping[str, Any]) -> Iterator[str]:
    """The rows that this report has all figures of."""
    quality: list[Row] = [row for row in report["quality"] if row["counts"]]
    sections = {section["title"]: section["tables"] for section in report["sections"]}
    for label, (name,) in ROWS.items():
        of_set = [row for row in quality if row["data"] == name]
        if pair := _tuned(of_set):
            yield _row(label.format(articles=f"{of_set[0]['articles']:,}"), [pair])
    fitted = [row for row in sections.get("Transfer", {}).get("", ()) if row["set"] == "mean"]
    if fitted and (peer := _one_setting(quality)):
        yield _row(MEAN, [Pair(fitted[0]["arrival"], *peer)], ", one setting for all")
    for label, (shape, names) in SHAPES.items():
        told = {row["set"]: row for row in sections.get("Shapes", {}).get(shape, ())}
        if all(name in told for name in names):
            found = [told[name] for name in names]
            yield _row(label, [Pair(row["newsfold"], row["best peer"], row["which"]) for row in found])


def _tuned(of_set: Sequence[Row]) -> Pair | None:
    own = [row for row in of_set if row["system"] == ours.NAME and row["order"] == "arrival"]
    peers = [row for row in of_set if row["tuning"] == TUNED]
    if not own or not peers:
        return None
    best = max(peers, key=_f1)
    return Pair(_f1(own[0]), _f1(best), str(best["system"]))


def _one_setting(quality: Sequence[Row]) -> tuple[float, str] | None:
    """The best mean of a peer that has one setting for all three sets, where these are all that was measured."""
    shared = [row for row in quality if row["tuning"] == SHARED]
    if {row["data"] for row in shared} != set(STORIES):
        return None
    names = dict.fromkeys(str(row["system"]) for row in shared)
    means = {name: sum(_f1(row) for row in shared if row["system"] == name) / len(STORIES) for name in names}
    best = max(means, key=lambda name: means[name])
    return means[best], best


def _row(label: str, pairs: Sequence[Pair], behind: str = "") -> str:
    own = ", ".join(f"**{_figure(one.own)}**" if one.own > one.peer else _figure(one.own) for one in pairs)
    return f"| {label} | {own} | {', '.join(_peers(pairs))}{behind} |"


def _peers(pairs: Sequence[Pair]) -> Iterator[str]:
    """Each with its name, but where the next is the same peer."""
    following = [*(one.name for one in pairs[1:]), ""]
    for one, after in zip(pairs, following, strict=True):
        name = "" if one.name == after else _SHORT.get(one.name, one.name)
        yield f"{_figure(one.peer)} {name}".rstrip()


def _f1(row: Row) -> float:
    return float(row["b3_f1"])


def _figure(f1: float) -> str:
    return f"{f1:.3f}".removeprefix("0")


def _first_cell(line: str) -> str:
    return line.removeprefix("| ").partition(" |")[0]


def main() -> None:
    """Print the README with its table made anew, or write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.readme", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="write README.md")
    arguments = parser.parse_args()
    reports = [json.loads((folder / "report.json").read_text("utf-8")) for folder in arguments.folders]
    text = updated(README.read_text("utf-8"), reports)
    if arguments.write:
        README.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(HEAD + text.partition(HEAD)[2].partition("\n\n")[0] + "\n")


if __name__ == "__main__":
    main()
