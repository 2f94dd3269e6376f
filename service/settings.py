"""What can be set from outside: environment variables with the prefix ``NEWSFOLD_``, and nothing else."""

import os
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from limits import parse_many
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from embeddings import Runtime, Wanted
from service.errors import StartupError

PREFIX = "NEWSFOLD_"
MCP_KEY = "API_KEY"
"""No setting of the service: the key that ``newsfold mcp`` calls one with."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """For whom the log is written."""

    CONSOLE = "console"
    JSON = "json"


def _public_address(url: str) -> str:
    """Refuse what cannot stand before the paths of the service; without the slash at its end."""
    parts = urlsplit(url)
    plain = url.isascii() and url.isprintable() and not any(mark in url for mark in ' <>"?#@\\')
    if url and not (plain and parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("it must begin with http:// or https:// and a host, without user, query or fragment")
    return url.rstrip("/")


def _api_address(url: str) -> str:
    """Refuse what cannot be called by HTTP; :class:`service.egress.Egress` says of each call whether it may be made."""
    parts = urlsplit(url)
    if url and not (url.isprintable() and parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("it must begin with http:// or https:// and a host")
    return url


def _rate_limit(text: str) -> str:
    """Refuse what is no limit, or lets nobody in."""
    text = text.strip().lower()
    if text == "off":
        return text
    try:
        usable = all(limit.amount > 0 for limit in parse_many(text))
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(
            "it must be `off`, or a number and a time, such as 600/minute or 20/second;600/minute"
        )
    return text


def _origins(text: str) -> str:
    """Refuse what no browser sends as Origin; separated by single spaces."""
    found = text.replace(",", " ").split()
    for origin in found:
        parts = urlsplit(origin)
        whole = f"{parts.scheme}://{parts.netloc}"
        if origin != "*" and not (parts.scheme and parts.hostname and origin.lower() == whole.lower()):
            raise ValueError("it must hold origins, such as https://desk.example, or be *")
    return " ".join(origin.lower() for origin in found)


class Settings(BaseSettings):
    """The settings of one process; read them with :func:`load_settings`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(
        "sqlite:///newsfold.db",
        description="Where everything is kept: `sqlite:///FILE` for one process, `postgresql://user@host/database` for "
        "any number of them, or `memory:`, which keeps nothing after the end",
    )
    model: str = Field(
        "all-MiniLM-L6-v2",
        description="The embedding model: a name, the path of a folder that holds one, or `static`, which is distilled "
        "from the default one once and encodes thousands of texts a second",
    )
    encoder_runtime: Runtime = Field(
        Runtime.AUTO,
        description="What the model runs in: `auto` measures once which is fastest; or `torch` (32-bit floats), `torch-"
        "bf16`, `openvino-bf16`, `openvino-int8` (the last two with the extra `openvino`). Set it if several "
        "machines must produce identical vectors",
    )
    cache_folder: str = Field(
        "",
        description="Where converted models and measurements are kept; empty: `newsfold` in the user's cache folder",
    )
    calibration: str = Field(
        "shipped",
        description="The weights of grouping: `shipped`, or a file written by `newsfold calibrate`",
    )
    evaluations: str = Field(
        "",
        description="The file to which `newsfold evaluate` adds its results, the last of which `/health` shows; empty: "
        "none are kept",
    )
    host: str = Field("127.0.0.1", description="The address to listen on; `0.0.0.0` means all of them")
    port: int = Field(8000, ge=0, le=65_535, description="The port to listen on; 0 picks a free one")
    public_url: Annotated[str, AfterValidator(_public_address)] = Field(
        "",
        description="Where readers reach the service, such as `https://desk.example/newsfold`: links begin with it, "
        "and ids in feeds and mail contain its host; empty: links follow the request",
    )
    api_keys: SecretStr = Field(
        SecretStr(""),
        description="Who may call, and for what: entries `name:scopes:sha256:<digest>`, as `newsfold key` makes "
        "them, separated by spaces or commas; or `@FILE` with such entries, which is read again when it changes; "
        "empty: anybody on this machine",
    )
    rate_limit: Annotated[str, AfterValidator(_rate_limit)] = Field(
        "6000/minute",
        description="The most requests accepted from one key or, without keys, from one address; `off`: no limit",
    )
    cors_origins: Annotated[str, AfterValidator(_origins)] = Field(
        "",
        description="Origins whose pages may call, such as `https://desk.example`, separated by spaces or commas; `*`: "
        "all",
    )
    window_days: float = Field(
        14, gt=0, le=3650, description="Days without a new report after which a story takes no more"
    )
    erase_days: float | None = Field(
        None,
        ge=0,
        le=36_500,
        description="Days from the withdrawal of a report until its words are erased from the database; 0: within "
        "minutes; empty: they are kept, but never shown",
    )
    max_body_bytes: int = Field(
        16 * 1024 * 1024, ge=1024, description="The largest request body accepted, in bytes"
    )
    max_batch: int = Field(500, ge=1, le=500, description="The most articles accepted in one request")
    queue_articles: int = Field(
        2_000, ge=1, description="Articles that may wait to be filed; beyond that, requests are answered 429"
    )
    queue_bytes: int = Field(
        64 * 1024 * 1024,
        ge=1024,
        description="Bytes of request bodies that may wait to be filed; beyond that, requests are answered 429",
    )
    body_seconds: float = Field(
        30,
        gt=0,
        le=3_600,
        description="Seconds a request body may take to arrive; after that, it is answered 408",
    )
    drain_seconds: float = Field(
        8, ge=0, le=3_600, description="Seconds allowed for filing what is waiting, after the signal to stop"
    )
    preferred_sources: str = Field(
        "",
        description="Sources preferred to represent a story, best first, such as `Reuters, AP`; empty: none",
    )
    superdesk_secret: SecretStr = Field(
        SecretStr(""),
        description="The secret with which Superdesk signs its pushes; empty: pushes are refused",
    )
    feeds: SecretStr = Field(
        SecretStr(""),
        description="Feeds to poll: addresses separated by spaces or commas (`name=URL` gives their reports "
        "a source), or `@FILE` with one a line; may contain passwords",
    )
    feed_minutes: float = Field(5, gt=0, le=10_080, description="Minutes between two polls of a feed")
    allow_private_addresses: bool = Field(
        False,
        description="Whether webhooks, feeds and the language model may be in private networks or on this machine",
    )
    llm_url: Annotated[str, AfterValidator(_api_address)] = Field(
        "",
        description="An OpenAI-compatible API, such as `https://llm.example/v1`, that shortens summaries; sentences "
        "with words of its own are dropped; empty: none",
    )
    llm_model: str = Field("", description="The model to use there")
    llm_key: SecretStr = Field(SecretStr(""), description="The API key for it")
    llm_seconds: float = Field(30, gt=0, le=600, description="Seconds an answer may take")
    llm_daily_tokens: int = Field(
        200_000,
        ge=0,
        description="The most tokens to spend there in a day, restarts and all processes together; after that, "
        "summaries are extracts until the next day (UTC)",
    )
    log_level: LogLevel = Field(
        LogLevel.INFO, description="The least important messages logged: debug, info, warning or error"
    )
    log_format: LogFormat = Field(LogFormat.CONSOLE, description="`console` for people, `json` for machines")


