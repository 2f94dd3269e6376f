"""A briefing as a Slack message: the JSON for ``chat.postMessage`` and incoming webhooks.

Stories are rich text, whose parts say themselves what they are: in mrkdwn nothing could keep a headline's ``*`` and
``_`` from becoming markup. Slack takes 50 blocks, 150 characters of a header and 3,000 of any other text; of all blocks
together about 13,000, containers among them, which is measured by others and documented nowhere.
"""

import json

from service.briefings.values import Briefing
from service.briefings.wording.cutting import shorten
from service.formats.json_values import Json, JsonObject
from service.formats.outputs.fitting import left_out, which_fit
from service.formats.outputs.sheets import Sheet, StorySheet, lay_out
from service.formats.outputs.site import Site

MOST_CHARACTERS = 12_000
"""Of the JSON of all blocks."""
LONGEST_TEXT = 3_000
MOST_STORIES = 23
"""Two blocks each, beside the header, the period and the last line: below 50."""
_LONGEST_HEADLINE = 300
_LONGEST_FALLBACK = 500
"""Characters of the text before its escapes, which are at most five times as long."""


def briefing_slack(briefing: Briefing, site: Site) -> JsonObject:
    """Render a briefing as a message; what does not fit is counted and linked to."""
    sheet = lay_out(briefing)
    page = site.page_from(briefing.request)
    head = [_header("Briefing"), _context(sheet.period)]
    told = [_story(story) for story in sheet.stories]
    room = MOST_CHARACTERS - _size([*head, *_closing(left_out(len(told)), page)])
    kept = which_fit([_size(blocks) for blocks in told], room)[:MOST_STORIES]
    blocks = [block for place in kept for block in told[place]]
    if not told:
        blocks = [_rich([_text("No stories in this period.")])]
    closing = _closing(left_out(len(told) - len(kept)), page)
    return {"text": _fallback(sheet), "blocks": [*head, *blocks, *closing]}


def escape_slack(text: str) -> str:
    """Make ``text`` read as it is where Slack looks for links and mentions."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fallback(sheet: Sheet) -> str:
    """What notifications show, and readers of screens say."""
    headlines = " · ".join(shorten(story.headline, _LONGEST_HEADLINE) for story in sheet.stories)
    return escape_slack(shorten(f"Briefing, {sheet.period}: {headlines or 'no stories'}", _LONGEST_FALLBACK))


def _story(story: StorySheet) -> list[Json]:
    parts: list[Json] = [_linked(shorten(story.headline, _LONGEST_HEADLINE), story.link, bold=True)]
    said = "\n"
    for sentence in story.sentences:
        said += f"{sentence.text} "
        for source in story.having(sentence):
            if source.link:
                parts += [_text(said), _linked(f"[{source.number}]", source.link)]
                said = " "
            else:
                said += f"[{source.number}] "
    said = "\n".join([said.rstrip(), *story.contentions]) if story.contentions else said.rstrip()
    parts += [_text(said)] if said.strip() else []
    cited = ", ".join(f"[{source.number}] {source.name}" for source in story.cited)
    return [_rich(parts), _context(*filter(None, [story.byline, cited]))]


def _closing(missing: str, page: str) -> list[Json]:
    parts: list[Json] = [_text(f"{missing} ")] if missing else []
    parts += [_linked("Read this briefing on its page", page)] if page else []
    return [_rich(parts)] if parts else []


def _header(text: str) -> JsonObject:
    return {"type": "header", "text": _plain(text)}


def _context(*texts: str) -> JsonObject:
    return {"type": "context", "elements": [_plain(shorten(text, LONGEST_TEXT)) for text in texts]}


def _plain(text: str) -> JsonObject:
    return {"type": "plain_text", "text": text, "emoji": False}


def _rich(parts: list[Json]) -> JsonObject:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def _text(text: str) -> JsonObject:
    return {"type": "text", "text": shorten(text, LONGEST_TEXT)}


def _linked(text: str, link: str | None, *, bold: bool = False) -> JsonObject:
    style: JsonObject = {"style": {"bold": True}} if bold else {}
    if link is None or len(link) > LONGEST_TEXT:
        return {**_text(text), **style}
    return {"type": "link", "url": link, "text": text, **style}


def _size(blocks: list[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
