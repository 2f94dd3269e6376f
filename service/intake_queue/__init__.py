"""The intake queue: what has come in and waits to be filed.

It holds so much and no more, and threads of its own work it off: whoever reads never waits for those who write.
"""

from service.intake_queue.capacity import Capacity, Claim, Load
from service.intake_queue.line import Act
from service.intake_queue.queue import IntakeQueue, QueueStatus, Tally

__all__ = ["Act", "Capacity", "Claim", "IntakeQueue", "Load", "QueueStatus", "Tally"]
