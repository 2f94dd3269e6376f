"""What comes under a wrong label, or under none, read as what it is.

Readers take a document as it says itself, and refuse it at the first byte that does not fit. Of a report that a program
sends that is right, for the sender learns of it: :func:`labelled` heeds what its request says, and no more. A feed that
is polled would be lost for days over one byte, and who drops a file of an old system on the page is shown what was made
of it before anything is filed.
"""

from codecs import BOM_UTF8, lookup
from email.message import Message
from typing import NamedTuple

from service.errors import UnreadableInput
from service.formats.decoding import binary_likeness, decode

_ESCAPE = b"\x1b"
"""Starts what is not ASCII in ISO-2022 texts, all of whose bytes are ASCII."""
_REPLACED = "\ufffd"
_TEXT = ("utf", "ascii", "iso8859", "iso2022", "latin", "cp125", "koi8", "gb", "big5", "shift_jis", "euc_")
"""How the names of codecs begin that texts are written in. Python knows some that are slow, or none of text."""


class Readable(NamedTuple):
    """A document that readers can take."""

    body: bytes
    guess: str = ""
    """What it was taken for where nothing says what it is; empty where that is known."""


def readable(body: bytes, content_type: str) -> Readable:
    """The same document, in UTF-8 and marked as such where its label is wrong or missing.

    Bytes that are UTF-8 and more than ASCII are nothing else, whatever the document or the server says. What fits
    neither the document's label, nor the server's, is taken as the one of UTF-8 and windows-1252 that it fits better.
    """
    if body.isascii() and _ESCAPE not in body:
        return Readable(body)
    if binary_likeness(body) or body.startswith(BOM_UTF8):
        return Readable(body)
    if not body.isascii() and _fits(body, "utf-8"):
        return Readable(BOM_UTF8 + body)
    if (named := _charset(content_type)) and _ESCAPE in body and _fits(body, named):
        return Readable(_marked(body.decode(named)))
    try:
        decode(body)
    except UnreadableInput:
        return Readable(_marked(body.decode(named))) if named and _fits(body, named) else _best_guess(body)
    return Readable(body)


def labelled(body: bytes, content_type: str) -> bytes:
    """The same document, in UTF-8 and marked as such where only the charset of a request says what it is written in.

    What the document says itself, or is without saying so (UTF-8), comes first; nothing is guessed.
    """
    named = _charset(content_type) if "charset" in content_type.lower() else ""
    if named in ("", "utf-8") or not _fits(body, named):
        return body
    try:
        decode(body)
    except UnreadableInput:
        return _marked(body.decode(named))
    return _marked(body.decode(named)) if _ESCAPE in body and body.isascii() else body


def _best_guess(body: bytes) -> Readable:
    text = body.decode("utf-8", "replace")
    broken = text.count(_REPLACED)
    whole = sum(not character.isascii() for character in text) - broken
    if whole > broken:
        return Readable(_marked(text), "UTF-8 with bytes that are broken")
    return Readable(_marked(body.decode("windows-1252", "replace")), "Windows-1252")


def _charset(content_type: str) -> str:
    """The codec that a ``Content-Type`` names; empty where it names none of text."""
    message = Message()
    message["content-type"] = content_type
    try:
        name = lookup(str(message.get_content_charset(""))).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(_TEXT) else ""


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _marked(text: str) -> bytes:
    return BOM_UTF8 + text.encode("utf-8", "replace")
