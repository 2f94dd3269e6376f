import email
import email.policy
from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage

from hypothesis import given

from service.briefings.values import Briefing
from service.formats.outputs.characters import direction, one_line
from service.formats.outputs.mail import MOST_HTML_BYTES, briefing_mail
from service.formats.outputs.site import Site
from service.model import Article
from tests.formats.outputs.conftest import DESK, NOON, brief, tell
from tests.formats.outputs.support import Page, addresses, names, nasty

HARMLESS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "h1", "h2", "p", "a", "span"}


def parts(raw: str) -> tuple[EmailMessage, str, str]:
    """The message with its text and its HTML, as a mail program reads them."""
    message = email.message_from_bytes(raw.encode("ascii"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return message, text.get_content(), html.get_content()


def blocks(page: Page) -> list[str]:
    """The elements of a page, except those that a title is in, with a link or without."""
    return [tag for tag in page.tags if tag not in ("a", "span")]


def many(number: int, words: str) -> Briefing:
    articles = [
        Article(f"n-{one}", f"Headline {one}", words, f"https://wire.example/{one}", "Wire", NOON)
        for one in range(number)
    ]
    return brief(*(tell(place, [article], [(0,)]) for place, article in enumerate(articles)))


@given(nasty, names, addresses)
def test_nobodys_words_become_headers_or_html(words: str, name: str, url: str | None) -> None:
    def mail(title: str, text: str, source: str, address: str | None) -> tuple[EmailMessage, str, str]:
        item = tell(1, [Article("n", title, text.replace(".", " "), address, source, NOON)], [(0,)])
        raw = briefing_mail(brief(item), DESK)
        assert all(len(line) <= 998 for line in raw.split("\r\n"))
        return parts(raw)

    plain, _, plain_html = mail("words", "words", "words", None)
    message, text, html = mail(words, f"x{words}", name, url)
    assert message.keys() == plain.keys()
    page = Page(html)
    assert blocks(page) == blocks(Page(plain_html))
    assert set(page.tags) <= HARMLESS
    assert all(link.startswith(("https://wire.example/", DESK.url)) for link in page.links)
    assert one_line(words) in page.words
    assert one_line(words) in text or not one_line(words)


def test_every_style_is_inline_and_nothing_is_loaded(front_page: Briefing) -> None:
    _, _, html = parts(briefing_mail(front_page, DESK))
    page = Page(html)
    assert set(page.tags) <= HARMLESS
    assert {name for name, _ in page.attributes}.isdisjoint({"class", "id", "src", "background", "bgcolor"})
    assert "url(" not in html
    assert ("lang", "ar") in page.attributes
    assert ("dir", "rtl") in page.attributes


def test_the_same_briefing_is_the_same_message_and_another_is_another(front_page: Briefing) -> None:
    message, _, _ = parts(briefing_mail(front_page, DESK))
    assert message["Message-ID"] == parts(briefing_mail(front_page, DESK))[0]["Message-ID"]
    assert message["Message-ID"].endswith("@desk.example>")
    assert message["Date"].datetime == NOON
    fewer = Briefing(front_page.request, front_page.items[:1])
    assert parts(briefing_mail(fewer, DESK))[0]["Message-ID"] != message["Message-ID"]
    assert parts(briefing_mail(fewer, Site()))[0]["Message-ID"].endswith("@localhost>")


def test_what_would_be_clipped_is_left_out_of_both_twins_counted_and_linked_to() -> None:
    long = "é" * 1_000
    _, text, html = parts(briefing_mail(many(200, long), DESK))
    assert MOST_HTML_BYTES - 5_000 < len(html.encode()) <= MOST_HTML_BYTES
    told = text.count("Headline") // 2
    assert html.count("<h2") == told
    assert f"{200 - told} more stories are left out here" in text
    assert f"{200 - told} more stories are left out here" in html
    assert Page(html).links[-1].startswith("https://desk.example/newsfold/v1/briefing?format=html&since=")


def test_a_story_too_long_for_any_mail_costs_only_itself() -> None:
    giant = tell(0, [Article("g", "Giant", "x" * MOST_HTML_BYTES, None, "Wire", NOON)], [(0,)])
    small = tell(1, [Article("s", "Small", "Fits.", None, "Wire", NOON)], [(0,)])
    _, text, html = parts(briefing_mail(brief(giant, small), Site()))
    assert "Small" in text
    assert "1 more story is left out here" in text
    assert Page(html).links == []


def test_nothing_to_tell_is_said() -> None:
    message, text, html = parts(briefing_mail(brief(), Site()))
    assert message["Subject"] == "Briefing: no stories"
    assert "No stories in this period." in text
    assert "No stories in this period." in html


def test_the_subject_is_short_and_counts_the_rest() -> None:
    items = [
        tell(n, [Article(f"n{n}", "word " * 60, "Text.", None, None, NOON - timedelta(n))], [(0,)])
        for n in range(3)
    ]
    subject = parts(briefing_mail(brief(*items), DESK))[0]["Subject"]
    assert subject.startswith("Briefing: word word")
    assert subject.endswith("… and 2 more")
    assert len(subject) < 150


def test_a_text_runs_as_its_first_letter_does() -> None:
    cases: Sequence[tuple[str, str]] = [
        ("12 – إعادة", "rtl"),
        ("Haifa חיפה", "ltr"),
        ("“חיפה” and Haifa", "rtl"),
        ("", "ltr"),
        ("2026!", "ltr"),
    ]
    assert [direction(text) for text, _ in cases] == [expected for _, expected in cases]
