"""Somebody who goes on posting to the servers of one desk, whatever befalls them, and remembers what was answered."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import httpx2

from tests.benchmarks.outcomes import Row
from tests.e2e.reports import reports
from tests.e2e.support import QUICK, address, start
from tests.forked import Running

PAUSE_SECONDS = 0.05
BEFORE, AFTER = 10, 10
"""Reports that are taken before anything goes wrong, and when all is well again."""
TOLD = "told"
"""The file in which servers are told what they are to pretend."""
Report = dict[str, str]


@dataclass
class Bystander:
    """Posts reports one at a time to the servers in turn, each followed by a copy of it."""

    folder: Path
    processes: list[Running]
    clients: list[httpx2.Client]
    answers: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)
    refused: list[Report] = field(default_factory=list)
    slowest: float = 0.0
    stream: Iterator[Report] = field(default_factory=lambda: reports(11, stories=8))
    _turns: Iterator[int] = field(default_factory=count)

    def tell(self, said: str) -> None:
        """Tell the servers what they are to pretend from here on."""
        (self.folder / TOLD).write_text(said, encoding="ascii")

    def post(self, one: Report) -> bool:
        """Whether it was taken."""
        client, began = self.clients[next(self._turns) % len(self.clients)], time.perf_counter()
        try:
            status = client.post("/v1/articles", json=one).status_code
            self.answers[f"{status} {HTTPStatus(status).phrase}"] += 1
        except httpx2.TransportError as error:
            self.answers[type(error).__name__] += 1
            return False
        finally:
            self.slowest = max(self.slowest, time.perf_counter() - began)
        if status == HTTPStatus.OK:
            self.taken.append(one["id"])
        return status == HTTPStatus.OK

    def post_pair(self) -> bool:
        """Post the next report and its copy; whether both were taken."""
        one = next(self.stream)
        pair = (one, one | {"id": f"{one['id']}/copy", "source": "Harbour"})
        refused = [sent for sent in pair if not self.post(sent)]
        self.refused += refused
        time.sleep(PAUSE_SECONDS)
        return not refused

    @contextmanager
    def posting(self) -> Iterator[None]:
        """Go on posting, beside what is done meanwhile."""
        stop = Event()

        def go_on() -> None:
            while not stop.is_set():
                self.post_pair()

        thread = Thread(target=go_on)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def until_well(self) -> float:
        """Seconds until all is taken again."""
        began = time.perf_counter()
        while not self.post_pair():
            pass
        return time.perf_counter() - began

    def row(self, what: str, well_after: float) -> Row:
        """Send again what was refused, then look up all that was ever taken."""
        for _ in range(AFTER):
            self.post_pair()
        answers = ", ".join(f"{number} x {name}" for name, number in self.answers.most_common())
        while self.refused:
            self.refused = [sent for sent in self.refused if not self.post(sent)]
        found = {name: self._story_of(name) for name in self.taken}
        copies = [name for name in found if name.endswith("/copy")]
        return {
            "what": what,
            "answers": answers,
            "slowest answer, s": round(self.slowest, 1),
            "well after, s": round(well_after, 1),
            "acknowledged": len(found),
            "lost": sum(story_id is None for story_id in found.values()),
            "in two stories": sum(found[name] != found[name.removesuffix("/copy")] for name in copies),
        }

    def _story_of(self, name: str) -> str | None:
        answer = self.clients[0].get(f"/v1/articles/{name}")
        found: str | None = answer.json().get("story_id")
        return found


@contextmanager
def bystander(code: str = QUICK, *, servers: int = 1, told: str = "", **settings: str) -> Iterator[Bystander]:
    """Start servers over one database, which can be ``told`` something, and post the first reports."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(servers) as readers, ExitStack() as ends:
        one = Bystander(Path(folder), [], [])
        one.tell(told)
        settings |= {"BENCH_TOLD": str(one.folder / TOLD), "NEWSFOLD_LOG_LEVEL": "error"}
        settings |= {"NEWSFOLD_RATE_LIMIT": "off"}
        for _ in range(servers):
            process = start(one.folder, port=0, code=code, **settings)
            one.processes.append(process)
            client = httpx2.Client(base_url=address(process), timeout=120)
            # What it says of its troubles is read away: one who is not listened to stops in the end.
            readers.submit(process.communicate)
            ends.callback(process.kill)
            one.clients.append(ends.enter_context(client))
        for _ in range(BEFORE):
            one.post_pair()
        yield one
