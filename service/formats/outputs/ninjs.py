"""A briefing as a ninjs 3.0 package (IPTC News in JSON), for systems that take wires.

Each story is an item of its own under the story's id, so that it takes the place of nothing that an agency has sent
under the id of its report. The representative is named among its other ids.
"""

from service.briefings.values import Briefing, BriefItem
from service.formats.json_values import Json, JsonObject
from service.formats.outputs.sheets import StorySheet, lay_out
from service.formats.outputs.site import Site
from service.formats.times import rfc3339

_STANDARD: JsonObject = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#",
}


def briefing_ninjs(briefing: Briefing, site: Site) -> JsonObject:
    """Render a briefing as an item of type composite; a later one has the same ``uri``, so that it replaces this."""
    sheet = lay_out(briefing)
    told = zip(briefing.items, sheet.stories, strict=True)
    # Not that of the last story to change: without a story that was killed, the package is a later one all the same.
    version = rfc3339(briefing.as_of or briefing.request.until)
    return {
        "uri": site.briefing_id(briefing.request),
        "type": "composite",
        "standard": _STANDARD,
        "pubStatus": "usable",
        "version": version,
        "versionCreated": version,
        "headlines": [{"value": f"Briefing, {sheet.period}"}],
        "associations": [
            {"name": f"story-{number}", **_story(item, story, site)}
            for number, (item, story) in enumerate(told, start=1)
        ],
    }


def _story(item: BriefItem, story: StorySheet, site: Site) -> JsonObject:
    outline = item.outline
    sources = dict.fromkeys(source.name for source in story.sources if source.named)
    said: JsonObject = {
        "uri": site.story_id(outline.story),
        "type": "text",
        "representationType": "partial",
        "pubStatus": "usable",
        "version": str(outline.story.revision),
        "firstCreated": rfc3339(outline.story.opened_at),
        "versionCreated": rfc3339(outline.story.updated_at),
        "contentCreated": rfc3339(outline.first_published_at),
        "language": story.language,
        "headlines": [{"value": story.headline}],
        "descriptions": _plain(story.summary),
        "bodies": _plain("\n\n".join(filter(None, [story.marked, *story.contentions, _listed(story)]))),
        "infoSources": [{"name": name} for name in sources],
        "altIds": [{"role": "representative", "value": outline.representative.id}],
    }
    ends = [filed.article.expires_at for filed in outline.articles if filed.article.expires_at]
    if ends:
        said["expires"] = rfc3339(min(ends))
    return {name: value for name, value in said.items() if value}


def _listed(story: StorySheet) -> str:
    return "\n".join(
        f"[{source.number}] {source.name}: {source.title}, {source.time}{f', {source.link}' if source.link else ''}"
        for source in story.sources
    )


def _plain(text: str) -> Json:
    return [{"contentType": "text/plain", "value": text}] if text else []
