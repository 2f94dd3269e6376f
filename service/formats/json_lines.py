"""JSON Lines, one article a line, read without holding the file in memory. A bad line costs only itself."""

import zlib
from collections.abc import Iterator
from datetime import datetime

from service.errors import InvalidItem, ItemProblem
from service.formats.article_json import submission_from_mapping
from service.formats.decoding import ByteStream, damaged
from service.formats.json_text import parse_json
from service.formats.limits import MAX_LINE_BYTES
from service.formats.wires.recognising import read_wire_item, wire_format
from service.model import Submission

_BOM = b"\xef\xbb\xbf"


def is_article_line(line: bytes) -> bool:
    """Whether this line alone is a JSON object that is not a whole document of articles."""
    stripped = line.removeprefix(_BOM).strip()
    if not (stripped.startswith(b"{") and stripped.endswith(b"}")):
        return False
    try:
        item = parse_json(stripped.decode("utf-8", errors="replace"))
    except ValueError:
        return False
    if not isinstance(item, dict) or is_container(item):
        return False
    return has_article_fields(item) or wire_format(item) is not None


def is_container(item: dict[str, object]) -> bool:
    """Whether this object holds articles rather than being one."""
    return isinstance(item.get("articles"), list) or is_json_feed(item)


def is_json_feed(item: dict[str, object]) -> bool:
    """Whether this object is a JSON Feed, of any version."""
    return "jsonfeed.org/version" in str(item.get("version"))[:100] and isinstance(item.get("items"), list)


def has_article_fields(item: dict[str, object]) -> bool:
    """Whether this object says any of what an article must say, or that one is killed."""
    return "title" in item or "text" in item or {"id", "status"} <= item.keys()


def read_lines(
    stream: ByteStream, *, now: datetime, first: bytes = b""
) -> Iterator[Submission | ItemProblem]:
    """Read one article a line, in order; blank lines are skipped.

    Parameters
    ----------
    stream
        Plain bytes; decompress gzip first.
    now
        The time of receipt, aware.
    first
        A first line already taken from the stream.

    Raises
    ------
    UnreadableInput
        The stream breaks off (damaged gzip). What was read before has been given out.
    """
    number = 0
    line = first or _next_line(stream)
    while line:
        number += 1
        if stripped := line.removeprefix(_BOM).strip():
            yield from _read_line(stripped, now=now, where=f"line {number}")
        line = _next_line(stream)


def _next_line(stream: ByteStream) -> bytes:
    """One line with its end. Of a line beyond the limit, the limit and one byte; the rest is skipped."""
    try:
        line = stream.readline(MAX_LINE_BYTES + 1)
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(error) from error
    return line


def _read_line(line: bytes, *, now: datetime, where: str) -> Iterator[Submission | ItemProblem]:
    if len(line) > MAX_LINE_BYTES:
        yield ItemProblem("line", f"is longer than {MAX_LINE_BYTES // 2**20} MiB", "split the article", where)
        return
    try:
        item = parse_json(line.decode("utf-8"))
        if isinstance(item, dict) and wire_format(item):
            yield from read_wire_item(item, now=now, where=where)
        else:
            yield submission_from_mapping(item, now=now, where=where)
    except InvalidItem as error:
        yield error.problem
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} (0x{line[error.start]:02x}) is not valid UTF-8"
        yield ItemProblem("line", detail, "save the file as UTF-8 and send it again", where)
    except ValueError as error:
        yield ItemProblem("line", f"is not JSON: {error}", "send one whole JSON object a line", where)
