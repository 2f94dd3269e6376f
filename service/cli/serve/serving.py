"""``newsfold serve``: the service until it is told to stop, with its demo reports if asked for."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import FrameType

import structlog
import typer
import uvicorn
from fastapi import FastAPI

from service.app import create_app, drain
from service.cli import terminal
from service.cli.briefing import recent_briefing
from service.cli.garbage_collection import freeze_garbage_collector
from service.cli.listening import listen
from service.cli.serve.connections import ImpatientConnection
from service.desk import Desk
from service.desk.warming import warm_desk
from service.errors import Gone, NotFound
from service.formats.outputs.markdown import briefing_markdown
from service.logs import configure_logging
from service.settings import Settings, misspelled
from service.web.warming import warm_pages

STORIES_SHOWN = 5
GRACE_SECONDS = 2
"""How long the answers in progress may take when all that waited is filed."""

_log = structlog.stdlib.get_logger("newsfold.serve")


def serve(settings: Settings, *, demo: bool) -> None:
    """Serve until SIGINT or SIGTERM, then file what waits, finish what is in progress, and exit 0.

    The second signal ends it at once: whatever was acknowledged is on file.

    Raises
    ------
    StartupError
        The address cannot be listened on, or not without keys, or the service cannot start.
    """
    # A signal before the server is up, or raised again by it after its shutdown, ends the process in peace.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Left as it is, asyncio takes it over, and notes it only when the model is loaded and the window rebuilt.
        signal.signal(signal.SIGINT, _interrupt)
    keyed = bool(settings.api_keys.get_secret_value().strip())
    with listen(settings.host, settings.port, keyed=keyed) as listener:
        configure_logging(settings.log_level, settings.log_format)
        for given, alike in misspelled():
            _log.warning("a variable is not a setting, and changes nothing", variable=given, most_like=alike)
        try:
            asyncio.run(_serve(settings, listener, demo=demo))
        except KeyboardInterrupt:
            raise typer.Exit from None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


async def _serve(settings: Settings, listener: socket.socket, *, demo: bool) -> None:
    """Run the server inside the app's own lifespan, so that what goes wrong at start arrives here as raised."""
    address = _address(settings.host, listener.getsockname()[1])
    # Before the window is rebuilt as well: it is made of some millions of values, none of them garbage.
    freeze_garbage_collector()
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        lifespan="off",
        http=ImpatientConnection,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    async with app.router.lifespan_context(app):
        front = app.state.front
        if demo:
            # Whoever is answered finds them there.
            await asyncio.to_thread(_load_demo, front.desk, datetime.now(UTC))
        _build_routes(app)
        # What was loaded up to here stays to the end: without this, looking through it for garbage again and again
        # holds every request up for some 0.1 s at a time.
        freeze_garbage_collector()
        server = _Server(
            config,
            lambda: _announce(front.desk, address, demo=demo),
            lambda: drain(front, settings.drain_seconds),
        )
        await server.serve(sockets=[listener])


def _build_routes(app: FastAPI) -> None:
    """Have every route looked at once: FastAPI puts each together when a request first passes it, 0.2 s for all."""
    nowhere = {"type": "http", "method": "GET", "path": "/nowhere", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nowhere)


class _Server(uvicorn.Server):
    """Says when it is ready; told to stop, it goes on answering until all that waits is filed."""

    def __init__(
        self, config: uvicorn.Config, announce: Callable[[], None], drain: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self._announce = announce
        self._drain = drain
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce from another thread: requests are answered meanwhile."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets=sockets)
        if self.started:
            await asyncio.to_thread(self._announce)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop at the first signal, and stop at once at the second."""
        if self._captured_signals:
            # Whatever was acknowledged is on file, and a database is left as by any other sudden end.
            os._exit(0)
        self._captured_signals.append(sig)
        if self._loop is None:
            self.should_exit = True
        else:
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._leaving = asyncio.get_running_loop().create_task(self._finish())

    async def _finish(self) -> None:
        try:
            await self._drain()
        finally:
            self.should_exit = True


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def _announce(desk: Desk, address: str, *, demo: bool) -> None:
    """Print a briefing on the demo reports where they are asked for, and the address."""
    now = datetime.now(UTC)
    if demo:
        terminal.write([briefing_markdown(recent_briefing(desk, now, limit=STORIES_SHOWN)), ""])
    _warm_up(desk, now)
    terminal.write([f"newsfold listens on {address} (how to call it: {address}/docs); Ctrl+C stops it"])


def _warm_up(desk: Desk, now: datetime) -> None:
    """Do what the first page, and the first report, take once; where that fails, they themselves will say why."""
    for warm in (warm_pages, warm_desk):
        try:
            warm(desk, now)
        except Exception:
            _log.exception("preparing for the first request failed")


def _load_demo(desk: Desk, now: datetime) -> None:
    """File the demo reports that the desk does not know yet, in order."""
    from service.demo import demo_lines  # noqa: PLC0415
    from service.formats.reading import read  # noqa: PLC0415

    reports = read(demo_lines(), name="the demo reports", now=now).submissions
    missing = [report for report in reports if not _known(desk, report.article.id, now)]
    if missing:
        desk.receive(missing, now)


def _known(desk: Desk, article_id: str, now: datetime) -> bool:
    try:
        desk.article(article_id, now)
    except NotFound:
        return False
    except Gone:
        return True
    return True
