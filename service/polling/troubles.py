"""What is said of a poll that failed, and what somebody can do about it."""

from http import HTTPStatus

from service.formats.cleaning import Markup, clean_line
from service.text.urls import without_password

WAIT = "it will be polled again; if this goes on, ask the publisher"
FAULT = "its content could not be filed because of a fault in the service, which has been logged"
FAULT_REMEDY = "see the log; it will be polled again"
_LONGEST = 300

_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "name the feed with its user and password: https://user:password@host/path",
    HTTPStatus.FORBIDDEN: "ask the publisher to let this service in",
    HTTPStatus.NOT_FOUND: "look up its present address",
    HTTPStatus.GONE: "take it out of NEWSFOLD_FEEDS, or poll it by hand if it comes back",
    HTTPStatus.TOO_MANY_REQUESTS: "polled again when the server allows; if this goes on, raise NEWSFOLD_FEED_MINUTES",
}


def remedy_of(status: int) -> str:
    """What to do about a server that answers with this status."""
    return _REMEDIES.get(status, WAIT)


def short(text: str) -> str:
    """What others have said, on one line that can be shown, and without what may be a password."""
    return clean_line(without_password(text), "", Markup.LITERAL).text[:_LONGEST]
