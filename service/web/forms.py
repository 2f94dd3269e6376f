"""What forms send: read at most as far as is allowed, whatever their headers claim."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.front.front import FrontDep
from service.web.error_pages import PageError

MOST_FIELDS = 6_000
"""More reports than a page of a story shows at once."""
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with all its values, and the content of the file that came with it."""

    fields: tuple[tuple[str, str], ...]
    file: bytes = b""

    def text(self, name: str) -> str:
        """Give the last value of a field, without white space around it; empty where there is none."""
        return (self.all(name) or [""])[-1].strip()

    def all(self, name: str) -> list[str]:
        """Give every value of a field, each once."""
        return list(dict.fromkeys(value for key, value in self.fields if key == name and value))

    def need(self, name: str, what: str) -> str:
        """Give a field that must be there. Raises PageError."""
        if value := self.text(name):
            return value
        raise PageError(
            422, "Something is missing", f"The form came without {what}.", "Go back and fill it in."
        )

    def number(self, name: str) -> int | None:
        """Give a field that is a whole number; None where it is none."""
        value = self.text(name)
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None  # noqa: PLR2004


async def read_form(request: Request, front: FrontDep) -> Form:
    """Read the form of a request. Raises PageError."""
    body = await _body(request, front.limits.body_bytes)
    if request.headers.get("content-type", "").startswith(_MULTIPART):
        return await _multipart(request, body)
    try:
        fields = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise PageError(422, "The form cannot be read", str(error)) from None
    return Form(tuple(fields))


async def _body(request: Request, limit: int) -> bytes:
    kept, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise PageError(
                413,
                "That is too much at once",
                f"What was sent is longer than the {limit} bytes that are taken.",
                "Send it in parts.",
            )
        kept.append(chunk)
    return b"".join(kept)


async def _multipart(request: Request, body: bytes) -> Form:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(request.headers, stream(), max_part_size=max(len(body), 1))
    try:
        found: FormData = await parser.parse()
    except MultiPartException as error:
        raise PageError(422, "The form cannot be read", error.message) from None
    fields, file = [], b""
    for name, value in found.multi_items():
        if isinstance(value, UploadFile):
            file = await value.read() or file
        else:
            fields.append((name, value))
    await found.close()
    return Form(tuple(fields), file)


FormDep = Annotated[Form, Depends(read_form)]
