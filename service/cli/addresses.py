"""Inputs that lie on other people's servers: fetched once, as a polled feed is."""

from contextlib import closing
from datetime import datetime
from http import HTTPStatus

from service.egress import Addresses, Egress
from service.errors import AddressRefused, ItemProblem, Unreachable, UnreadableInput
from service.feedbook import Validators
from service.model import Submission
from service.polling import Feed, feed_at
from service.polling.fetching import fetch
from service.polling.harvest import Harvest, harvest
from service.polling.troubles import remedy_of
from service.settings import load_settings
from service.text.urls import without_password


def read_address(url: str, now: datetime) -> list[Submission | ItemProblem]:
    """Fetch and read a feed, or whatever else the readers know.

    Raises
    ------
    UnreadableInput
        It cannot be fetched, or is nothing that any reader knows.
    """
    try:
        feed = feed_at(url)
    except ValueError as error:
        raise UnreadableInput(
            f"{without_password(url)} is not an address: {error}", "give https://host/path"
        ) from error
    found = _fetched(feed, now)
    return [*found.submissions, *found.rejected]


def _fetched(feed: Feed, now: datetime) -> Harvest:
    name = feed.shown_url
    try:
        with closing(Egress(Addresses(load_settings().allow_private_addresses))) as egress:
            answer = fetch(egress, feed.url, Validators())
    except AddressRefused as error:
        detail, _, remedy = str(error).partition("; ")
        raise UnreadableInput(f"{name}: {detail}", remedy or "name another address") from error
    except Unreachable as error:
        raise UnreadableInput(f"{name}: {error}", "check the address, and that its server is up") from error
    if answer.status != HTTPStatus.OK:
        raise UnreadableInput(f"{name}: HTTP {answer.status}", remedy_of(answer.status))
    return harvest(answer, feed, now)
