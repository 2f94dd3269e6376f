"""A briefing as one self-contained HTML page: no scripts, nothing loaded from elsewhere, every text escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from service.briefings.values import Briefing
from service.formats.sheets import lay_out

_templates = Environment(
    loader=PackageLoader("service.formats"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def briefing_html(briefing: Briefing) -> str:
    """Render a briefing as a page."""
    return _templates.get_template("briefing.html").render(sheet=lay_out(briefing))
