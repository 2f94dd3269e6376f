"""Where a ninjs item departs from the schemas of IPTC (1.0 to 3.1): said in warnings, and never a reason to refuse it.

Only what is wrong by every version is said. Names are compared in small letters, since 3.x spells in camel case what
the versions before it do not; what is null counts as missing, as Superdesk has it.
"""

from collections.abc import Iterator

from service.formats.fields import name_type, quote
from service.formats.wires.values import Json


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TEXTS = _names(
    """uri guid type mimetype representationtype profile version versioncreated firstcreated contentcreated embargoed
    pubstatus language headline title name byline by located copyrightholder copyrightnotice usageterms slugline ednote
    expires evolvedfrom source body_text body_html body_xhtml description_text description_html firstpublished"""
)
_LISTS = _names(
    """headlines bodies descriptions subject subjects person people place places organisation organisations object
    objects events infosources genre genres altids authors service keywords products works"""
)
_RIGHTS = _names("linkedrights encodedrights")
_MOST_SAID = 5
_LEAST_URGENT = 9


def departures(item: Json) -> tuple[str, ...]:
    """What is wrong with the item by every version of the schema, in its order; of much trouble the beginning."""
    said = list(_departures(item))
    more = len(said) - _MOST_SAID
    return tuple(
        said[:_MOST_SAID] + ([f"ninjs: {more} more fields are not as its schema says"] if more > 0 else [])
    )


def _departures(item: Json) -> Iterator[str]:
    for name, value in item.items():
        if value is None or not isinstance(name, str):
            continue
        small = name.lower()
        if small in _TEXTS:
            # A version is a string; that most systems write a number does no harm.
            if not isinstance(value, str) and not (isinstance(value, int) and small == "version"):
                yield _other(name, value, "a string")
        elif small in _LISTS:
            if not isinstance(value, list):
                yield _other(name, value, "a list")
        elif small == "urgency" and not _is_urgency(value):
            yield f"urgency: found {quote(value)}, where ninjs has a whole number from 1 to {_LEAST_URGENT}"
        elif small == "rightsinfo" and _small_names(value) >= _RIGHTS:
            yield f"{name}: says its rights both linked and encoded, where ninjs has one of them"


def _small_names(value: object) -> set[str]:
    return {str(name).lower() for name in value} if isinstance(value, dict) else set()


def _is_urgency(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LEAST_URGENT


def _other(name: str, value: object, wanted: str) -> str:
    return f"{name}: found {name_type(value)}, where ninjs has {wanted}"
