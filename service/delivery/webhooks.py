"""The use cases of webhooks: subscribe, look, rotate, enable, send again; a sender for each, in its own thread."""

import random
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Protocol

from service.chores import Chore, stop_all
from service.delivery.leasing import Lease
from service.delivery.sender import Note, Post, Sender
from service.delivery.signing import new_secret, rotated
from service.errors import Conflict, NotFound, Unavailable
from service.events import EventType
from service.outbox import Delivery, DeliveryState, Outbox, Webhook
from service.ports import Leases

MOST_WEBHOOKS = 50
"""Each has a thread of its own, so that none waits for another; so many there may be."""
LOOK_SECONDS = 2.0
"""How often it is looked whether another process has been asked for a webhook."""


class Calls(Post, Protocol):
    """The way out: :class:`service.egress.Egress`."""

    def check(self, url: str) -> None:
        """Raise AddressRefused where ``url`` may not be called."""
        ...


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What webhooks need from other rooms."""

    outbox: Outbox
    newest_event: Callable[[], int]
    egress: Calls
    clock: Callable[[], datetime]
    note: Note
    leases: Leases


class Webhooks:
    """Safe to call from several threads. Raises NotFound where there is no such webhook or delivery."""

    def __init__(self, needs: Dependencies) -> None:
        self._needs = needs
        self._outbox = needs.outbox
        self._guard = Lock()
        self._chores: dict[str, Chore] = {}
        self._held: dict[str, Lease] = {}
        self._closed = False
        """From then on no sender is started: who looks for webhooks may be about to, or a request that makes one."""
        self._discovery = Chore("webhooks of other processes", self._look_for_others)

    def open(self) -> None:
        """Send what has been waiting, and from now on whatever happens."""
        self._start_all()
        if self._needs.leases.shared:
            self._discovery.start()

    def close(self) -> None:
        """Stop sending, within a second; what is not yet delivered waits for the next start, or for another process."""
        with self._guard:
            self._closed = True
            chores, held = [self._discovery, *self._chores.values()], list(self._held.values())
            self._chores.clear()
            self._held.clear()
        stop_all(chores)
        for lease in held:
            with suppress(Unavailable):
                lease.give_back()

    def _look_for_others(self) -> float:
        """Send to webhooks that other processes were asked for, and no more to those that are gone."""
        self._start_all()
        return LOOK_SECONDS

    def _start_all(self) -> None:
        wanted = {webhook.id for webhook in self._outbox.webhooks()}
        with self._guard:
            known = set(self._chores)
        for webhook_id in sorted(known - wanted):
            self._stop(webhook_id)
        for webhook_id in sorted(wanted - known):
            self._start(webhook_id)

    def _stop(self, webhook_id: str) -> None:
        with self._guard:
            chore = self._chores.pop(webhook_id, None)
            self._held.pop(webhook_id, None)
        if chore is not None:
            chore.dismiss()

    def wake(self) -> None:
        """Something has happened: let all of them look at once."""
        with self._guard:
            for chore in self._chores.values():
                chore.wake()

    def all(self) -> Sequence[Webhook]:
        """List them, the oldest first."""
        return self._outbox.webhooks()

    def webhook(self, webhook_id: str) -> Webhook:
        """Look one up."""
        return _found(self._outbox.webhook(webhook_id), webhook_id)

    def create(
        self, url: str, types: Sequence[EventType], now: datetime, order: str | None = None
    ) -> Webhook:
        """Subscribe an address to what happens from now on.

        Parameters
        ----------
        order
            Names the request, in hex digits: where it was carried out before and not answered, what it made is given.

        Raises
        ------
        AddressRefused
            It is no address that may be called.
        Conflict
            There are already as many as there may be.
        """
        self._needs.egress.check(url)
        webhook_id = f"wh-{(order or secrets.token_hex(8))[:16]}"
        if (made := self._outbox.webhook(webhook_id)) is not None:
            return made
        if len(self._outbox.webhooks()) >= MOST_WEBHOOKS:
            raise Conflict(f"there are {MOST_WEBHOOKS} webhooks, and no more are taken; delete one first")
        webhook = Webhook(
            id=webhook_id,
            url=url,
            secrets=(new_secret(),),
            created_at=now,
            cursor=self._needs.newest_event(),
            types=tuple(dict.fromkeys(types)),
        )
        self._outbox.add_webhook(webhook)
        self._start(webhook.id)
        return webhook

    def remove(self, webhook_id: str) -> None:
        """Tell it nothing any more, and forget it."""
        if not self._outbox.remove_webhook(webhook_id):
            raise NotFound("webhook", webhook_id)
        self._stop(webhook_id)

    def rotate(self, webhook_id: str, now: datetime) -> Webhook:
        """Give it a new secret; the old one signs as well for another 24 hours."""
        fresh = new_secret()
        changed = self._outbox.change_webhook(
            webhook_id, lambda found: replace(found, secrets=rotated(found.secrets, fresh, now))
        )
        return _found(changed, webhook_id)

    def enable(self, webhook_id: str, now: datetime) -> Webhook:
        """Go on, at once, where it was disabled or rests."""
        changed = self._outbox.change_webhook(
            webhook_id,
            lambda found: replace(
                found, failures=0, resting_until=None, disabled_at=None, disabled_reason=None
            ),
        )
        webhook = _found(changed, webhook_id)
        self._outbox.hasten(webhook_id, now, now)
        self._wake(webhook_id)
        return webhook

    def deliveries(
        self, webhook_id: str, limit: int, before: int | None, state: DeliveryState | None
    ) -> Sequence[Delivery]:
        """List its deliveries, the newest event first."""
        self.webhook(webhook_id)
        return self._outbox.deliveries(webhook_id, limit, before, state)

    def redeliver(self, webhook_id: str, sequence: int, now: datetime) -> Delivery:
        """Send one event again, whatever became of it, with a schedule of its own; later ones of its story wait."""
        self.webhook(webhook_id)
        found = self._outbox.delivery(webhook_id, sequence)
        if found is None:
            raise NotFound("delivery", str(sequence))
        again = replace(found, state=DeliveryState.PENDING, attempts=0, due_at=now)
        self._outbox.record([again])
        self._wake(webhook_id)
        return again

    def _start(self, webhook_id: str) -> None:
        needs = self._needs
        lease = Lease(f"webhook {webhook_id}", needs.leases)
        sender = Sender(
            webhook_id,
            needs.outbox,
            needs.egress,
            clock=needs.clock,
            # Not for secrets: only so that not all receivers are called at once.
            jitter=random.random,
            note=needs.note,
            lease=lease,
        )
        chore = Chore(f"webhook {webhook_id}", sender.step)
        with self._guard:
            if self._closed or webhook_id in self._chores:
                return
            self._chores[webhook_id] = chore
            self._held[webhook_id] = lease
        chore.start()

    def _wake(self, webhook_id: str) -> None:
        with self._guard:
            chore = self._chores.get(webhook_id)
        if chore is not None:
            chore.wake()


def _found(webhook: Webhook | None, webhook_id: str) -> Webhook:
    if webhook is None:
        raise NotFound("webhook", webhook_id)
    return webhook
