"""The ways to write a briefing, by the names that people ask for them with."""

from enum import StrEnum


class Style(StrEnum):
    """How a briefing is written."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    MAIL = "mail"
    SLACK = "slack"
    NINJS = "ninjs"
