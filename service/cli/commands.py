"""The commands by the names of the contract: each parses, calls, prints, and imports inside what it needs."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from embeddings import WeightsError
from service.cli import terminal
from service.cli.choices import Level
from service.errors import NewsfoldError, StartupError
from service.formats.outputs.styles import Style
from service.keys.entries import Scope

if TYPE_CHECKING:
    from embeddings import Encoder
    from service.clustering.fusion import Calibration

BAD_INPUT = 2
"""Exit status for bad usage or input, and for a doctor who found something wrong."""

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="A file, the https:// address of one, or - for stdin. JSON, JSON Lines, RSS, Atom, JSON Feed, ninjs, "
        "NewsML-G2, NITF, ANS, JSON-LD or a plain briefing page, recognised by content; gzip is fine.",
    ),
]
LevelOption = Annotated[Level, typer.Option(help="story: one event; storyline: one running subject.")]


class Commands(TyperGroup):
    """Turns what newsfold raises on purpose into one line on stderr and exit status 2."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer keeps its context type to itself
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (NewsfoldError, WeightsError) as error:
            terminal.complain(str(error))
            raise typer.Exit(BAD_INPUT) from error


app = typer.Typer(
    name="newsfold",
    cls=Commands,
    help="Folds the reports a newsroom receives into stories, and writes briefings that cite every sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from service.cli.doctor.checkup import newsfold_version  # noqa: PLC0415

        terminal.write([f"newsfold {newsfold_version()}"])
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Folds the reports a newsroom receives into stories, and writes briefings that cite every sentence."""


def _encoder() -> "Encoder":
    """Load the model that the settings name."""
    from embeddings import load_encoder  # noqa: PLC0415
    from service.cli.garbage_collection import freeze_garbage_collector  # noqa: PLC0415
    from service.settings import load_settings, wanted_encoder  # noqa: PLC0415

    terminal.relay("embeddings")
    encoder = load_encoder(wanted_encoder(load_settings()))
    freeze_garbage_collector()
    return encoder


def _calibration(encoder: "Encoder") -> "Calibration":
    """Read the calibration that the settings name."""
    from service.formats.calibration_json import calibration_for  # noqa: PLC0415
    from service.settings import load_settings  # noqa: PLC0415

    return calibration_for(load_settings().calibration, encoder.identity)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; by default NEWSFOLD_HOST, or 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port to listen on, 0 for a free one; by default NEWSFOLD_PORT, or 8000."
        ),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo reports and print a briefing.")] = False,
) -> None:
    """Run the service. Its settings are environment variables, NEWSFOLD_...; the README lists them."""
    from service.cli.serve import serving  # noqa: PLC0415
    from service.settings import load_settings  # noqa: PLC0415

    asked = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    serving.serve(load_settings().model_copy(update=asked), demo=demo)


@app.command()
def group(inputs: Inputs, level: LevelOption = Level.STORY) -> None:
    """Print which story each article belongs to, as JSON Lines {"id", "story"}. Nothing is stored."""
    from service.cli import inputs as reading  # noqa: PLC0415
    from service.cli.oneshot import OneShotDesk  # noqa: PLC0415

    now = datetime.now(UTC)
    reports = reading.read_all(inputs, now)
    encoder = _encoder()
    work = OneShotDesk(encoder, _calibration(encoder))
    with terminal.progress("Folding", len(reports)) as advance:
        work.fold(reports, now, advance)
    rows = ({"id": p.article_id, "story": p.at_level(level)} for p in work.placements())
    terminal.write(json.dumps(row, ensure_ascii=False) for row in rows)


@app.command()
def brief(
    inputs: Inputs,
    style: Annotated[Style, typer.Option("--format", help="Format of the briefing.")] = Style.MARKDOWN,
    limit: Annotated[
        int, typer.Option(min=1, help="At most so many stories, the most important first.")
    ] = 20,
    source: Annotated[str | None, typer.Option(help="Only stories with a report from this source.")] = None,
    language: Annotated[str | None, typer.Option(help="Only stories with a report in this language.")] = None,
    min_origins: Annotated[
        int, typer.Option(min=1, help="Only stories with at least so many independent sources.")
    ] = 1,
    words: Annotated[
        int | None,
        typer.Option(min=10, help="Length of a summary in words, roughly; otherwise two to five sentences."),
    ] = None,
) -> None:
    """Print a briefing on the reports given. Nothing is stored."""
    from service.cli import briefing  # noqa: PLC0415
    from service.cli import inputs as reading  # noqa: PLC0415
    from service.cli.oneshot import OneShotDesk  # noqa: PLC0415
    from service.formats.outputs.site import site_at  # noqa: PLC0415
    from service.settings import load_settings, names_in  # noqa: PLC0415

    now = datetime.now(UTC)
    reports = reading.read_all(inputs, now)
    encoder = _encoder()
    settings = load_settings()
    work = OneShotDesk(encoder, _calibration(encoder), names_in(settings.preferred_sources))
    with terminal.progress("Folding", len(reports)) as advance:
        choice = briefing.Choice(limit, source, language, min_origins, words)
        told = briefing.brief_on(reports, work, now, choice, advance)
    terminal.write([briefing.written(told, style, site_at(settings.public_url))])


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help='Articles as JSON Lines, each with its "story".')
    ],
    level: LevelOption = Level.STORY,
) -> None:
    """Score the grouping against labels given by people: B-cubed, pairwise, ARI, AMI, NMI.

    The result is added to the file that NEWSFOLD_EVALUATIONS names, if it names one; /health of a service with the
    same setting shows it.
    """
    from service.cli.evaluate import evaluating  # noqa: PLC0415
    from service.settings import load_settings  # noqa: PLC0415

    encoder = _encoder()
    keeping = evaluating.Keeping(load_settings().evaluations, load_settings().calibration)
    evaluating.run(gold, level, encoder, _calibration(encoder), keeping)


@app.command()
def replay(
    inputs: Inputs,
    db: Annotated[
        str,
        typer.Option(
            "--db",
            metavar="URL",
            help="Database to fill: sqlite:///FILE or postgresql://USER@HOST/DATABASE.",
        ),
    ],
) -> None:
    """Fill a database from an archive, or from another database (sqlite:///FILE), as the service would have.

    Use it to load an archive, to change NEWSFOLD_MODEL (every text is encoded again), or to move to PostgreSQL. If it
    is interrupted, run it again: it goes on where it stopped.
    """
    from service.cli.replay import replaying  # noqa: PLC0415
    from service.settings import load_settings  # noqa: PLC0415

    replaying.check_apart(inputs, db)
    window, encoder = timedelta(days=load_settings().window_days), _encoder()
    filling = replaying.Filling(encoder, window, _calibration(encoder))
    with terminal.progress("Replaying") as advance:
        counts = replaying.replay(inputs, db, filling, datetime.now(UTC), advance)
    terminal.write([json.dumps({"articles": counts.total(), "relations": dict(counts)})])


@app.command()
def calibrate(
    labelled: Annotated[
        list[str],
        typer.Argument(metavar="LABELLED.jsonl...", help='Articles as JSON Lines, each with its "story".'),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write the result; replaces what is there.")
    ] = Path("calibration.json"),
) -> None:
    """Refit the weights of grouping to your own labelled news, or to another model.

    Each file is scored by a fit on the others; a single one is split into earlier and later stories. To use the
    result, set NEWSFOLD_CALIBRATION to the file written.
    """
    from service.cli.calibrate import calibrating, report  # noqa: PLC0415

    encoder = _encoder()
    before = calibrating.in_use(encoder.identity)
    outcome = calibrating.run(labelled, encoder, before, datetime.now(UTC))
    calibrating.write(outcome.calibration, out)
    report.show(outcome, before)


@app.command()
def key(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Who will call with it; named in the log and beside edits.")
    ],
    scopes: Annotated[
        list[Scope] | None,
        typer.Option(
            "--scope",
            help="read, write (file articles) or edit (change stories); may be repeated. By default read.",
        ),
    ] = None,
) -> None:
    """Make an API key and print it with its entry for NEWSFOLD_API_KEYS. Only now: nothing is stored."""
    from service.keys import make_key  # noqa: PLC0415

    wanted = scopes or [Scope.READ]
    made = make_key(name, wanted)
    told = {"name": name, "scopes": sorted(set(wanted)), "key": made.secret, "entry": made.entry}
    terminal.write([json.dumps(told)])


@app.command()
def doctor() -> None:
    """Check the installation: version, model, runtime, settings, database, and how to mend what is wrong."""
    from service.cli.doctor import checkup, findings  # noqa: PLC0415

    found = checkup.examine()
    terminal.write(findings.render(found))
    if any(finding.remedy for finding in found):
        raise typer.Exit(BAD_INPUT)


@app.command()
def mcp(
    url: Annotated[str, typer.Option(help="Address of the service.")] = "http://127.0.0.1:8000",
) -> None:
    """Offer a running service to language models, as an MCP server over stdin and stdout.

    Needs the extra mcp. If the service asks for a key, set NEWSFOLD_API_KEY.
    """
    try:
        from service.mcp import serve as offer  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise StartupError("the package mcp is not installed; pip install 'newsfold[mcp]'") from error
    offer(url, os.environ.get("NEWSFOLD_API_KEY", ""))
