"""What is said of a poll that failed, and what somebody can do about it."""

from http import HTTPStatus

from service.formats.cleaning import Markup, clean_line
from service.text.urls import without_password

WAIT = "it is polled again by itself; if it lasts, ask the publisher"
FAULT = "what it holds could not be filed, because of a fault in the service, which was logged"
FAULT_REMEDY = "see the log; it is polled again by itself"
_LONGEST = 300

_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "name the feed with its user and password: https://user:password@host/path",
    HTTPStatus.FORBIDDEN: "ask the publisher to let this service in",
    HTTPStatus.NOT_FOUND: "look up its present address, and name that",
    HTTPStatus.GONE: "take it out of NEWSFOLD_FEEDS; should it be back, have it polled by hand",
    HTTPStatus.TOO_MANY_REQUESTS: "it is polled again when the server allows; if it lasts, raise NEWSFOLD_FEED_MINUTES",
}


def remedy_of(status: int) -> str:
    """What to do about a server that answers with this status."""
    return _REMEDIES.get(status, WAIT)


def short(text: str) -> str:
    """What others have said, on one line that can be shown, and without what may be a password."""
    return clean_line(without_password(text), "", Markup.LITERAL).text[:_LONGEST]
