"""For a process to be killed: files the stream from an article on, and says of each article when it is on file."""

import sys

from service.desk import Desk
from service.stores.opening import open_store
from tests.desk.support import WordEncoder, a_stream, submit


def main(url: str, first: int) -> None:
    """File article number ``first`` of the stream and all that follow, writing the number of each."""
    store = open_store(url)
    desk = Desk(store, WordEncoder())
    for place, (article, now) in list(enumerate(a_stream()))[first:]:
        submit(desk, article, now=now)
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()
    store.close()
