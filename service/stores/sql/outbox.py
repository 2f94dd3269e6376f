"""The outbox in a SQL database: reads of its own, writes in the store's one sequence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, func, insert, or_, select, update

from service.events import EventType
from service.outbox import Delivery, DeliveryState, Webhook
from service.stores.database.access import Access
from service.stores.rows.outbox import outcome_values, read_delivery, read_webhook, webhook_values
from service.stores.tables import events
from service.stores.tables.outbox import deliveries, webhooks

_PENDING = DeliveryState.PENDING.value


class SqlOutbox:
    """A :class:`~service.outbox.Outbox`. Safe to call from several threads."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def webhooks(self) -> Sequence[Webhook]:
        """All of them, the oldest first."""
        statement = select(webhooks).order_by(webhooks.c.created_at, webhooks.c.id)
        with self._access.reading() as connection:
            return [read_webhook(row) for row in connection.execute(statement)]

    def webhook(self, webhook_id: str) -> Webhook | None:
        """Look up the webhook as it now stands."""
        with self._access.reading() as connection:
            return _webhook(connection, webhook_id)

    def add_webhook(self, webhook: Webhook) -> None:
        """Keep a new one."""
        values = {"id": webhook.id, "created_at": webhook.created_at, "cursor": webhook.cursor}
        with self._access.writing() as connection:
            connection.execute(insert(webhooks), {**values, **webhook_values(webhook)})

    def change_webhook(self, webhook_id: str, change: Callable[[Webhook], Webhook]) -> Webhook | None:
        """Replace it by what ``change`` makes of it; None where there is none."""
        with self._access.writing() as connection:
            before = _webhook(connection, webhook_id, to_change=True)
            if before is None:
                return None
            changed = change(before)
            connection.execute(
                update(webhooks).where(webhooks.c.id == webhook_id).values(webhook_values(changed))
            )
        return changed

    def remove_webhook(self, webhook_id: str) -> bool:
        """Forget it with its deliveries; False where there is none."""
        with self._access.writing() as connection:
            connection.execute(delete(deliveries).where(deliveries.c.webhook_id == webhook_id))
            return connection.execute(delete(webhooks).where(webhooks.c.id == webhook_id)).rowcount > 0

    def enroll(self, webhook_id: str, now: datetime, limit: int) -> int:
        """Make deliveries of the next events in the log; answers how many events were looked at."""
        cursor = select(webhooks.c.cursor).where(webhooks.c.id == webhook_id).scalar_subquery()
        with self._access.reading() as connection:
            # Asked on every wake: nobody who writes is held up by it.
            if connection.scalar(select(func.max(events.c.sequence) > cursor)) is not True:
                return 0
        with self._access.writing() as connection:
            return _enroll(connection, webhook_id, now, limit)

    def due(self, webhook_id: str, now: datetime, limit: int) -> Sequence[Delivery]:
        """Pending deliveries that may go out at ``now``, in the order of the log."""
        earlier = deliveries.alias()
        waits = exists().where(
            earlier.c.webhook_id == webhook_id,
            earlier.c.story_id == deliveries.c.story_id,
            earlier.c.state == _PENDING,
            earlier.c.event < deliveries.c.event,
            earlier.c.due_at > now,
        )
        statement = (
            _of(webhook_id)
            .where(deliveries.c.state == _PENDING, deliveries.c.due_at <= now, ~waits)
            .order_by(deliveries.c.event)
            .limit(limit)
        )
        return self._read(statement)

    def next_due(self, webhook_id: str, now: datetime) -> datetime | None:
        """When the next pending delivery falls due after ``now``."""
        statement = select(func.min(deliveries.c.due_at)).where(
            deliveries.c.webhook_id == webhook_id, deliveries.c.state == _PENDING, deliveries.c.due_at > now
        )
        with self._access.reading() as connection:
            found: datetime | None = connection.scalar(statement)
        return found

    def record(self, outcomes: Sequence[Delivery]) -> None:
        """Replace deliveries on file."""
        if not outcomes:
            return
        named = (
            deliveries.c.webhook_id == bindparam("its_webhook"),
            deliveries.c.event == bindparam("its_event"),
        )
        with self._access.writing() as connection:
            connection.execute(update(deliveries).where(*named), [outcome_values(one) for one in outcomes])

    def hasten(self, webhook_id: str, now: datetime, tried_by: datetime) -> None:
        """Make the pending deliveries due at ``now`` whose last try lies at ``tried_by`` or before.

        So are those that wait untried, or were tried beyond ``now``: the clock has been set back since.
        """
        tried = deliveries.c.attempted_at
        waiting = (
            deliveries.c.webhook_id == webhook_id,
            deliveries.c.state == _PENDING,
            deliveries.c.due_at > now,
            or_(tried.is_(None), tried <= tried_by, tried > now),
        )
        with self._access.writing() as connection:
            connection.execute(update(deliveries).where(*waiting).values(due_at=now))

    def delivery(self, webhook_id: str, sequence: int) -> Delivery | None:
        """Look up the delivery of one event."""
        found = self._read(_of(webhook_id).where(deliveries.c.event == sequence))
        return found[0] if found else None

    def deliveries(
        self, webhook_id: str, limit: int, before: int | None = None, state: DeliveryState | None = None
    ) -> Sequence[Delivery]:
        """Deliveries of events before a place in the log, the newest event first."""
        statement = _of(webhook_id).order_by(deliveries.c.event.desc()).limit(limit)
        if before is not None:
            statement = statement.where(deliveries.c.event < before)
        if state is not None:
            statement = statement.where(deliveries.c.state == state.value)
        return self._read(statement)

    def pending(self) -> int:
        """Count the deliveries that are pending."""
        statement = select(func.count()).select_from(deliveries).where(deliveries.c.state == _PENDING)
        with self._access.reading() as connection:
            return connection.scalar(statement) or 0

    def prune(self, webhook_id: str, before: datetime) -> None:
        """Forget what is done with and was last tried before this time."""
        done = (
            deliveries.c.webhook_id == webhook_id,
            deliveries.c.state != _PENDING,
            deliveries.c.attempted_at < before,
        )
        with self._access.writing() as connection:
            connection.execute(delete(deliveries).where(*done))

    def _read(self, statement: Select[Any]) -> list[Delivery]:
        with self._access.reading() as connection:
            return [read_delivery(row) for row in connection.execute(statement)]


