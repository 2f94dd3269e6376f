"""Editors who do and undo, all day long: what they say is kept, and what they take back is gone without a trace."""

from hypothesis import HealthCheck, settings

from tests.desk.newsroom import EditedNewsroom
from tests.long import half


class EditedOnDisk(EditedNewsroom):
    url = "sqlite:///{folder}/newsfold.db"


often = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), stateful_step_count=20
)
TestInMemory = EditedNewsroom.TestCase
TestInMemory.settings = settings(often, max_examples=half(15))
TestOnDisk = EditedOnDisk.TestCase
TestOnDisk.settings = settings(often, max_examples=2)
