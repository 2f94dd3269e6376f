"""Webhooks as https://www.standardwebhooks.com has them: events are POSTed, signed, until they are taken.

Every event arrives at least once, and those of one story in their order, whatever is killed and whoever is away.
"""

from service.delivery.webhooks import MOST_WEBHOOKS, Dependencies, Webhooks

__all__ = ["MOST_WEBHOOKS", "Dependencies", "Webhooks"]
