"""Looking into XML: elements and attributes by their names, whatever their namespace."""

from collections.abc import Iterator

from service.formats.safe_xml import Element, local_name


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at a path of names, whatever their namespace."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for one in found for child in one if local_name(child) == name]
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names."""
    return next(iter(children(element, *path)), None)


def within(element: Element, *names: str) -> Iterator[Element]:
    """Every element below with one of these names, in the order of the document."""
    return (one for one in element.iter() if local_name(one) in names)


def outermost(element: Element, name: str) -> Iterator[Element]:
    """Every element with this name that stands in no other of that name, in the order of the document."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if local_name(one) == name:
            yield one
        else:
            waiting.extend(reversed(one))


def text_of(element: Element | None) -> str:
    """All the text of an element, runs of white space as one space."""
    return "" if element is None else " ".join("".join(_texts(element)).split())


def attribute(element: Element | None, *names: str) -> str:
    """The first of some attributes that the element has, whatever their namespace."""
    if element is None:
        return ""
    return next((value for name in names if (value := _value(element, name))), "")


def _value(element: Element, name: str) -> str:
    # Asked for by name: lxml takes quadratic time to list the values of an element's attributes.
    plain = element.get(name)
    if plain is None:
        spelt = next((key for key in element.keys() if str(key).endswith(f"}}{name}")), name)  # noqa: SIM118
        plain = element.get(spelt)
    return str(plain or "")


def _texts(element: Element) -> Iterator[str]:
    # A piece that stands for an entity which is not expanded has no text that could be taken.
    return (str(text) for text in element.itertext())
