"""Webhooks: who is told of what happens, what became of each delivery, and sending again by hand."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.caching import conditional
from service.api.dependencies import WebhooksDep
from service.api.documentation.openapi import IDEMPOTENCY, NOT_MODIFIED, body_of, problems
from service.api.parsing.bodies import read_edit
from service.api.parsing.paging import LARGEST_PLACE, Cursor, place_before
from service.api.parsing.parameters import PageLimit
from service.api.routes.edit_requests import EditDep
from service.api.schemas import examples
from service.api.schemas.webhooks import (
    DeliveriesOut,
    DeliveryOut,
    NewWebhookOut,
    WebhookIn,
    WebhookOut,
    WebhooksOut,
)
from service.formats.json_bytes import JSON, json_bytes
from service.formats.webhook_json import delivery_json, webhook_json
from service.front.front import NowDep
from service.outbox import DeliveryState, Webhook

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

Place = Annotated[int, Path(ge=1, le=LARGEST_PLACE, description="The event's position in the log")]


@router.post(
    "",
    summary="Subscribe to events",
    status_code=HTTPStatus.CREATED,
    response_model=NewWebhookOut,
    responses=problems(400, 409, 413, 422),
    openapi_extra={**body_of(WebhookIn, shown=examples.WEBHOOK), **IDEMPOTENCY},
)
def create_webhook(edit: EditDep, webhooks: WebhooksDep) -> Response:
    """Have events POSTed to an address, signed as Standard Webhooks says; the secret is shown only now.

    Each event arrives at least once, and those of one story in order. What is not answered with 2xx is sent again for
    three days or more. Addresses in private networks are refused unless NEWSFOLD_ALLOW_PRIVATE_ADDRESSES is set.
    """
    wish = read_edit(edit.body, WebhookIn)
    return edit.answer(
        lambda order: _with_secret(webhooks.create(wish.url, wish.types, edit.now, order)), HTTPStatus.CREATED
    )


@router.get("", summary="All webhooks", response_model=WebhooksOut, responses={**NOT_MODIFIED, **problems()})
def list_webhooks(request: Request, webhooks: WebhooksDep) -> Response:
    """List all webhooks, the oldest first."""
    content = {"webhooks": [webhook_json(webhook) for webhook in webhooks.all()]}
    return conditional(request, json_bytes(content))


@router.get(
    "/{webhook_id}",
    summary="State of a webhook",
    response_model=WebhookOut,
    responses={**NOT_MODIFIED, **problems(404, 422)},
)
def get_webhook(request: Request, webhook_id: str, webhooks: WebhooksDep) -> Response:
    """Show whether its receiver accepts what is sent, and if not, why and when it will be tried next."""
    return conditional(request, json_bytes(webhook_json(webhooks.webhook(webhook_id))))


@router.delete(
    "/{webhook_id}",
    summary="Delete a webhook",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(404, 422),
)
def delete_webhook(webhook_id: str, webhooks: WebhooksDep) -> None:
    """Delete the webhook, with all events it has not been sent yet."""
    webhooks.remove(webhook_id)


@router.post(
    "/{webhook_id}/rotate",
    summary="Change its secret",
    response_model=NewWebhookOut,
    responses=problems(400, 404, 409, 413, 422),
    openapi_extra=IDEMPOTENCY,
)
def rotate_secret(webhook_id: str, edit: EditDep, webhooks: WebhooksDep) -> Response:
    """Make a new secret, shown only now. For 24 hours, messages are signed with the old one too."""
    return edit.answer(lambda _: _with_secret(webhooks.rotate(webhook_id, edit.now)))


@router.post(
    "/{webhook_id}/enable",
    summary="Resume a webhook",
    response_model=WebhookOut,
    responses=problems(404, 422),
)
def enable_webhook(webhook_id: str, now: NowDep, webhooks: WebhooksDep) -> Response:
    """Resume a webhook that was disabled or is resting; what has been waiting goes out first."""
    return Response(json_bytes(webhook_json(webhooks.enable(webhook_id, now))), media_type=JSON)


@router.get(
    "/{webhook_id}/deliveries",
    summary="What became of each event",
    response_model=DeliveriesOut,
    responses={**NOT_MODIFIED, **problems(404, 422)},
)
def list_deliveries(
    request: Request,
    webhook_id: str,
    webhooks: WebhooksDep,
    state: Annotated[DeliveryState | None, Query(description="Only deliveries in this state")] = None,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> Response:
    """List its deliveries, newest event first. Finished ones are kept for seven days."""
    found = webhooks.deliveries(webhook_id, limit + 1, place_before(cursor), state)
    page = found[:limit]
    content = {
        "deliveries": [delivery_json(delivery) for delivery in page],
        "next_cursor": str(page[-1].logged.sequence) if len(found) > limit else None,
    }
    return conditional(request, json_bytes(content))


@router.post(
    "/{webhook_id}/deliveries/{sequence}/redeliver",
    summary="Send one event again",
    status_code=HTTPStatus.ACCEPTED,
    response_model=DeliveryOut,
    responses=problems(404, 422),
)
def redeliver(webhook_id: str, sequence: Place, now: NowDep, webhooks: WebhooksDep) -> Response:
    """Send it now, whatever became of it, and retry it on a schedule of its own if that fails."""
    content = json_bytes(delivery_json(webhooks.redeliver(webhook_id, sequence, now)))
    return Response(content, status_code=HTTPStatus.ACCEPTED, media_type=JSON)


def _with_secret(webhook: Webhook) -> dict[str, object]:
    return {**webhook_json(webhook), "secret": webhook.secrets[0].text}
