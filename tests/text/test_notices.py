"""Notices that stand where a report should are told from reports, those on cookies and pages too."""

import pytest

from service.text.notices import LONGEST, is_notice

NOTICES = [
    "We use cookies to improve your experience on our site. By continuing you agree to our privacy policy. Accept all.",
    "Please enable JavaScript in your browser to view this page.",
    "The page you requested could not be found. Please try again later.",
    "Subscribe to read this article. Already a subscriber? Log in to your account.",
    "You have reached your limit of free articles. Subscribe now to continue reading.",
    "This video is not available in your country.",
    "Your browser does not support this player. Please update your browser.",
    "Sorry, this content is no longer available.",
    "404 Not Found",
    "Access denied. You do not have permission to view this page.",
    "To continue, please verify that you are not a robot.",
    "Sign up for our newsletter to get the day's news in your inbox.",
    "This copy is for your personal, non-commercial use only. All rights reserved on this site.",
    "These pages were kept by the Internet Archive. Its crawls of supported sites are made every week.",
]
REPORTS = [
    "",
    "Watch live.",
    "The regulator fined the Orle search company 50 million crowns for cookies without consent.",
    "Thieves took the data of two million subscribers, the firm said. You should change your password, it told them.",
    "The airport at Hovden could not be reached on Tuesday after the road was flooded.",
    '"You will pay for this," the minister told the court. He was led away.',
    "The museum's website was down for a day. The page showed an error, visitors said.",
    "The Internet Archive lost its appeal in a case that four publishers had brought over lending.",
    "The video of the crash is not being released, police at Hovden said.",
    "This page of history is not closed, the president said.",
    "We use cookies on this site. The river Talle rose above its banks near Orsk on Monday and cut off two villages.",
]


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_is_told(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_is_none(text: str) -> None:
    assert not is_notice(text)


@pytest.mark.parametrize(
    "credit",
    [
        " (Reporting by Ida Brandt and Jon Hale; Editing by Liv Moe)",
        "\n\nReporting by Ida Brandt in Brackwater; additional reporting by Jon Hale; Editing by Liv Moe",
        "\nCopyright 2026 The Associated Press. All rights reserved.",
        "\n\nOur Standards: The Estmark Wire Trust Principles.",
    ],
)
def test_a_credit_behind_it_makes_no_report_of_a_notice_and_no_notice_of_a_report(credit: str) -> None:
    assert [text for text in NOTICES if not is_notice(text + credit)] == []
    assert [text for text in REPORTS if is_notice(text + credit)] == []


def test_a_long_text_is_none() -> None:
    assert not is_notice(NOTICES[0] * (LONGEST // len(NOTICES[0]) + 1))
