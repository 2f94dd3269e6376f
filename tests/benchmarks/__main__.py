"""``python -m tests.benchmarks --data FOLDER``: measure, and write the report."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from service.app.warming import warm_up
from tests.benchmarks import (
    ablation,
    briefing,
    burst,
    disagreements,
    encoding,
    errors,
    figures,
    growth,
    machine,
    novelty,
    page,
    plots,
    processes,
    quality,
    reading,
    reliability,
    report,
    reprints,
    retold,
    shapes,
    speed,
    stability,
    streaming,
    subjects,
    summaries,
    transfer,
    volume,
    wire,
)
from tests.benchmarks.datasets import LabelledSet, labelled_sets
from tests.benchmarks.peers import PEERS
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section

SPEED_PARTS = ("group", "posting", "rebuild")
SET_PARTS: dict[str, Callable[[Sequence[LabelledSet], Path], Section]] = {
    "stability": lambda sets, out: stability.run(sets, out / "cache"),
    "reliability": reliability.run,
    "transfer": lambda sets, out: transfer.run(sets, out / "cache"),
    "ablation": lambda sets, out: ablation.run(sets, out / "cache"),
    "errors": errors.run,
    "subjects": lambda sets, out: subjects.run(sets, out / "cache"),
    "shapes": lambda sets, out: shapes.run(sets, out / "cache"),
}
"""Parts that look closer at the labelled sets, in the order of the report."""
OWN_PARTS: dict[str, Callable[[], Section]] = {
    "reading": reading.run,
    "figures": disagreements.run,
    "novelty": novelty.run,
}
"""Parts that bring what they measure with them."""
PARTS = (
    "quality",
    "encoding",
    *SET_PARTS,
    "reprints",
    "volume",
    "wire",
    "retold",
    "growth",
    "streaming",
    "processes",
    *OWN_PARTS,
    "briefing",
    "page",
    *SPEED_PARTS,
    "load",
    "summaries",
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with NAME.jsonl.gz sets")
    parser.add_argument("--out", type=Path, default=Path("bench-report"), help="folder for the report")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help=f"parts ({', '.join(PARTS)}) or sets, by name"
    )
    parser.add_argument("--no-peers", action="store_true", help="measure newsfold alone")
    parser.add_argument("--whole", action="store_true", help="sampled sets whole as well")
    parser.add_argument(
        "--limit", type=int, help="articles (stories, of summaries) at most, for a quick look"
    )
    return parser.parse_args()


def main() -> None:
    """Measure what was asked for and write it down."""
    arguments = _arguments()
    # Compiling is not what is measured here.
    warm_up()
    parts = frozenset(arguments.only) & frozenset(PARTS)
    names = [name for name in arguments.only if name not in PARTS]
    if not arguments.only:
        parts = frozenset(PARTS)
    outcomes, sets = [], labelled_sets(arguments.data, only=names, whole=arguments.whole)
    if "quality" in parts or not parts:
        say(f"quality: {', '.join(data.name for data in sets) or 'no labelled set found'}")
        outcomes = quality.run(sets, arguments.out / "cache", peers=() if arguments.no_peers else PEERS)
        sys.stdout.write(figures.block(outcomes))
    measured = report.Report(
        machine=machine.describe(
            shlex.join([Path(sys.executable).name, "-m", "tests.benchmarks", *sys.argv[1:]])
        ),
        quality=outcomes,
        reprints=(
            reprints.run(arguments.data, arguments.out / "cache", limit=arguments.limit)
            if "reprints" in parts
            else reprints.Reprints()
        ),
        speed=speed.run(
            arguments.data,
            arguments.out / "cache",
            parts=parts & frozenset(SPEED_PARTS),
            limit=arguments.limit,
        ),
        sections=_sections(sets, parts, arguments),
    )
    _write(measured, arguments.out)


def _sections(
    sets: Sequence[LabelledSet], parts: frozenset[str], arguments: argparse.Namespace
) -> list[Section]:
    """The parts that come with a caption of their own."""
    out: Path = arguments.out
    made = [run(sets, out) for name, run in SET_PARTS.items() if name in parts]
    if "encoding" in parts:
        made.append(encoding.run(arguments.data, limit=arguments.limit))
    if "volume" in parts:
        made.append(volume.run(arguments.data, out / "cache", limit=arguments.limit))
    if "retold" in parts:
        made.append(retold.run(out / "cache"))
    if "wire" in parts:
        made.append(wire.run(arguments.data, out / "cache"))
    if "growth" in parts:
        made.append(growth.run(out, peers=not arguments.no_peers, limit=arguments.limit))
    if "streaming" in parts:
        made.append(streaming.run(arguments.limit))
    if "processes" in parts:
        made.append(processes.run(arguments.data, limit=arguments.limit))
    made += [run() for name, run in OWN_PARTS.items() if name in parts]
    if "summaries" in parts:
        made.append(summaries.run(arguments.data, out, stories=arguments.limit))
    return [*made, *_of_the_service(parts, arguments)]


def _of_the_service(parts: frozenset[str], arguments: argparse.Namespace) -> Iterator[Section]:
    if "load" in parts:
        yield burst.run(arguments.data, limit=arguments.limit)
    if "briefing" in parts:
        yield briefing.run(arguments.data, limit=arguments.limit)
    if "page" in parts:
        yield page.run()


def _write(measured: report.Report, folder: Path) -> None:
    report.write(measured, folder)
    if measured.quality:
        plots.draw_quality(measured.quality, folder / "quality.png")
    if measured.speed.group:
        plots.draw_growth(measured.speed, folder / "growth.png")
    say(f"written: {folder / 'report.md'}")


if __name__ == "__main__":
    main()
