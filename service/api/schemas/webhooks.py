"""Webhooks in and out, for the OpenAPI document; what comes in is also read by it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas.articles import Schema
from service.events import EventType
from service.outbox import DeliveryState


class WebhookIn(BaseModel):
    """Who wants to be told, and of what."""

    model_config = ConfigDict(extra="forbid", strict=True)

    url: str = Field(min_length=1, max_length=2000, description="Where events are POSTed, https or http")
    types: list[Annotated[EventType, Field(strict=False)]] = Field(
        [], max_length=len(EventType), description="The types of event wanted; empty: all"
    )


class WebhookState(StrEnum):
    """How a webhook is faring."""

    ACTIVE = "active"
    RESTING = "resting"
    """Its last requests have failed; it is tried again at `resting_until`."""
    DISABLED = "disabled"
    """Nothing is sent until it is enabled; everything waits."""


class WebhookOut(Schema):
    """A webhook. Its secret is not among it: that is shown once, when it is made."""

    id: str
    url: str = Field(description="Without the password, if there is one in it")
    types: list[EventType] = Field(description="Empty: all")
    state: WebhookState
    created_at: datetime
    failures: int = Field(description="Failed requests since the last that succeeded")
    resting_until: datetime | None
    disabled_at: datetime | None
    disabled_reason: str | None


class NewWebhookOut(WebhookOut):
    """A webhook and its secret, which is not shown again."""

    secret: str = Field(description="`whsec_` and base64: what signatures are verified with")


class WebhooksOut(Schema):
    """All webhooks, the oldest first."""

    webhooks: list[WebhookOut]


class DeliveryOut(Schema):
    """How far one event has come on its way to one webhook."""

    sequence: int = Field(description="The event's position in the log")
    type: EventType
    story_id: str
    message_id: str = Field(description="`webhook-id` of every attempt")
    state: DeliveryState
    attempts: int
    due_at: datetime | None = Field(description="When it will be tried next")
    attempted_at: datetime | None
    status: int | None = Field(description="The last HTTP status")
    reason: str | None = Field(description="Why the last attempt failed")


class DeliveriesOut(Schema):
    """One page of deliveries, the newest event first."""

    deliveries: list[DeliveryOut]
    next_cursor: str | None
