"""The outbox in memory, beside the log of :class:`service.stores.memory.store.MemoryStore`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock

from service.events import LoggedEvent
from service.outbox import Delivery, DeliveryState, Webhook


class MemoryOutbox:
    """A :class:`~service.outbox.Outbox`. Safe to call from several threads.

    Parameters
    ----------
    log
        All events, in order; grows under ``lock``.
    """

    def __init__(self, log: Sequence[LoggedEvent], lock: RLock) -> None:
        self._log = log
        self._lock = lock
        self._webhooks: dict[str, Webhook] = {}
        self._deliveries: dict[str, dict[int, Delivery]] = {}
        """By webhook and place in the log, in the order of the log."""

    def webhooks(self) -> Sequence[Webhook]:
        """All of them, the oldest first."""
        with self._lock:
            return sorted(self._webhooks.values(), key=lambda webhook: (webhook.created_at, webhook.id))

    def webhook(self, webhook_id: str) -> Webhook | None:
        """Look up the webhook as it now stands."""
        with self._lock:
            return self._webhooks.get(webhook_id)

    def add_webhook(self, webhook: Webhook) -> None:
        """Keep a new one."""
        with self._lock:
            self._webhooks[webhook.id] = webhook
            self._deliveries[webhook.id] = {}

    def change_webhook(self, webhook_id: str, change: Callable[[Webhook], Webhook]) -> Webhook | None:
        """Replace it by what ``change`` makes of it; None where there is none."""
        with self._lock:
            before = self._webhooks.get(webhook_id)
            if before is None:
                return None
            self._webhooks[webhook_id] = changed = change(before)
            return changed

    def remove_webhook(self, webhook_id: str) -> bool:
        """Forget it with its deliveries; False where there is none."""
        with self._lock:
            self._deliveries.pop(webhook_id, None)
            return self._webhooks.pop(webhook_id, None) is not None

    def enroll(self, webhook_id: str, now: datetime, limit: int) -> int:
        """Make deliveries of the next events in the log; answers how many events were looked at."""
        with self._lock:
            webhook = self._webhooks.get(webhook_id)
            if webhook is None:
                return 0
            found = self._log[webhook.cursor : webhook.cursor + limit]
            for logged in found:
                if webhook.wants(logged.event.type):
                    made = Delivery(webhook_id, logged, due_at=now)
                    self._deliveries[webhook_id][logged.sequence] = made
            self._webhooks[webhook_id] = replace(webhook, cursor=webhook.cursor + len(found))
            return len(found)

    def due(self, webhook_id: str, now: datetime, limit: int) -> Sequence[Delivery]:
        """Pending deliveries that may go out at ``now``, in the order of the log."""
        found: list[Delivery] = []
        waiting: set[str] = set()
        for one in self._pending(webhook_id):
            if _later(one, now):
                waiting.add(one.logged.event.story_id)
            elif one.logged.event.story_id not in waiting:
                found.append(one)
        return found[:limit]

    def next_due(self, webhook_id: str, now: datetime) -> datetime | None:
        """When the next pending delivery falls due after ``now``."""
        times = [one.due_at for one in self._pending(webhook_id) if one.due_at is not None]
        return min((time for time in times if time > now), default=None)

    def record(self, outcomes: Sequence[Delivery]) -> None:
        """Replace deliveries on file."""
        with self._lock:
            for one in outcomes:
                on_file = self._deliveries.get(one.webhook_id, {})
                if one.logged.sequence in on_file:
                    on_file[one.logged.sequence] = one

    def hasten(self, webhook_id: str, now: datetime, tried_by: datetime) -> None:
        """Make the pending deliveries due at ``now`` whose last try lies at ``tried_by`` or before.

        So are those that wait untried, or were tried beyond ``now``: the clock has been set back since.
        """
        with self._lock:
            self.record(
                [
                    replace(one, due_at=now)
                    for one in self._pending(webhook_id)
                    if _later(one, now)
                    and (one.attempted_at is None or not tried_by < one.attempted_at <= now)
                ]
            )

    def delivery(self, webhook_id: str, sequence: int) -> Delivery | None:
        """Look up the delivery of one event."""
        with self._lock:
            return self._deliveries.get(webhook_id, {}).get(sequence)

    def deliveries(
        self, webhook_id: str, limit: int, before: int | None = None, state: DeliveryState | None = None
    ) -> Sequence[Delivery]:
        """Deliveries of events before a place in the log, the newest event first."""
        found = [
            one
            for one in reversed(self._all(webhook_id))
            if (before is None or one.logged.sequence < before) and (state is None or one.state is state)
        ]
        return found[:limit]

    def pending(self) -> int:
        """Count the deliveries that are pending."""
        with self._lock:
            return sum(len(self._pending(webhook_id)) for webhook_id in self._webhooks)

    def prune(self, webhook_id: str, before: datetime) -> None:
        """Forget what is done with and was last tried before this time."""
        with self._lock:
            kept = {one.logged.sequence: one for one in self._all(webhook_id) if not _done(one, before)}
            if webhook_id in self._deliveries:
                self._deliveries[webhook_id] = kept

    def _all(self, webhook_id: str) -> list[Delivery]:
        with self._lock:
            return list(self._deliveries.get(webhook_id, {}).values())

    def _pending(self, webhook_id: str) -> list[Delivery]:
        return [one for one in self._all(webhook_id) if one.state is DeliveryState.PENDING]


def _later(delivery: Delivery, now: datetime) -> bool:
    return delivery.due_at is not None and delivery.due_at > now


def _done(delivery: Delivery, before: datetime) -> bool:
    tried = delivery.attempted_at
    return delivery.state is not DeliveryState.PENDING and tried is not None and tried < before
