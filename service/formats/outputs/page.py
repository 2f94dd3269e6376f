"""A briefing as one self-contained HTML page: no scripts, nothing loaded from elsewhere, every text escaped."""

from service.briefings.values import Briefing
from service.formats.outputs.sheets import lay_out
from service.formats.outputs.templating import fill


def briefing_page(briefing: Briefing) -> str:
    """Render a briefing as a page."""
    return str(fill("page.html", {"sheet": lay_out(briefing)}))
