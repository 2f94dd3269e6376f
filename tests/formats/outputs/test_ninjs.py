import json
from datetime import timedelta
from typing import Any

from hypothesis import given

from service.briefings.values import Briefing
from service.formats.outputs.characters import one_line
from service.formats.outputs.ninjs import briefing_ninjs
from service.formats.outputs.site import Site
from service.formats.reading import read
from service.model import Article, Status
from tests.formats.outputs.conftest import DESK, NOON, brief, tell
from tests.formats.outputs.support import addresses, names, nasty


def reread(package: object) -> list[Article]:
    """The articles that our own reader finds in a package, itself first."""
    found = read(json.dumps(package).encode(), name="package", now=NOON + timedelta(days=1))
    assert found.items == found.submissions
    return [submission.article for submission in found.submissions]


def test_our_own_reader_finds_each_story_in_the_package(front_page: Briefing) -> None:
    package, dam, fire, bridge = reread(briefing_ninjs(front_page, DESK))
    assert package.title.startswith("Briefing, ")
    assert dam.id == "tag:desk.example,2026-11-23:s-1"
    assert (dam.title, dam.source, dam.language, dam.version) == (
        "Orr dam holds",
        "North Wire, Pell Post",
        "en-GB",
        "3",
    )
    assert dam.text.startswith("The Orr dam held on Monday, engineers said. [1] [2]")
    assert dam.expires_at == NOON + timedelta(days=7)
    assert dam.revised_at == NOON + timedelta(minutes=1)
    assert "https://wire.example" in dam.text
    assert "javascript:" not in dam.text
    assert {one.status for one in (package, dam, fire, bridge)} == {Status.USABLE}
    assert bridge.title == "إعادة فتح الجسر القديم"


def test_a_later_package_replaces_the_earlier_one_even_without_a_story(front_page: Briefing) -> None:
    whole: Any = briefing_ninjs(front_page, Site())
    later = Briefing(front_page.request, front_page.items[1:], NOON + timedelta(hours=2))
    without: Any = briefing_ninjs(later, Site())
    assert whole["uri"] == without["uri"] == "tag:localhost,2026:briefing?min_origins=2"
    assert without["versionCreated"] > whole["versionCreated"]


@given(nasty, names, addresses)
def test_whatever_is_said_stays_text(words: str, name: str, url: str | None) -> None:
    item = tell(1, [Article("n", words, f"x{words}".replace(".", " "), url, name, NOON)], [(0,)])
    package: Any = json.loads(json.dumps(briefing_ninjs(brief(item), DESK)))
    (story,) = package["associations"]
    assert story["headlines"] == [{"value": one_line(words) or "untitled"}]
    assert all(value for value in story.values())
