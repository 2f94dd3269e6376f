"""How the log is written: one line an event, by structlog, for our messages and for those of the libraries."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from service.settings import LogFormat, LogLevel


def configure_logging(level: LogLevel, log_format: LogFormat) -> None:
    """Send every message from ``level`` up to stderr. For the process as a whole; call it once, at its start."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(), _said_once],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_ending(log_format)],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    # Alembic tells of each step it looks at, on every start; what concerns an operator it warns of.
    # httpx2 repeats the address of each request, in which there may be a password or a token.
    for library in ("alembic", "httpx2"):
        least = max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()])
        logging.getLogger(library).setLevel(least)


def escape_control_characters(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Escape what could forge a line or drive a terminal; the traceback alone keeps its line breaks."""
    return {
        name: _escaped(value) if isinstance(value, str) and name != "exception" else value
        for name, value in event.items()
    }


def _said_once(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Drop uvicorn's second copy of its message, which is for terminals."""
    event.pop("color_message", None)
    return event


def _ending(log_format: LogFormat) -> list[Processor]:
    if log_format is LogFormat.JSON:
        return [
            structlog.processors.format_exc_info,
            escape_control_characters,
            structlog.processors.JSONRenderer(),
        ]
    colours = sys.stderr.isatty()
    return [
        escape_control_characters,
        structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback),
    ]


def _escaped(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
