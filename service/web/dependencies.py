"""What the pages are given beside the front: the desk and the queue, or a page that says they are not ready yet."""

from typing import Annotated

from fastapi import Depends

from service.desk import Desk
from service.errors import Closing
from service.front.front import FrontDep
from service.intake_queue import IntakeQueue
from service.web.error_pages import PageError


async def get_desk(front: FrontDep) -> Desk:
    """Give the desk. Raises PageError while there is none."""
    if front.desk is None:
        raise _not_ready()
    return front.desk


async def get_queue(front: FrontDep) -> IntakeQueue:
    """Give the queue. Raises PageError while there is none."""
    if front.queue is None:
        raise _not_ready()
    return front.queue


def _not_ready() -> PageError:
    return PageError(
        503,
        "Not ready yet",
        "The model is being loaded, or the service is about to stop.",
        "Load this page again in a few seconds.",
        Closing.seconds,
    )


DeskDep = Annotated[Desk, Depends(get_desk)]
QueueDep = Annotated[IntakeQueue, Depends(get_queue)]
