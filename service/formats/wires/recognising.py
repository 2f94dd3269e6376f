"""Which wire format a document is in, told by its content."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from service.errors import ItemProblem
from service.formats.wires.ans import ans_reports, is_ans
from service.formats.wires.json_ld import is_json_ld, json_ld_reports
from service.formats.wires.ninjs import is_ninjs, ninjs_reports
from service.formats.wires.report import Report, submit_all
from service.formats.wires.values import Json
from service.model import Submission

Reports = Iterator[Report | ItemProblem]


def wire_format(item: object) -> str | None:
    """What a JSON value is called in the trade; None where it is none of the wire formats."""
    if not isinstance(item, Mapping):
        return None
    if is_ninjs(item):
        return "ninjs"
    if is_ans(item):
        return "ANS"
    return "JSON-LD" if ("@type" in item or "@graph" in item) and is_json_ld(item) else None


def read_wire_item(item: Json, *, now: datetime, where: str) -> Iterator[Submission | ItemProblem]:
    """Read the reports of an item in one of the wire formats, in its order; most hold one."""
    read: Mapping[str | None, Callable[[Json], Reports]] = {
        "ninjs": ninjs_reports,
        "ANS": ans_reports,
        "JSON-LD": json_ld_reports,
    }
    reports = read[wire_format(item)](item)
    yield from submit_all(
        reports, now=now, place=lambda number: where if number == 1 else f"{where}.{number}"
    )
