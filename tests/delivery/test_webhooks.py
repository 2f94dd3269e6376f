"""Who is employed to send, and until when."""

import threading
from collections.abc import Sequence

import pytest

from service.delivery.signing import new_secret
from service.delivery.webhooks import Dependencies, Webhooks
from service.outbox import Webhook
from service.stores.opening import open_store
from tests.delivery.test_laws import START, Receiver


def test_nobody_is_employed_by_an_office_that_closed_while_it_looked_for_webhooks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = open_store("memory:")
    outbox, employed = store.outbox, list[str]()
    outbox.add_webhook(Webhook("wh-late", "https://desk.example/", (new_secret(),), START, 0))
    webhooks = Webhooks(
        Dependencies(outbox, lambda: 0, Receiver(), lambda: START, lambda outcome: None, store.leases)
    )
    listed = outbox.webhooks

    def closing_meanwhile() -> Sequence[Webhook]:
        webhooks.close()
        return listed()

    monkeypatch.setattr(outbox, "webhooks", closing_meanwhile)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: employed.append(thread.name))
    webhooks.open()
    assert employed == []
