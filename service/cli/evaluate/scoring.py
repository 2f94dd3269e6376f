"""Gold labels, and how far the default configuration agrees with them."""

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from service.cli import terminal
from service.cli.oneshot import Placement
from service.clustering.metrics import Scores, score
from service.errors import UnreadableInput
from service.formats.decoding import GZIP
from service.formats.evaluation_json import scores_row


def read_gold(path: Path) -> dict[str, str]:
    """Gold story by article id, from the lines that have both; the first line with an id counts.

    Raises
    ------
    UnreadableInput
        The file cannot be read, or no line has a label.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw.startswith(GZIP) else raw).decode("utf-8", errors="replace")
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(f"{path} cannot be read: {error}", "check the file, or name another") from error
    gold: dict[str, str] = {}
    for line in text.split("\n"):
        row = _object(line)
        if row.get("id") not in (None, "") and row.get("story") not in (None, ""):
            gold.setdefault(str(row["id"]), str(row["story"]))
    if not gold:
        raise UnreadableInput(
            f"{path} has no gold labels", 'give JSON Lines with "id", "story" and the article on each line'
        )
    return gold


def _object(line: str) -> Mapping[str, object]:
    """Parse one line; what is not a JSON object has been complained of by the reader of articles."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def compare(gold: Mapping[str, str], placements: Iterable[Placement], level: str) -> Scores:
    """Score the placed articles that have a gold label.

    Raises
    ------
    UnreadableInput
        None of them has.
    """
    pairs = [(gold[p.article_id], p.at_level(level)) for p in placements if p.article_id in gold]
    if not pairs:
        raise UnreadableInput(
            "none of the articles with a gold label could be taken", "see the lines above for what was wrong"
        )
    return score([label for label, _ in pairs], [label for _, label in pairs])


def show(scores: Scores, level: str) -> None:
    """Print a table where a person looks, one JSON object otherwise."""
    if not sys.stdout.isatty():
        terminal.write([json.dumps(scores_row(scores, level))])
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("", "precision", "recall", "F1", title=f"{scores.articles} articles, {level} level")
    for name, pair in (("B-cubed", scores.b_cubed), ("pairwise", scores.pairwise)):
        table.add_row(name, f"{pair.precision:.3f}", f"{pair.recall:.3f}", f"{pair.f1:.3f}")
    for name, value in (("ARI", scores.ari), ("AMI", scores.ami), ("NMI", scores.nmi)):
        table.add_row(name, "", "", f"{value:.3f}")
    table.caption = f"{scores.predicted_stories} stories predicted, {scores.gold_stories} in gold"
    Console().print(table)