def _enroll(connection: Connection, webhook_id: str, now: datetime, limit: int) -> int:
    webhook = _webhook(connection, webhook_id, to_change=True)
    if webhook is None:
        return 0
    after = events.c.sequence > webhook.cursor
    found = connection.execute(select(events).where(after).order_by(events.c.sequence).limit(limit)).all()
    rows = [
        {
            "webhook_id": webhook_id,
            "event": row.sequence,
            "story_id": row.story_id,
            "state": _PENDING,
            "attempts": 0,
            "due_at": now,
        }
        for row in found
        if webhook.wants(EventType(row.type))
    ]
    if rows:
        connection.execute(insert(deliveries), rows)
    if found:
        place = {"cursor": found[-1].sequence}
        connection.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(place))
    return len(found)


def _of(webhook_id: str) -> Select[Any]:
    joined = deliveries.c.event == events.c.sequence
    return select(deliveries, events).join(events, joined).where(deliveries.c.webhook_id == webhook_id)


def _webhook(connection: Connection, webhook_id: str, *, to_change: bool = False) -> Webhook | None:
    found = select(webhooks).where(webhooks.c.id == webhook_id)
    # To change it, other processes are kept waiting.
    row = connection.execute(found.with_for_update() if to_change else found).first()
    return None if row is None else read_webhook(row)
