"""Feeds that the newsroom names are read again and again, and what is new in them is filed.

What a server is told next time, so that it need not send all of it again, is remembered only when that is on file.
"""

from service.polling.feedlist import Feed, feed_at, read_feed_list
from service.polling.poller import Dependencies
from service.polling.polls import Polls

__all__ = ["Dependencies", "Feed", "Polls", "feed_at", "read_feed_list"]
