import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given

from service.formats.outputs.characters import one_line
from service.formats.outputs.site import Site
from service.formats.outputs.slack import LONGEST_TEXT, MOST_CHARACTERS, briefing_slack
from service.model import Article
from tests.formats.outputs.conftest import DESK, NOON, brief, tell
from tests.formats.outputs.support import addresses, names, nasty


def leaves(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in a message that has a type."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for value in node.values():
            yield from leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value)


def check(message: Any) -> list[dict[str, Any]]:
    """Hold a message against the limits of Block Kit; its parts."""
    assert set(message) == {"text", "blocks"}
    assert 0 < len(message["text"]) <= LONGEST_TEXT
    assert 0 < len(message["blocks"]) <= 50
    assert len(json.dumps(message["blocks"], ensure_ascii=False, separators=(",", ":"))) <= MOST_CHARACTERS
    parts = list(leaves(message["blocks"]))
    kinds = {"header", "context", "rich_text", "rich_text_section", "plain_text", "text", "link"}
    assert {part["type"] for part in parts} <= kinds
    for part in parts:
        if isinstance(part.get("text"), str):
            assert 0 < len(part["text"]) <= LONGEST_TEXT
        if part["type"] == "link":
            assert part["url"].startswith(("https://", "http://"))
            assert len(part["url"]) <= LONGEST_TEXT
        if part["type"] == "context":
            assert 0 < len(part["elements"]) <= 10
    return parts


@given(nasty, names, addresses)
def test_whatever_is_said_keeps_to_the_limits(words: str, name: str, url: str | None) -> None:
    item = tell(1, [Article("n", words, f"x{words}".replace(".", " "), url, name, NOON)], [(0,)])
    message: Any = briefing_slack(brief(item), DESK)
    parts = check(message)
    if len(words) < 200:
        assert any(part.get("text") == (one_line(words) or "untitled") for part in parts)
    for mark in "<>":
        assert mark not in message["text"]


def test_what_does_not_fit_is_counted_and_linked_to() -> None:
    items = [
        tell(
            n, [Article(f"n{n}", f"Headline {n}", "word " * 100, f"https://w.example/{n}", "W", NOON)], [(0,)]
        )
        for n in range(200)
    ]
    message: Any = briefing_slack(brief(*items), DESK)
    check(message)
    told = sum(block["type"] == "rich_text" for block in message["blocks"]) - 1
    said, link = message["blocks"][-1]["elements"][0]["elements"]
    assert said["text"] == f"{200 - told} more stories are left out here, for want of room. "
    assert link["url"].startswith("https://desk.example/newsfold/v1/briefing?format=html")


def test_short_stories_are_as_many_as_there_are_blocks_for() -> None:
    items = [tell(n, [Article(f"n{n}", f"H{n}", "Yes.", None, None, NOON)], [(0,)]) for n in range(60)]
    message: Any = briefing_slack(brief(*items), Site())
    check(message)
    assert len(message["blocks"]) == 49
    assert message["blocks"][-1]["elements"][0]["elements"][0]["text"].startswith("37 more stories")


def test_nothing_to_tell_is_said() -> None:
    message: Any = briefing_slack(brief(), Site())
    assert any(part.get("text") == "No stories in this period." for part in check(message))
    assert message["text"].endswith(": no stories")
