"""Looking into JSON of which nothing is certain: what is of another type than expected counts as missing."""

from collections.abc import Iterator, Mapping

Json = Mapping[str, object]


def text_at(item: object, *path: str) -> str:
    """The string or whole number at a path of names; empty where there is none."""
    for name in path:
        # Asked first, because an abstract class takes ten times as long to say yes.
        if type(item) is not dict and not isinstance(item, Mapping):
            return ""
        item = item.get(name)
    if type(item) is str:
        return item
    if isinstance(item, int) and not isinstance(item, bool) and item.bit_length() <= 64:  # noqa: PLR2004
        return str(item)
    return item if isinstance(item, str) else ""


def first_text(item: object, *names: str) -> str:
    """The first of several fields that says anything."""
    for name in names:
        text = text_at(item, name)
        if text and not text.isspace():
            return text
    return ""


def objects(value: object) -> list[Json]:
    """The objects of a list, or of a mapping by name, or the one object that it is."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, Mapping)]
    if isinstance(value, Mapping):
        inner = [one for one in value.values() if isinstance(one, Mapping)]
        return inner or [value]
    return []


def joined_names(value: object, *names: str) -> str:
    """Names of people, given as strings or as objects, in a list or alone."""
    return ", ".join(name for name in _names(value, names) if name.strip())


def _names(value: object, names: tuple[str, ...]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield first_text(one, *names) if isinstance(one, Mapping) else text_at({"": one}, "")
