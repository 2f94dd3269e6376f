"""Desks in processes of their own over one database: each is told what to file, and answers where it went."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from unittest.mock import patch

from embeddings import Encoder
from service.desk import Desk
from service.model import Article, Result
from service.stores.opening import open_store
from tests.desk.support import WordEncoder, submit
from tests.forked import forking

_SECONDS = 120.0


@dataclass(frozen=True)
class Colleague:
    """One of the processes, as the test sees it."""

    process: BaseProcess
    line: Connection

    def ask(self, articles: Sequence[Article], now: datetime) -> None:
        """Have the articles filed, each by a hand of its own, all at once."""
        self.line.send((articles, now))

    def answer(self) -> list[Result]:
        """What came of it, in the same order."""
        assert self.line.poll(_SECONDS), "a process does not answer"
        results: list[Result] = self.line.recv()
        return results

    def file(self, article: Article, now: datetime) -> Result:
        """Have one article filed."""
        self.ask([article], now)
        return self.answer()[0]


@contextmanager
def colleagues(url: str, number: int) -> Iterator[list[Colleague]]:
    """So many processes at the desk of this database; with each question they wait until all are asked."""
    context = forking()
    together = context.Barrier(number)
    with ExitStack() as ends:
        made = []
        for _ in range(number):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(url, theirs, together), daemon=True)
            process.start()
            ends.callback(_end, process, ours)
            made.append(Colleague(process, ours))
        for one in made:
            assert one.line.poll(_SECONDS), "a process does not start"
            one.line.recv()
        yield made


def _end(process: BaseProcess, line: Connection) -> None:
    line.close()
    process.join(10)
    process.kill()


def work(url: str, line: Connection, together: Barrier) -> None:
    """Be one of them, until the line is closed."""
    with closing(open_store(url)) as store, ThreadPoolExecutor(4) as hands:
        desk = Desk(store, WordEncoder())
        line.send("ready")
        while True:
            try:
                articles, now = line.recv()
            except EOFError:
                return
            if len(articles) > 1:
                together.wait(_SECONDS)
            filed = hands.map(lambda article, at=now: submit(desk, article, now=at)[0], articles)
            line.send(list(filed))


def hold_the_turn(url: str, line: Connection, article: Article, now: datetime, encoder: Encoder) -> None:
    """Decide where the article goes and write it down, but never come to the end of the commit."""

    def hold(_: object) -> None:
        line.send("written")
        line.recv()

    with closing(open_store(url)) as store:
        desk = Desk(store, encoder)
        with patch("sqlalchemy.Connection.commit", hold):
            submit(desk, article, now=now)
