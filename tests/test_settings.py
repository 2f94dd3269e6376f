import re

import pytest

from service.errors import StartupError
from service.settings import PREFIX, Settings, load_settings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_PORT", "0")
    monkeypatch.setenv("NEWSFOLD_LOG_FORMAT", "json")
    monkeypatch.setenv("NEWSFOLD_MODEL", "")
    read = load_settings()
    assert (read.port, read.log_format.value) == (0, "json")
    assert read.model == Settings.model_fields["model"].default


def test_the_public_address_is_kept_without_the_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_PUBLIC_URL", "https://desk.example:8443/newsfold/")
    assert load_settings().public_url == "https://desk.example:8443/newsfold"


def test_origins_and_limits_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_CORS_ORIGINS", "https://Desk.example,http://localhost:5173")
    monkeypatch.setenv("NEWSFOLD_RATE_LIMIT", " 20 per second; 600/minute ")
    read = load_settings()
    assert read.cors_origins == "https://desk.example http://localhost:5173"
    assert read.rate_limit == "20 per second; 600/minute"


def test_keys_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_API_KEYS", "an-open-secret")
    assert "an-open-secret" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight thousand"),
        ("PORT", "65536"),
        ("WINDOW_DAYS", "0"),
        ("WINDOW_DAYS", "nan"),
        ("MAX_BATCH", "501"),
        ("MAX_BODY_BYTES", "16 MiB"),
        ("FEED_MINUTES", "0"),
        ("FEED_MINUTES", "inf"),
        ("LLM_URL", "llm.example/v1"),
        ("PUBLIC_URL", "desk.example"),
        ("PUBLIC_URL", "ftp://desk.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://ed@desk.example"),
        ("PUBLIC_URL", "https://desk.example/?page=1"),
        ("PUBLIC_URL", "http://[desk.example"),
        ("RATE_LIMIT", "600"),
        ("RATE_LIMIT", "0/minute"),
        ("RATE_LIMIT", "10/fortnight"),
        ("CORS_ORIGINS", "desk.example"),
        ("CORS_ORIGINS", "https://desk.example/page"),
        ("CORS_ORIGINS", "https://desk.example, null"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(StartupError, match=re.escape(f"{PREFIX}{name} is '{value}': ") + ".+unset it"):
        load_settings()


def test_a_language_model_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_LLM_URL", "https://llm.example/v1")
    with pytest.raises(StartupError, match="NEWSFOLD_LLM_MODEL"):
        load_settings()
