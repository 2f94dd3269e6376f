"""What every store must do with tokens: count each once, whoever spends it, also across a restart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import date, timedelta

from service.ports import Store
from service.stores.opening import open_store
from tests.contracts.conftest import POSTGRESQL, Adapter

DAY = date(2026, 3, 1)
TOMORROW = DAY + timedelta(days=1)
MANY = 3_000_000_000
"""More than 32 bits hold."""


def test_each_day_is_counted_by_itself(store: Store) -> None:
    assert not store.spending.book(DAY, 11, most=10)
    assert store.spending.book(DAY, 6, most=10)
    assert not store.spending.book(DAY, 5, most=10)
    assert store.spending.book(TOMORROW, 10, most=10)
    store.spending.correct(DAY, -2)
    assert store.spending.book(DAY, 5, most=10)
    store.spending.correct(DAY, MANY)
    assert not store.spending.book(DAY, 1, most=MANY + 9)
    assert store.spending.book(DAY, 1, most=MANY + 10)


def test_a_day_can_be_raised_to_what_it_cost_elsewhere(store: Store) -> None:
    assert store.spending.by_day() == {}
    assert store.spending.book(DAY, 6, most=10)
    for tokens in (4, MANY, 7, MANY):
        store.spending.raise_to(DAY, tokens)
        store.spending.raise_to(TOMORROW, 2)
    assert store.spending.by_day() == {DAY: MANY, TOMORROW: 2}
    assert not store.spending.book(DAY, 1, most=MANY)


def test_what_was_spent_survives_a_restart(durable_url: str) -> None:
    with closing(open_store(durable_url)) as store:
        assert store.spending.book(DAY, 6, most=10)
    with closing(open_store(durable_url)) as store:
        assert not store.spending.book(DAY, 5, most=10)


def test_processes_that_book_at_once_do_not_exceed_what_is_allowed(
    empty_url: Callable[[Adapter], str],
) -> None:
    url = empty_url(POSTGRESQL)
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(url))) for _ in range(2)]
        pool = stack.enter_context(ThreadPoolExecutor(8))
        booked = list(pool.map(lambda turn: stores[turn % 2].spending.book(DAY, 3, most=20), range(16)))
    assert sum(booked) == 6
