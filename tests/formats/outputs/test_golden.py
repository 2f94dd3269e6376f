"""Every document as it must be, character by character, in files that a person can read."""

import email
import email.policy
from collections.abc import Callable

from service.briefings.values import Briefing
from service.formats.outputs.atom import atom_feed
from service.formats.outputs.feed import feed_of
from service.formats.outputs.json_feed import json_feed
from service.formats.outputs.mail import briefing_mail
from service.formats.outputs.markdown import briefing_markdown
from service.formats.outputs.ninjs import briefing_ninjs
from service.formats.outputs.page import briefing_page
from service.formats.outputs.slack import briefing_slack
from tests.formats.outputs.conftest import DESK
from tests.formats.outputs.support import as_json

Hold = Callable[[str, str], None]


def test_markdown(front_page: Briefing, hold_against: Hold) -> None:
    hold_against("briefing.md", briefing_markdown(front_page))


def test_the_page(front_page: Briefing, hold_against: Hold) -> None:
    hold_against("page.html", briefing_page(front_page))


def test_the_mail_and_its_twin(front_page: Briefing, hold_against: Hold) -> None:
    message = email.message_from_string(briefing_mail(front_page, DESK), policy=email.policy.default)
    text, html = message.iter_parts()
    hold_against("mail-headers.txt", "".join(f"{name}: {value}\n" for name, value in message.items()))
    hold_against("mail.txt", text.get_content().replace("\r\n", "\n"))
    hold_against("mail.html", html.get_content().replace("\r\n", "\n"))


def test_slack(front_page: Briefing, hold_against: Hold) -> None:
    hold_against("slack.json", as_json(briefing_slack(front_page, DESK)))


def test_ninjs(front_page: Briefing, hold_against: Hold) -> None:
    hold_against("ninjs.json", as_json(briefing_ninjs(front_page, DESK)))


def test_atom(front_page: Briefing, hold_against: Hold) -> None:
    feed = feed_of(front_page, DESK, DESK.address("/feeds/briefing.atom?min_origins=2"))
    hold_against("feed.atom", atom_feed(feed))


def test_json_feed(front_page: Briefing, hold_against: Hold) -> None:
    feed = feed_of(front_page, DESK, DESK.address("/feeds/briefing.json?min_origins=2"))
    hold_against("feed.json", as_json(json_feed(feed)))
