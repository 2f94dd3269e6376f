"""What pages say is not quoted; what reports tell of the same things is."""

import pytest

from service.briefings.wording.quotable import Grade, boilerplate_in, grade

SAID_BY_PAGES = [
    "Sign up for our newsletter.",
    "Get the Breaking News newsletter!",
    "You have successfully subscribed to the Breaking News email.",
    "Click here to see our findings and our methodology.",
    "Please enable JavaScript in your browser to view this page.",
    "See our privacy policy and terms of use.",
    "Share this post on Facebook",
    "Related stories from the Orr Herald",
    "Trademark and Copyright 2018 Estmark Cable Network, Inc., a company of the Orle Group of Brackwater.",
    "Photograph by Ida Brandt / Agency",
    "Editor Ida Brandt in Orr and Jon Hale in Hovden contributed to this report from Brackwater on Monday.",
    "(Additional reporting by Ida Brandt in Orr; Editing by Jon Hale)",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "The seed for this crawl was a list of every host that the archive knew of.",
]
TOLD_BY_REPORTS = [
    "The Supreme Court ruled on Monday for Orle Search in its copyright dispute with the makers of the Kestrel system.",
    "At least seven companies said on Thursday that they were dropping advertisements from the show.",
    "The channel had almost a quarter of a million subscribers when it was taken down on Monday, the firm said.",
    "Hospitals at Orr had misreported deaths, and the toll was revised after a year of reporting by two papers.",
    "The new privacy policy of the firm allows it to listen to everything its users say, the regulator found.",
    "People in Estmark have until Friday to sign up for insurance, after the deadline was moved for a second time.",
    "A court in Orr has forbidden gene editing by private clinics, and fined two of them.",
    "The Wayback Machine was down for a day after an attack on the archive that runs it.",
    "The account was closed on Thursday for breaking the terms of service of the site.",
]


@pytest.mark.parametrize("sentence", SAID_BY_PAGES)
def test_what_a_page_says_is_never_quoted(sentence: str) -> None:
    assert grade(sentence, len(sentence.split()), boilerplate_in(sentence)) is Grade.NEVER


@pytest.mark.parametrize("sentence", TOLD_BY_REPORTS)
def test_what_a_report_tells_of_such_things_is(sentence: str) -> None:
    assert grade(sentence, len(sentence.split()), boilerplate_in(sentence)) is Grade.SOUND
