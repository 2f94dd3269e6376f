"""Articles pushed by other systems, each signed in the way of its sender."""

import hashlib
import hmac
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from service.api.documentation.openapi import TAKING, problems
from service.api.problems import Problem, ProblemError
from service.api.routes.incoming import handed_in
from service.api.schemas import articles as schemas
from service.formats.json_bytes import JSON
from service.front.front import FrontDep, NowDep

router = APIRouter(prefix="/v1/push", tags=["push"])

_PREFIX = "sha1="
_HEADER = "x-superdesk-signature"
_CHALLENGE = {"WWW-Authenticate": f'Superdesk realm="newsfold", header="{_HEADER}", algorithm="hmac-sha1"'}
"""Every 401 must bear a challenge (RFC 9110, section 15.5.2); for this one there is no registered scheme."""
_NINJS = {"type": "object", "description": "A ninjs item", "additionalProperties": True}
_ITEM = {"requestBody": {"required": True, "content": {"application/json": {"schema": _NINJS}}}}

Signature = Annotated[
    str | None,
    Header(alias=_HEADER, description="`sha1=` and the HMAC-SHA1 of the raw body, in hex"),
]


@router.post(
    "/superdesk",
    summary="Receive a Superdesk push",
    response_model=schemas.ResultsOut,
    responses=problems(401, *TAKING),
    openapi_extra=_ITEM,
)
async def push_superdesk(
    request: Request, now: NowDep, front: FrontDep, signature: Signature = None
) -> Response:
    """File the ninjs items of a Superdesk HTTP push, signed with NEWSFOLD_SUPERDESK_SECRET.

    A repeated push changes nothing. The signature is checked before the body is parsed.
    """
    async with handed_in(request, front) as incoming:
        _verify(front.superdesk_secret, incoming.body, signature)
        batch = await incoming.batch(now)
        return Response(await incoming.file(batch, now), media_type=JSON)


def _verify(secret: str, body: bytes, signature: str | None) -> None:
    if not secret:
        raise ProblemError(_NO_SECRET, _CHALLENGE)
    expected = _PREFIX + hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
    if not hmac.compare_digest(expected.encode(), (signature or "").strip().lower().encode()):
        raise ProblemError(_UNSIGNED, _CHALLENGE)


_NO_SECRET = Problem(
    name="push-not-set-up",
    status=HTTPStatus.UNAUTHORIZED,
    title="Pushes from Superdesk are not set up",
    detail="there is no secret to check signatures with",
    remedy="set NEWSFOLD_SUPERDESK_SECRET to the secret token of the Superdesk destination, and restart",
)
_UNSIGNED = Problem(
    name="bad-signature",
    status=HTTPStatus.UNAUTHORIZED,
    title="The signature is wrong",
    detail=f"{_HEADER} is missing, or is not sha1= and the HMAC-SHA1 of the raw body",
    remedy="give the Superdesk destination the secret token that NEWSFOLD_SUPERDESK_SECRET holds",
)
