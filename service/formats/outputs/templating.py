"""HTML from templates, in which every value is escaped."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service.formats.outputs.characters import direction

_templates = Environment(
    loader=PackageLoader("service.formats.outputs"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.filters["direction"] = direction


def fill(template: str, values: Mapping[str, object]) -> Markup:
    """Fill in a template of the folder ``templates``; the outcome may stand in another one as it is."""
    return Markup(_templates.get_template(template).render(values))
