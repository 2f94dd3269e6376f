"""What can be set from outside: environment variables with the prefix ``NEWSFOLD_``, and nothing else."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import StartupError

PREFIX = "NEWSFOLD_"


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
        raise ValueError(
            "it must begin with http:// or https:// and a host, and have neither user, query nor fragment"
        )
    return url.rstrip("/")


class Settings(BaseSettings):
    """The settings of one process; read them with :func:`load_settings`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(
        "sqlite:///newsfold.db", description="Where everything is kept; `memory:` keeps nothing after the end"
    )
    model: str = Field(
        "all-MiniLM-L6-v2", description="The embedding model: a name, or the path of a folder that holds one"
    )
    calibration: str = Field(
        "shipped",
        description="How likeness is weighed: `shipped`, or the file that `newsfold calibrate` has written",
    )
    host: str = Field("127.0.0.1", description="The address to listen on; `0.0.0.0` is every one")
    port: int = Field(8000, ge=0, le=65_535, description="The port to listen on; 0 picks a free one")
    public_url: Annotated[str, AfterValidator(_public_address)] = Field(
        "",
        description="Where readers reach the service, as in `https://desk.example/newsfold`: links begin with it, "
        "ids in feeds and mail hold its host; empty: links begin as the request does",
    )
    window_days: float = Field(
        14, gt=0, le=3650, description="Days without a new report after which a story takes no more"
    )
    max_body_bytes: int = Field(
        16 * 1024 * 1024, ge=1024, description="The largest request body taken, in bytes"
    )
    max_batch: int = Field(500, ge=1, le=500, description="The most articles taken in one request")
    preferred_sources: str = Field(
        "",
        description="Sources whose reports rather stand for a story, best first, as in `Reuters, AP`; empty: none",
    )
    superdesk_secret: SecretStr = Field(
        SecretStr(""), description="What Superdesk signs its pushes with; empty: none are taken"
    )
    allow_private_addresses: bool = Field(
        False, description="Whether webhooks and feeds may lie in private networks, and on this machine"
    )
    log_level: LogLevel = Field(
        LogLevel.INFO, description="The least important messages logged: debug, info, warning or error"
    )
    log_format: LogFormat = Field(LogFormat.CONSOLE, description="`console` for people, `json` for machines")


def names_in(listed: str) -> tuple[str, ...]:
    """Names from a setting that lists them between commas."""
    return tuple(name for part in listed.split(",") if (name := part.strip()))


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    StartupError
        A variable has a value that cannot be used; names each one, what was found and what is taken.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise StartupError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    lines = [
        f"{PREFIX}{str(mistake['loc'][0]).upper()} is {str(mistake['input'])[:100]!r}: {mistake['msg']}"
        for mistake in error.errors()
    ]
    return "; ".join(lines) + " (change it, or unset it to get the default)"


def settings_table() -> str:
    """Render the Markdown table of all settings that the README shows."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        rows.append(f"| `{PREFIX}{name.upper()}` | `{field.default}` | {field.description} |")
    return "\n".join(rows)
