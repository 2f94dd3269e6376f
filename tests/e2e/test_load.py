"""The real server under more than it can take, told to stop in the middle of it, and with clients that dawdle.

Nothing here measures: what is asserted holds on a machine of any speed.
"""

import json
import signal
import socket
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep

import httpx2

from service.stores.opening import open_store
from tests.delivery.receiver import await_
from tests.e2e.support import QUICK, SERVE, address, start
from tests.forked import Running

SLOW = f"""
from time import sleep
from service.app import opening
from tests.api.support import WordEncoder
class Slow(WordEncoder):
    def encode(self, texts):
        sleep(0.01 * len(texts))
        return super().encode(texts)
opening.load_encoder = lambda name: Slow()
{SERVE}
"""


def report(number: int) -> dict[str, str]:
    """A report that shares no word with any other."""
    words = " ".join(
        f"{word}{number}" for word in ("bridge", "harbour", "verdict", "orchard", "signal", "glacier")
    )
    return {"id": f"wire/{number}", "title": f"{words[:20]}", "text": f"{words}."}


@contextmanager
def server(folder: Path, code: str = SLOW, **settings: str) -> Iterator[tuple[Running, httpx2.Client]]:
    process = start(folder, port=0, code=code, NEWSFOLD_RATE_LIMIT="off", **settings)
    try:
        limits = httpx2.Limits(max_connections=100)
        with httpx2.Client(base_url=address(process), timeout=60, limits=limits) as client:
            yield process, client
    finally:
        process.kill()
        process.communicate()


def post(client: httpx2.Client, *numbers: int) -> httpx2.Response:
    return client.post("/v1/articles", json={"articles": [report(one) for one in numbers]})


def waiting(client: httpx2.Client) -> int:
    found: int = client.get("/readyz").json()["queue"]["articles"]
    return found


def kept(folder: Path, numbers: Iterable[int]) -> bool:
    """Whether all of these are on file."""
    with closing(open_store(f"sqlite:///{folder}/newsfold.db")) as store:
        return all(store.article(f"wire/{one}") for one in numbers)


def acknowledged(posts: list[Future[httpx2.Response]]) -> list[int]:
    done = [
        post.result().json() for post in posts if not post.exception() and post.result().status_code == 200
    ]
    return [int(one["article_id"].removeprefix("wire/")) for answer in done for one in answer["results"]]


def test_told_to_stop_it_files_what_waits_and_answers_who_reads_and_takes_nothing_more(
    tmp_path: Path,
) -> None:
    with server(tmp_path, NEWSFOLD_DRAIN_SECONDS="60") as (process, client), ThreadPoolExecutor(40) as pool:
        stream = pool.submit(lambda: client.get("/v1/events/stream?after=0").text)
        posts = [pool.submit(post, client, *range(start, start + 4)) for start in range(0, 120, 4)]
        await_(lambda: waiting(client) > 40)
        process.send_signal(signal.SIGTERM)
        await_(lambda: client.get("/readyz").status_code == 503)
        refused = post(client, 1_000)
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["type"] == "urn:newsfold:problem:not-ready"
        assert client.get("/v1/stories").status_code == 200
        assert len(acknowledged(posts)) == 120
        assert "the service stops" in stream.result()
        assert process.wait(60) == 0
    assert kept(tmp_path, range(120))


def test_the_second_signal_stops_it_at_once_and_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with server(tmp_path, NEWSFOLD_DRAIN_SECONDS="600") as (process, client), ThreadPoolExecutor(40) as pool:
        posts = [pool.submit(post, client, *range(start, start + 50)) for start in range(0, 1_000, 50)]
        await_(lambda: waiting(client) > 200 and any(one.done() for one in posts))
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            sleep(0.2)
        assert process.wait(10) == 0
        numbers = acknowledged(posts)
    assert 0 < len(numbers) < 1_000
    assert kept(tmp_path, numbers)


def test_a_burst_from_many_clients_gets_in_by_and_by(tmp_path: Path) -> None:
    with server(tmp_path, QUICK, NEWSFOLD_QUEUE_ARTICLES="10") as (_, client), ThreadPoolExecutor(40) as pool:
        tries = list(pool.map(lambda number: persist(client, number), range(120)))
        assert max(tries) > 1
        assert waiting(client) == 0
    assert kept(tmp_path, range(120))


def persist(client: httpx2.Client, number: int) -> int:
    """Send until it is taken, waiting as long as one is told to; how often that was."""
    for tried in range(1, 100):
        answer = client.post("/v1/articles", json=report(number))
        if answer.status_code == 200:
            return tried
        assert answer.status_code == 429, answer.text
        sleep(int(answer.headers["retry-after"]))
    raise AssertionError("it was never taken")


def test_a_body_that_comes_byte_by_byte_is_cut_off(tmp_path: Path) -> None:
    with server(tmp_path, QUICK, NEWSFOLD_BODY_SECONDS="1") as (_, client):
        with socket.create_connection(
            (client.base_url.host, client.base_url.port or 0), timeout=30
        ) as dawdling:
            dawdling.sendall(b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
            dawdling.settimeout(0.1)
            said = b""
            while not said:
                dawdling.sendall(b" ")
                try:
                    said = dawdling.recv(65_536)
                except TimeoutError:
                    continue
            dawdling.settimeout(30)
            with suppress(
                ConnectionResetError
            ):  # it ends, one way or the other: the last byte may cross the answer
                while more := dawdling.recv(65_536):
                    said += more
        head, _, body = said.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 408 ")
        assert json.loads(body)["type"] == "urn:newsfold:problem:request-timeout"
        assert client.get("/readyz").json()["queue"]["bytes"] == 0