def names_in(listed: str) -> tuple[str, ...]:
    """Names from a setting that lists them between commas."""
    return tuple(name for part in listed.split(",") if (name := part.strip()))


def wanted_encoder(settings: Settings) -> Wanted:
    """Tell which encoder the settings ask for."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - never fails
    folder = Path(settings.cache_folder or Path(home) / "newsfold").absolute()
    return Wanted(settings.model, settings.encoder_runtime, folder)


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    StartupError
        A variable has a value that cannot be used; names each one, what was found and what is taken.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        raise StartupError(_explain(error)) from None
    if settings.llm_url and not settings.llm_model:
        raise StartupError(
            "NEWSFOLD_LLM_URL is set and NEWSFOLD_LLM_MODEL is not; name the model to ask there"
        )
    return settings


def misspelled() -> list[tuple[str, str]]:
    """Variables of the environment that mean nothing, each with the setting whose name is most like it."""
    known = [name.upper() for name in Settings.model_fields]
    given = sorted(
        name.upper().removeprefix(PREFIX) for name in os.environ if name.upper().startswith(PREFIX)
    )
    return [
        (PREFIX + name, PREFIX + alike)
        for name in given
        if name not in known and name != MCP_KEY
        for alike in get_close_matches(name, known, n=1)
    ]


def _explain(error: ValidationError) -> str:
    lines = [
        f"{PREFIX}{str(mistake['loc'][0]).upper()} is {str(mistake['input'])[:100]!r}: {mistake['msg']}"
        for mistake in error.errors()
    ]
    return "; ".join(lines) + " (change it, or unset it to get the default)"
