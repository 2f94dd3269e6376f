"""A real server for a real browser, and where its pictures are kept."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve ``app`` on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    app.state.front.bell.closed = True
    server.should_exit = True
    thread.join()


def file(address: str, *articles: Mapping[str, object]) -> list[dict[str, Any]]:
    """File articles, all of which must be taken; the results."""
    answer = httpx2.post(
        f"{address}/v1/articles", json={"articles": [dict(one) for one in articles]}, timeout=30
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == []
    results: list[dict[str, Any]] = answer.json()["results"]
    return results
