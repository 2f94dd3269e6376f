"""What can be chosen on the command line, by the names the contract gives."""

from enum import StrEnum


class Level(StrEnum):
    """How coarse: one event, or one running subject."""

    STORY = "story"
    STORYLINE = "storyline"


class BriefFormat(StrEnum):
    """How a briefing is written."""

    MARKDOWN = "md"
    JSON = "json"
    HTML = "html"
