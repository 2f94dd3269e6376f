"""Fields of one JSON item, each read as what it should be or refused by name."""

from collections.abc import Collection, Mapping
from datetime import MINYEAR, UTC, datetime

from service.errors import InvalidItem, ItemProblem
from service.formats.cleaning import Cleaned, Markup, clean, clean_line
from service.formats.times import parse_time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUOTED = 60
"""Characters of a bad value that a message repeats."""
_NAMED = 5
"""Unknown fields that a warning names."""


class FieldReader:
    """Reads fields of ``item`` and gathers warnings in the order in which they arise."""

    def __init__(self, item: Mapping[object, object], where: str | None) -> None:
        self.item = item
        self.where = where
        self.warnings: list[str] = []

    def prose(self, name: str, limit: int, markup: Markup) -> str:
        """Read a text of many lines; absent and null are empty. Raises InvalidItem."""
        return self._kept(name, clean(self._string(name) or "", name, markup), limit)

    def line(self, name: str, limit: int, markup: Markup = Markup.LITERAL) -> str | None:
        """Read a field of one line; absent, null and blank are None. Raises InvalidItem."""
        return self._kept(name, clean_line(self._string(name) or "", name, markup), limit) or None

    def label(self, name: str, limit: int) -> str | None:
        """Read an id or a version: opaque; a whole number is kept as text. Raises InvalidItem."""
        raw = self.item.get(name)
        if isinstance(raw, int) and not isinstance(raw, bool):
            # str() refuses numbers of thousands of digits, and none of those is a label.
            raw = str(raw) if raw.bit_length() <= limit else "9" * (limit + 1)
        elif raw is not None and not isinstance(raw, str):
            raise self.problem(name, f"found {name_type(raw)}", "send a string or a whole number")
        return self._kept(name, clean_line(raw or "", name, Markup.LITERAL), limit) or None

    def time(self, name: str) -> datetime | None:
        """Read an optional time, with a warning where it has no zone, or is none at all. Raises InvalidItem."""
        raw = self._string(name)
        if raw is None or not raw.strip():
            return None
        remedy = "send RFC 3339, as in 2026-11-23T13:05:00Z"
        try:
            time, zoned = parse_time(raw)
        except ValueError:
            raise self.problem(name, f"{quote(raw)} is not a date", remedy) from None
        if time.year == MINYEAR or time == _EPOCH:
            # The value that a time has in .NET and Go before it is set, and that of a Unix time of zero. As an expiry
            # it would kill the report, as a time of publication put it where nobody ever looks.
            self.warnings.append(
                f"{name}: {quote(raw)} is what programs write for an unknown time, and was ignored"
            )
            return None
        if not zoned:
            self.warnings.append(f"{name}: {quote(raw)} has no time zone and was taken as UTC")
        return time

    def warn_of_unknown(self, known: Collection[str]) -> None:
        """Say which fields nobody reads."""
        unknown = [quote(name) for name in self.item if name not in known]
        if unknown:
            more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
            self.warnings.append(f"unknown fields ignored: {', '.join(unknown[:_NAMED])}{more}")

    def problem(self, field: str, detail: str, remedy: str) -> InvalidItem:
        """Make the error that refuses this item."""
        return InvalidItem(ItemProblem(field, detail, remedy, self.where))

    def _string(self, name: str) -> str | None:
        raw = self.item.get(name)
        if raw is None or isinstance(raw, str):
            return raw
        raise self.problem(name, f"found {name_type(raw)}", "send a string")

    def _kept(self, name: str, cleaned: Cleaned, limit: int) -> str:
        self.warnings.extend(cleaned.warnings)
        if len(cleaned.text) > limit:
            detail = f"has {len(cleaned.text):,} characters, the limit is {limit:,}"
            raise self.problem(
                name, detail, "shorten it, or split the article" if name == "text" else "shorten it"
            )
        return cleaned.text


def quote(value: object) -> str:
    """Repeat a value in a message: short, on one line, nothing in it that a terminal would obey."""
    text = str(value)
    shown = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return repr(shown.encode("utf-8", errors="replace").decode())


def name_type(value: object) -> str:
    """Call a JSON value what JSON calls it."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
