"""What deliveries need from outside: who is to be told, what each has still to be told, and what came of it.

The events themselves lie in the log (:class:`service.ports.Journal`), written with what they tell of. A webhook has
its own place in that log, the cursor: what comes after it is not yet enrolled for it. Enrolling moves the cursor and
writes the deliveries in one transaction, so that no crash can lose an event on its way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from service.events import EventType, LoggedEvent


class DeliveryState(StrEnum):
    """How far one event has come on its way to one webhook."""

    PENDING = "pending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    """Refused as often as it was tried, by a receiver that took others."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What a receiver can tell by that a message is ours; signs until ``until``, None for as long as it is."""

    text: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that wants to be told, and how it has been faring.

    ``secrets`` are newest first; ``types`` are the kinds of event it wants, none for all; ``failures`` counts the
    requests that have failed since the last one that did not.
    """

    id: str
    url: str
    secrets: tuple[Secret, ...]
    created_at: datetime
    cursor: int
    types: tuple[EventType, ...] = ()
    failures: int = 0
    resting_until: datetime | None = None
    disabled_at: datetime | None = None
    disabled_reason: str | None = None

    def wants(self, kind: EventType) -> bool:
        """Whether it is to be told of events of this kind."""
        return not self.types or kind in self.types


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook; the event's place in the log names it there.

    ``due_at`` is when it is to be tried next, None when it is done with. ``status`` is the last HTTP status, and
    ``reason`` says why the last try has failed.
    """

    webhook_id: str
    logged: LoggedEvent
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    due_at: datetime | None = None
    attempted_at: datetime | None = None
    status: int | None = None
    reason: str | None = None

    @property
    def message_id(self) -> str:
        """Names the message: the same at every attempt, so that a receiver can tell what it has already taken."""
        return f"{self.webhook_id}-{self.logged.sequence}"


class Subscriptions(Protocol):
    """Who is to be told."""

    def webhooks(self) -> Sequence[Webhook]:
        """All of them, the oldest first (ties by id)."""
        ...

    def webhook(self, webhook_id: str) -> Webhook | None:
        """The webhook as it now stands."""
        ...

    def add_webhook(self, webhook: Webhook) -> None:
        """Keep a new one."""
        ...

    def change_webhook(self, webhook_id: str, change: Callable[[Webhook], Webhook]) -> Webhook | None:
        """Replace it by what ``change`` makes of it, with nothing else in between; None where there is none.

        ``change`` leaves the id, the cursor and the time of creation as they are.
        """
        ...

    def remove_webhook(self, webhook_id: str) -> bool:
        """Forget it with its deliveries; False where there is none."""
        ...


class Deliveries(Protocol):
    """What is still to be told, in order for each story."""

    def enroll(self, webhook_id: str, now: datetime, limit: int) -> int:
        """Make deliveries, due at ``now``, of the next events in the log; answers how many events were looked at.

        At most ``limit`` events after the cursor are looked at, and those that the webhook wants enrolled. Where
        there is no such webhook the answer is 0.
        """
        ...

    def due(self, webhook_id: str, now: datetime, limit: int) -> Sequence[Delivery]:
        """Pending deliveries that may go out at ``now``, in the order of the log, at most ``limit``.

        One whose story has an earlier pending delivery that is not due yet waits for it.
        """
        ...

    def next_due(self, webhook_id: str, now: datetime) -> datetime | None:
        """When the next pending delivery falls due after ``now``; None where none will."""
        ...

    def record(self, outcomes: Sequence[Delivery]) -> None:
        """Replace deliveries on file; those that are no longer there are passed over."""
        ...

    def hasten(self, webhook_id: str, now: datetime, tried_by: datetime) -> None:
        """Make the pending deliveries due at ``now`` whose last try lies at ``tried_by`` or before.

        So are those that wait untried, or were tried beyond ``now``: the clock has been set back since.
        """
        ...


class DeliveryLog(Protocol):
    """What came of it, for people to look at."""

    def delivery(self, webhook_id: str, sequence: int) -> Delivery | None:
        """The delivery of the event with this place in the log."""
        ...

    def deliveries(
        self, webhook_id: str, limit: int, before: int | None = None, state: DeliveryState | None = None
    ) -> Sequence[Delivery]:
        """Deliveries of events before a place in the log, the newest event first, at most ``limit``."""
        ...

    def pending(self) -> int:
        """How many deliveries are pending, for all webhooks together."""
        ...

    def prune(self, webhook_id: str, before: datetime) -> None:
        """Forget what is done with and was last tried before this time."""
        ...


class Outbox(Subscriptions, Deliveries, DeliveryLog, Protocol):
    """All of it, as one adapter provides it."""
