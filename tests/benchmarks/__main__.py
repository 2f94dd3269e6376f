"""``python -m tests.benchmarks --data FOLDER``: measure, and write the report."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
    languages,
    machine,
    novelty,
    page,
    parts,
    plots,
    processes,
    quality,
    reading,
    reliability,
    reprints,
    retold,
    shapes,
    speed,
    stability,
    static,
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
from tests.benchmarks.report import Report
from tests.benchmarks.sections import Section


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    data: Path
    sets: Sequence[LabelledSet]
    out: Path
    peers: bool
    limit: int | None

    @property
    def cache(self) -> Path:
        """Where vectors are kept from one run to the next."""
        return self.out / "cache"


SECTIONS: dict[str, Callable[[Asked], Section]] = {
    "stability": lambda asked: stability.run(asked.sets, asked.cache),
    "reliability": lambda asked: reliability.run(asked.sets, asked.out),
    "transfer": lambda asked: transfer.run(asked.sets, asked.cache),
    "ablation": lambda asked: ablation.run(asked.sets, asked.cache),
    "errors": lambda asked: errors.run(asked.sets, asked.out),
    "subjects": lambda asked: subjects.run(asked.sets, asked.cache),
    "shapes": lambda asked: shapes.run(asked.sets, asked.cache),
    "languages": lambda asked: languages.run(asked.sets, asked.cache),
    "static": lambda asked: static.run(asked.sets, asked.cache),
    "encoding": lambda asked: encoding.run(asked.data, limit=asked.limit),
    "volume": lambda asked: volume.run(asked.data, asked.cache, limit=asked.limit),
    "retold": lambda asked: retold.run(asked.cache),
    "wire": lambda asked: wire.run(asked.data, asked.cache),
    "growth": lambda asked: growth.run(asked.out, peers=asked.peers, limit=asked.limit),
    "streaming": lambda asked: streaming.run(asked.limit),
    "processes": lambda asked: processes.run(asked.data, limit=asked.limit),
    "reading": lambda _: reading.run(),
    "figures": lambda _: disagreements.run(),
    "novelty": lambda _: novelty.run(),
    "summaries": lambda asked: summaries.run(asked.data, asked.out, stories=asked.limit),
    "load": lambda asked: burst.run(asked.data, limit=asked.limit),
    "briefing": lambda asked: briefing.run(asked.data, limit=asked.limit),
    "page": lambda _: page.run(),
}
"""Parts that come with a caption of their own, in the order of the report."""
PARTS = ("quality", "reprints", *speed.PARTS, *SECTIONS)
"""In the order in which they are measured."""


def _asked() -> tuple[Asked, Sequence[str]]:
    """What is to be measured, and which parts of it; it ends with status 2 where a name is that of nothing there is."""
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
    arguments = parser.parse_args()
    names = [name for name in arguments.only if name not in PARTS]
    sets = labelled_sets(arguments.data, only=names, whole=arguments.whole)
    if strange := sorted({*names} - {one.name for one in sets}):
        there = ", ".join(one.name for one in labelled_sets(arguments.data)) or "none"
        parser.error(
            f"neither a part nor a labelled set: {', '.join(strange)}; parts are {', '.join(PARTS)}; "
            f"sets in {arguments.data}: {there}"
        )
    asked = Asked(
        data=arguments.data,
        sets=sets,
        out=arguments.out,
        peers=not arguments.no_peers,
        limit=arguments.limit,
    )
    return asked, [name for name in PARTS if name in arguments.only or not arguments.only]


def main() -> None:
    """Measure what was asked for and write it down."""
    asked, chosen = _asked()
    # Compiling is not what is measured here.
    warm_up()
    command = shlex.join([Path(sys.executable).name, "-m", "tests.benchmarks", *sys.argv[1:]])
    plan = dict(_plan(chosen or ["quality"], asked))
    parts.carry_out(plan, Report(machine.describe(command)), asked.out)


def _plan(names: Sequence[str], asked: Asked) -> Iterator[tuple[str, parts.Measure]]:
    """What each part adds to the report; a picture is drawn when its figures are safe."""
    for name in names:
        if name == "quality":
            yield name, partial(_quality, asked=asked)
            yield "the picture of quality", partial(_quality_shown, asked=asked)
        elif name == "reprints":
            yield name, partial(_reprints, asked=asked)
        elif name in speed.PARTS:
            yield name, partial(_speed, part=name, asked=asked)
        else:
            yield name, partial(_section, run=SECTIONS[name], asked=asked)
        if name == "group":
            yield "the picture of growth", partial(_growth_shown, asked=asked)


def _quality(measured: Report, *, asked: Asked) -> Report:
    say(f"quality: {', '.join(data.name for data in asked.sets) or 'no labelled set found'}")
    return replace(measured, quality=quality.run(asked.sets, asked.cache, peers=PEERS if asked.peers else ()))


def _quality_shown(measured: Report, *, asked: Asked) -> Report:
    sys.stdout.write(figures.block(measured.quality))
    if measured.quality:
        plots.draw_quality(measured.quality, asked.out / "quality.png")
    return measured


def _growth_shown(measured: Report, *, asked: Asked) -> Report:
    if measured.speed.group:
        plots.draw_growth(measured.speed, asked.out / "growth.png")
    return measured


def _reprints(measured: Report, *, asked: Asked) -> Report:
    return replace(measured, reprints=reprints.run(asked.data, asked.cache, limit=asked.limit))


def _speed(measured: Report, *, part: str, asked: Asked) -> Report:
    found = speed.run(measured.speed, part, asked.data, asked.cache, limit=asked.limit)
    return replace(measured, speed=found)


def _section(measured: Report, *, run: Callable[[Asked], Section], asked: Asked) -> Report:
    return replace(measured, sections=[*measured.sections, run(asked)])


if __name__ == "__main__":
    main()
