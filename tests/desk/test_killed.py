"""Killed without warning, again and again: nothing acknowledged is lost, and the stories come out the same."""

import os
import time
from contextlib import closing
from pathlib import Path
from random import Random

from service.desk import Desk
from service.stores.memory import MemoryStore
from service.stores.opening import open_store
from tests.desk.support import WordEncoder, a_stream, on_file, submit
from tests.forked import Forked

KILLS = 3


def run(url: str, first: int, kill_after: tuple[int, float] | None = None) -> int:
    """Receive from article ``first`` on; killed some seconds after an acknowledgement. The next to send."""
    process = Forked(f"from tests.desk.receiving import main; main({url!r}, {first})", (), os.environ)
    acknowledged = first
    for line in process.stdout:
        acknowledged = int(line) + 1
        if kill_after is not None and acknowledged - first == kill_after[0]:
            time.sleep(kill_after[1])
            process.kill()
    assert (process.wait() == 0) is (kill_after is None)
    assert process.communicate() == ("", "")
    return acknowledged


def test_kill_nine(tmp_path: Path) -> None:
    stream, chance = a_stream(), Random(9)
    url = f"sqlite:///{tmp_path / 'newsfold.db'}"
    place = 0
    for _ in range(KILLS):
        # Within a few milliseconds of an acknowledgement lie the next decision and its commit.
        place = run(url, place, (chance.randint(1, 6), chance.uniform(0, 0.01)))
        with closing(open_store(url)) as store:
            texts = {filed.article for article, _ in stream for filed in store.history(article.id)}
            assert {article for article, _ in stream[:place]} <= texts
    assert run(url, place) == len(stream)

    undisturbed = MemoryStore()
    desk = Desk(undisturbed, WordEncoder())
    for article, now in stream:
        submit(desk, article, now=now)
    names = sorted({article.id for article, _ in stream})
    with closing(open_store(url)) as store:
        assert on_file(store, names) == on_file(undisturbed, names)
        assert store.clock() == undisturbed.clock()
