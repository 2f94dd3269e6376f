"""What can be chosen on the command line, by the names the contract gives."""

from enum import StrEnum


class Level(StrEnum):
    """How coarse: one event, or one running subject."""

    STORY = "story"
    STORYLINE = "storyline"
