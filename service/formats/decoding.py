"""Bytes to text, or an error that says at which byte it ends."""

import codecs
import gzip
import io
import re
import zlib
from typing import Protocol

from service.errors import UnreadableInput
from service.formats.limits import MAX_INPUT_BYTES

GZIP = b"\x1f\x8b"
READ = (
    "give JSON, JSON Lines (gzip too), a briefing page whose items end with a line 'Read More' or with "
    "'… Continue reading', RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF, ANS, or schema.org's NewsArticle as JSON-LD"
)
"""The remedy for input that no reader knows."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_TRUSTED_CODEC = re.compile(
    r"us-ascii|ascii|utf-?(8|16|16le|16be)|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|gb2312|gbk|"
    r"gb18030|big5|shift_jis|euc-(jp|kr)|iso-2022-jp",
    re.IGNORECASE,
)
"""What feeds are written in. Python knows codecs that are none of text, and some that are slow."""
_UNMARKED = {start.encode(codec): codec for start in "<{[" for codec in ("utf-16-le", "utf-16-be")}
"""UTF-16 without a byte order mark, by how XML and JSON start (XML 1.0, appendix F; RFC 4627, section 3)."""
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x28\xb5\x2f\xfd", "a file compressed with zstd; unpack it first"),
    (b"BZh", "a file compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "a file compressed with xz; unpack it first"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (rb"{\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_SAMPLE = 1_024
_MANY = 0.05
"""Share of control characters above which a sample is no text."""


class ByteStream(Protocol):
    """What readers need of a file, plain or gzip."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Up to ``size`` bytes, not beyond the end of the line."""
        ...


def gunzip(data: bytes) -> bytes:
    """Decompress what may be gzip; anything else is given back as it is.

    Raises
    ------
    UnreadableInput
        The data is damaged, or would grow beyond the limit.
    """
    if not data.startswith(GZIP):
        return data
    return read_all(gzip.GzipFile(fileobj=io.BytesIO(data)))


def read_all(stream: ByteStream, head: bytes = b"") -> bytes:
    """Read ``stream`` to its end, up to the limit, after the ``head`` already taken from it.

    Raises
    ------
    UnreadableInput
        There is more than the limit, or it is damaged gzip.
    """
    try:
        data = head + stream.read(MAX_INPUT_BYTES + 1 - len(head))
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(error) from error
    if len(data) > MAX_INPUT_BYTES:
        size = f"the input is larger than {MAX_INPUT_BYTES // 2**20} MiB"
        raise UnreadableInput(size, "split it, or give it as JSON Lines")
    return data


def damaged(error: Exception) -> UnreadableInput:
    """Say that a file ends early or does not decompress."""
    return UnreadableInput(f"the input is damaged: {error}", "transfer the file again")


def decode(data: bytes) -> str:
    """Decode UTF-8, or what a byte order mark or an XML declaration says.

    Raises
    ------
    UnreadableInput
        The bytes are not in that encoding; names the first that is not.
    """
    encoding, start = _encoding(data)
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        if likeness := binary_likeness(data):
            raise UnreadableInput(f"the input looks like {likeness}", READ) from error
        place = start + error.start
        detail = f"byte {place} (0x{data[place]:02x}) is not valid {encoding.upper()}"
        raise UnreadableInput(detail, "save the file as UTF-8 and send it again") from error


def _encoding(data: bytes) -> tuple[str, int]:
    """Encoding, and the byte at which the text starts."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    if unmarked := _UNMARKED.get(data[:2]):
        return unmarked, 0
    declared = _XML_ENCODING.match(data)
    return (_codec(declared.group(1).decode("ascii")) if declared else "utf-8"), 0


def _codec(name: str) -> str:
    """The codec that a declaration names; UTF-8 where it is none of text, or does not exist."""
    # A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    if not _TRUSTED_CODEC.fullmatch(name) or name.lower().startswith("utf"):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def binary_likeness(data: bytes) -> str | None:
    """What kind of file this seems to be; None where it seems to be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, delete=_CONTROL_BYTES))
    return "binary data" if controls > _MANY * len(sample) else None
