"""How the service stops: it takes nothing more, ends what would never end, and files what it has."""

import structlog
from anyio import to_thread

from service.front.front import Front

_log = structlog.stdlib.get_logger("newsfold.stopping")


async def drain(front: Front, seconds: float) -> None:
    """Answer whoever reads, and refuse whoever writes, while what waits is filed, so long at most.

    Streams end, and polls are made no more. What could not be filed in time is answered 503: it was not acknowledged.
    """
    front.closing = True
    front.notifier.close()
    if front.polls is not None:
        await to_thread.run_sync(front.polls.close)
    if front.queue is None:
        return
    waiting = front.queue.status().held.articles
    left = await to_thread.run_sync(front.queue.close, seconds)
    _log.info("stopping", articles_waiting=waiting, requests_sent_away=left)
