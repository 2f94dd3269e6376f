"""The only door out: HTTP requests to addresses that other people have named.

Nothing in here knows what is sent or fetched.
"""

from service.egress.addresses import Addresses, Resolver
from service.egress.answer import Answer
from service.egress.client import Egress, Stopping
from service.egress.retry_after import asked_pause

__all__ = ["Addresses", "Answer", "Egress", "Resolver", "Stopping", "asked_pause"]
