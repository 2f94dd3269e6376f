"""The same stream gives the same stories: one process on SQLite, and four on PostgreSQL, in turns and all at once."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from threading import Event, Lock
from time import sleep

import pytest

from service.desk import Desk
from service.model import Article
from service.ports import Store
from service.stores.opening import open_store
from tests.desk.processes import Colleague, colleagues
from tests.desk.support import EVER, NOON, WordEncoder, a_stream, known, on_file, submit
from tests.e2e.reports import reports
from tests.long import LONG
from tests.postgresql import Server

PROCESSES = 4
INVENTED, STORIES = (600, 60) if LONG else (40, 8)
"""Reports, and the stories that they take turns with."""
EVENTFUL = len(a_stream()) if LONG else 16
Sent = tuple[Article, datetime]


def invented() -> Iterator[Sent]:
    """Reports of a day, every sixth followed by a copy of it."""
    for number, fields in enumerate(islice(reports(stories=STORIES), INVENTED)):
        at = NOON + timedelta(minutes=2 * number)
        article = Article(
            fields["id"], fields["title"], fields["text"], source=fields["source"], published_at=at
        )
        yield article, at
        if number % 6 == 0:
            yield replace(article, id=f"{article.id}/copy", source="Harbour"), at


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Callable[[Sequence[Sent]], tuple[Store, Desk]]]:
    """Files a stream in one process, on SQLite."""
    with closing(open_store(f"sqlite:///{tmp_path / 'alone.db'}")) as store:

        def filed(stream: Sequence[Sent]) -> tuple[Store, Desk]:
            desk = Desk(store, WordEncoder())
            for article, now in stream:
                submit(desk, article, now=now)
            return store, desk

        yield filed


Alone = Callable[[Sequence[Sent]], tuple[Store, Desk]]


def assert_same(url: str, alone: tuple[Store, Desk], stream: Sequence[Sent]) -> None:
    """Articles, versions, stories, events, and what later reports are compared with."""
    names = sorted({article.id for article, _ in stream})
    one, desk = alone
    with closing(open_store(url)) as store:
        assert on_file(store, names) == on_file(one, names)
        assert known(Desk(store, WordEncoder())) == known(desk)


def test_in_turns(postgresql: Server, alone: Alone) -> None:
    url = postgresql.empty()
    # Copies, revisions, kills, rewrites and late old reports, and behind them the reports of a day.
    eventful = [*a_stream()[: EVENTFUL - 8], *a_stream()[-8:]]
    stream = [*eventful, *((article, now + timedelta(days=11)) for article, now in invented())]
    with colleagues(url, PROCESSES) as desks:
        for (article, now), desk in zip(stream, cycle(desks), strict=False):
            desk.file(article, now)
    assert_same(url, alone(stream), stream)


def test_at_once_and_one_of_them_killed(postgresql: Server, alone: Alone) -> None:
    """Who came first is told by the database afterwards: filed in that order, it is what one process makes of it."""
    url, stream = postgresql.empty(), list(invented())
    with colleagues(url, PROCESSES) as desks, ThreadPoolExecutor(PROCESSES) as hands:
        queue = Queue(stream)
        acknowledged = [name for names in hands.map(queue.work_off, desks) for name in names]
    assert [desk.process.exitcode for desk in desks].count(-9) == 1
    assert sorted(acknowledged) == sorted(article.id for article, _ in stream)
    with closing(open_store(url)) as store:
        came = [(row.filed.article, row.filed.received_at) for row in store.window_rows(EVER)]
        assert sorted(article.id for article, _ in came) == sorted(acknowledged)
        for article, _ in stream:
            if (copy := store.article(f"{article.id}/copy")) and (first := store.article(article.id)):
                assert copy.story_id == first.story_id
    assert_same(url, alone(came), stream)


class Queue:
    """Reports for whoever is free; the first who comes is killed over the second that it takes."""

    def __init__(self, stream: Sequence[Sent]) -> None:
        self._waiting = deque(stream)
        self._half = len(stream) // 2
        self._victim: Colleague | None = None
        self._killed = Event()
        self._turn = Lock()

    def work_off(self, desk: Colleague) -> list[str]:
        """File until nothing waits; what was acknowledged."""
        with self._turn:
            victim = self._victim = self._victim or desk
        acknowledged: list[str] = []
        while sent := self._next(patient=desk is not victim):
            desk.ask(sent[:1], sent[1])
            if desk is victim and acknowledged:
                sleep(Random(len(self._waiting)).uniform(0, 0.02))
                desk.process.kill()
                desk.process.join()
                # Nobody was told whether it is on file: it is sent again.
                self._waiting.appendleft(sent)
                self._killed.set()
                return acknowledged
            desk.answer()
            acknowledged.append(sent[0].id)
        return acknowledged

    def _next(self, *, patient: bool) -> Sent | None:
        if patient and len(self._waiting) <= self._half:
            self._killed.wait()
        return self._waiting.popleft() if self._waiting else None
