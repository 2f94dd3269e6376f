"""ANS, the Arc native specification: stories of the Washington Post's Arc publishing.

A story is a list of content elements. Those that a reader reads as text are taken, in order; pictures, embeds and
links to other stories are not part of the report. What is not ``published`` is kept unseen.
"""

from collections.abc import Iterator

from service.formats.wires.report import WITHOUT_END, Report, plain
from service.formats.wires.values import Json, first_text, joined_names, objects, text_at

_UNSEEN = "embargoed"
_DEEPEST = 8
"""Lists inside lists, and quotations inside quotations, that are read."""


def is_ans(item: Json) -> bool:
    """Whether an object is an ANS story: a list of elements, or its headlines by name and a version of the spec."""
    if isinstance(item.get("content_elements"), list):
        return True
    return isinstance(item.get("headlines"), dict) and text_at(item, "version").startswith("0.")


def ans_reports(item: Json, depth: int = 0) -> Iterator[Report]:
    """Find the stories of a document: itself, or, where it has no words of its own, those that it lists.

    That is a collection, or the answer to a search; what a story brings among its paragraphs is told elsewhere.
    """
    elements = item.get("content_elements")
    listed = [one for one in objects(elements) if _is_story(one)] if depth <= _DEEPEST else []
    if not listed or any(_texts(elements, 0)):
        yield _report(item)
        return
    for one in listed:
        yield from ans_reports(one, depth + 1)


def _is_story(element: Json) -> bool:
    """Whether what is listed is a whole story; what a story has among its paragraphs has no headlines of its own."""
    return text_at(element, "type") in ("story", "collection") and is_ans(element)


def _report(item: Json) -> Report:
    return Report(
        identity=text_at(item, "_id"),
        version=first_text(item, "_revision", "revision_id") or text_at(item, "revision", "revision_id"),
        title=text_at(item, "headlines", "basic") or first_text(item, "headline", "title"),
        text="\n".join(_texts(item.get("content_elements"), 0))
        or plain(text_at(item, "description", "basic") or text_at(item, "subheadlines", "basic")),
        byline=_byline(item),
        source=text_at(item, "distributor", "name") or _name(item, "source") or _name(item, "owner"),
        language=text_at(item, "language"),
        url=_url(item),
        published=first_text(item, "first_publish_date", "publish_date", "display_date", "created_date"),
        revised=text_at(item, "last_updated_date"),
        embargo=_scheduled(item),
        expires=text_at(item, "expiration_date"),
        status=_status(item),
    )


def _texts(elements: object, depth: int) -> Iterator[str]:
    if not isinstance(elements, list) or depth > _DEEPEST:
        return
    for element in objects(elements):
        kind = text_at(element, "type")
        if kind in ("text", "header", "raw_html", "blockquote", "endorsement", "correction"):
            yield plain(first_text(element, "content", "text")).strip()
        elif kind == "quote":
            yield from _texts(element.get("content_elements"), depth + 1)
            yield plain(text_at(element, "citation", "content")).strip()
        elif kind in ("list", "list_element"):
            yield from _texts(element.get("items"), depth + 1)


def _byline(item: Json) -> str:
    credits_by = item.get("credits")
    people = credits_by.get("by") if isinstance(credits_by, dict) else None
    return joined_names(people, "name", "byline", "org")


def _name(item: Json, field: str) -> str:
    name = text_at(item, field, "name")
    return "" if name == "(deprecated)" else name


def _url(item: Json) -> str:
    urls = [first_text(item, "canonical_url", "website_url"), text_at(item, "short_url")]
    return next((url for url in urls if url.startswith(("http://", "https://"))), "")


def _scheduled(item: Json) -> str:
    """When a story that is not out yet is to be."""
    restrictions = item.get("content_restrictions")
    embargo = restrictions.get("embargo") if isinstance(restrictions, dict) else None
    if isinstance(embargo, dict) and embargo.get("active") is not False:
        return text_at(embargo, "end_time") or WITHOUT_END
    if text_at(item, "status").lower() in ("", "published"):
        return ""
    return text_at(item, "planning", "scheduling", "scheduled_publish_date")


def _status(item: Json) -> str:
    status = text_at(item, "status").lower()
    if status in ("deleted", "canceled", "cancelled", "killed"):
        return "canceled"
    revision = item.get("revision")
    drafted = isinstance(revision, dict) and revision.get("published") is False
    return _UNSEEN if drafted or status not in ("", "published") else "usable"
