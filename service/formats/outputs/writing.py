"""One door to all writers of briefings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.briefings.values import Briefing
from service.formats.briefing_json import briefing_json
from service.formats.json_values import JsonObject
from service.formats.outputs.mail import briefing_mail
from service.formats.outputs.markdown import briefing_markdown
from service.formats.outputs.ninjs import briefing_ninjs
from service.formats.outputs.page import briefing_page
from service.formats.outputs.site import Site
from service.formats.outputs.slack import briefing_slack
from service.formats.outputs.styles import Style

Document = str | JsonObject
"""Text, or what is to be written as JSON."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One way to write a briefing."""

    media_type: str
    write: Callable[[Briefing, Site], Document]


WRITERS: Mapping[Style, Writer] = {
    Style.JSON: Writer("application/json", lambda briefing, _: briefing_json(briefing)),
    Style.MARKDOWN: Writer("text/markdown", lambda briefing, _: briefing_markdown(briefing)),
    Style.HTML: Writer("text/html", lambda briefing, _: briefing_page(briefing)),
    Style.MAIL: Writer("message/rfc822", briefing_mail),
    Style.SLACK: Writer("application/json", briefing_slack),
    Style.NINJS: Writer("application/json", briefing_ninjs),
}
