"""The intake queue: what has come in and waits to be filed.

It holds so much and no more, and threads of its own work it off: whoever reads never waits for those who write.
"""

from service.intake_queue.line import Act
from service.intake_queue.queue import IntakeQueue, QueueStatus, Tally
from service.intake_queue.room import Claim, Load, Room

__all__ = ["Act", "Claim", "IntakeQueue", "Load", "QueueStatus", "Room", "Tally"]
