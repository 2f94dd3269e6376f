"""Any input a command or a request may bring, told by its content and not by its name."""

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, TextIO, cast

from service.errors import ItemProblem, UnreadableInput
from service.formats.briefing_page import is_briefing_page, read_briefing_page
from service.formats.decoding import (
    GZIP,
    READ,
    ByteStream,
    binary_likeness,
    damaged,
    decode,
    gunzip,
    read_all,
)
from service.formats.feed_xml import is_feed
from service.formats.feeds import read_feed
from service.formats.html_text import looks_like_markup
from service.formats.json_documents import read_document
from service.formats.json_lines import is_article_line, read_lines
from service.formats.json_text import parse_json
from service.formats.limits import MAX_LINE_BYTES
from service.formats.safe_xml import declaring
from service.formats.wires.json_ld import page_reports
from service.formats.wires.newsml import is_newsml, is_newsml_1, newsml_reports
from service.formats.wires.report import submit_all
from service.formats.xml_prolog import declares_entities
from service.model import Submission

Item = Submission | ItemProblem

_JSON = re.compile(r"\{(?!\\)|\[(?!\s*[^\W\d_])|\[\s*(?:true|false|null)\b")
"""A bracket before another word opens a headline, as in ``[Update] Ferry runs again``."""
_PROLOG = 2_000
"""Characters within which a page says that it is HTML."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input held, in its order: what could be taken, and what could not, with its place."""

    items: tuple[Item, ...]
    format: str
    """``JSON``, ``JSON Lines``, ``JSON Feed``, ``RSS or Atom``, ``briefing page``, ``ninjs``, ``NewsML-G2``, ``ANS``,
    ``JSON-LD`` or ``HTML page``."""

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """All that could be taken."""
        return tuple(item for item in self.items if isinstance(item, Submission))

    @property
    def rejected(self) -> tuple[ItemProblem, ...]:
        """All that could not."""
        return tuple(item for item in self.items if isinstance(item, ItemProblem))


def read(data: bytes, *, name: str, now: datetime, most: int | None = None) -> Reading:
    """Read a whole input.

    Parameters
    ----------
    data
        The bytes, gzip or plain.
    name
        What messages call the input.
    now
        The time of receipt, aware.
    most
        Items after which reading stops; None: all are read.

    Raises
    ------
    UnreadableInput
        It is nothing that any reader knows; says what it looks like and what is read.
    """
    try:
        form, items = _recognise(gunzip(data), now, most)
        return Reading(tuple(islice(items, most)), form)
    except UnreadableInput as error:
        raise UnreadableInput(f"{name}: {error.detail}", error.remedy) from error


def read_file(path: str | Path, now: datetime) -> Iterator[Item]:
    """Read a file, or standard input for ``-``, item by item; JSON Lines are never held in memory whole.

    Raises
    ------
    UnreadableInput
        The file cannot be opened or read, or is nothing that any reader knows.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        with _open(path) as stream:
            yield from _read_stream(stream, now)
    except OSError as error:
        raise UnreadableInput(
            f"{name}: {error.strerror or error}", "check the name, or name another file"
        ) from error
    except UnreadableInput as error:
        raise UnreadableInput(f"{name}: {error.detail}", error.remedy) from error


def _open(path: str | Path) -> AbstractContextManager[IO[bytes]]:
    """Open for reading; standard input stays open afterwards. It is None where the caller has closed it."""
    if str(path) != "-":
        return Path(path).open("rb")
    stdin: TextIO | None = sys.stdin
    if stdin is None:
        raise UnreadableInput("it is closed", "pipe something into it, or name a file")
    return nullcontext(stdin.buffer)


def _read_stream(raw: IO[bytes], now: datetime) -> Iterator[Item]:
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", raw))
    is_gzip = buffered.peek(len(GZIP)).startswith(GZIP)
    stream: ByteStream = gzip.GzipFile(fileobj=buffered) if is_gzip else buffered
    try:
        first = stream.readline(MAX_LINE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(error) from error
    if is_article_line(first):
        yield from read_lines(stream, now=now, first=first)
    else:
        yield from _recognise(read_all(stream, first), now)[1]


def _recognise(data: bytes, now: datetime, most: int | None = None) -> tuple[str, Iterator[Item]]:
    """Name of the format, and the items. Raises UnreadableInput."""
    if not data.strip():
        raise UnreadableInput("the input is empty", READ)
    first, _, rest = data.lstrip().partition(b"\n")
    if rest.strip() and is_article_line(first):
        return "JSON Lines", read_lines(io.BytesIO(data), now=now)
    text = decode(data)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if starts_as_json(text):
        return _recognise_json(text, now, most)
    if start == "<" and (found := _recognise_markup(text, now)):
        return found
    if start != "<" and _has_article_lines(text, most):
        return "JSON Lines", read_lines(io.BytesIO(text.encode()), now=now)
    if is_briefing_page(text) and not binary_likeness(data) and not _is_page_of_markup(text):
        return "briefing page", read_briefing_page(text.replace("\r\n", "\n"), now=now)
    raise UnreadableInput(f"the input looks like {_likeness(text, data)}", READ)


def _recognise_markup(text: str, now: datetime) -> tuple[str, Iterator[Item]] | None:
    if declares_entities(text):
        raise declaring("input")
    if is_newsml(text):
        return "NewsML-G2", submit_all(newsml_reports(text), now=now)
    if is_newsml_1(text):
        raise UnreadableInput(
            "the input is NewsML 1, which newsfold does not read", "send NewsML-G2, NITF or ninjs"
        )
    if is_feed(text):
        return "RSS or Atom", read_feed(text, now=now)
    if _is_page_of_markup(text) and (reports := page_reports(text)):
        return "HTML page", submit_all(reports, now=now)
    return None


def _recognise_json(text: str, now: datetime, most: int | None) -> tuple[str, Iterator[Item]]:
    try:
        document = parse_json(text.lstrip("\ufeff"))
    except ValueError as error:
        # A list torn in the middle has lines that are objects, too; "Extra data" means a whole value came before.
        torn_list = text.lstrip("\ufeff \t\r\n").startswith("[") and "Extra data" not in str(error)
        if not torn_list and _has_article_lines(text, most):
            return "JSON Lines", read_lines(io.BytesIO(text.encode()), now=now)
        raise UnreadableInput(
            f"the input starts like JSON but is not: {error}", "send the whole document"
        ) from error
    return read_document(document, now=now)


def starts_as_json(text: str) -> bool:
    """Whether a text begins as JSON does, and not as a headline in brackets."""
    return _JSON.match(text.lstrip("\ufeff \t\r\n")) is not None


def _has_article_lines(text: str, most: int | None) -> bool:
    """Whether any line, not necessarily the first, is an article: one torn line must not cost the others.

    Of the lines that may be objects ``most`` are looked at: each is an item, good or bad, and more are not read.
    """
    objects = (line for line in text.split("\n") if line.lstrip("\ufeff \t\r").startswith("{"))
    return any(is_article_line(line.encode()) for line in islice(objects, most))


def _is_page_of_markup(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n")[:_PROLOG].lower()
    return start.startswith("<") and ("<html" in start or (start[:5] != "<?xml" and looks_like_markup(text)))


def _likeness(text: str, data: bytes) -> str:
    if likeness := binary_likeness(data):
        return likeness
    if _is_page_of_markup(text):
        return "an HTML page that does not say in JSON-LD what its article is"
    if text.lstrip().startswith("<"):
        return "XML that is neither a feed nor a wire format"
    return "plain text in which no item ends"
