"""What the other side said, read to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import pairwise

import httpx2

from service.errors import Unanswered

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. ``url`` is the address that answered; ``headers`` have lower-case names.

    ``moved_to`` is where permanent redirects have led (301 and 308) before any other; empty where there were none.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


def whole_answer(response: httpx2.Response, max_bytes: int) -> Answer:
    """Read an answer to its end; it may be no longer than allowed."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > max_bytes:
            raise Unanswered(
                f"the answer of {response.url.host} is longer than the {max_bytes} bytes that are read"
            )
    return Answer(
        response.status_code, headers_of(response), bytes(body), str(response.url), _moved_to(response)
    )


def headers_of(response: httpx2.Response) -> dict[str, str]:
    """The headers of an answer, by lower-case names."""
    return {name.lower(): value for name, value in response.headers.items()}


def _moved_to(response: httpx2.Response) -> str:
    place = ""
    for hop, following in pairwise([*response.history, response]):
        if hop.status_code not in _PERMANENT:
            break
        place = str(following.url)
    return place
