"""schema.org's NewsArticle as JSON-LD: alone, in a list or an ``@graph``, and inside a page of HTML."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice

from service.formats.json_text import parse_json
from service.formats.wires.report import Report
from service.formats.wires.values import Json, first_text, joined_names, text_at

_SCRIPT = re.compile(r"<script(?=[\s/>])([^<>]*+)>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_JSON_LD = "application/ld+json"
_MOST_SCRIPTS = 50
_DEEPEST = 6
_KINDS = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "AskPublicNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Report",
    )
)


def is_json_ld(document: object) -> bool:
    """Whether a JSON document holds an article of schema.org."""
    return next(_articles(document, 0), None) is not None


def json_ld_reports(document: object) -> Iterator[Report]:
    """Find the articles of a document, in its order."""
    return (_report(item) for item in _articles(document, 0))


def page_reports(page: str) -> list[Report]:
    """Find the articles that a page of HTML says in JSON-LD what they are; each once."""
    found: dict[str, Report] = {}
    for script in islice(_scripts(page), _MOST_SCRIPTS):
        try:
            document = parse_json(unescape(script) if "&quot;" in script else script)
        except ValueError:
            continue
        for report in json_ld_reports(document):
            found.setdefault(report.identity or report.url or report.title, report)
    return list(found.values())


def _scripts(page: str) -> Iterator[str]:
    """What stands in each script of JSON-LD, in linear time: of a script without an end nothing more can follow."""
    position = 0
    while start := _SCRIPT.search(page, position):
        end = _SCRIPT_END.search(page, start.end())
        if end is None:
            return
        if _JSON_LD in start.group(1).lower():
            yield page[start.end() : end.start()]
        position = end.end()


def _articles(value: object, depth: int) -> Iterator[Json]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, Mapping):
        if _kinds(value) & _KINDS and (text_at(value, "headline") or text_at(value, "articleBody")):
            yield value
        else:
            for name in ("@graph", "mainEntity", "itemListElement", "item", "hasPart"):
                yield from _articles(value.get(name), depth + 1)


def _kinds(item: Json) -> set[str]:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2].rpartition(":")[2] for kind in listed if isinstance(kind, str)}


def _report(item: Json) -> Report:
    url = text_at(item, "url") or _reference(item.get("mainEntityOfPage"))
    return Report(
        identity=text_at(item, "@id") or text_at(item, "identifier") or url,
        version=text_at(item, "version"),
        title=first_text(item, "headline", "name", "alternativeHeadline"),
        text=first_text(item, "articleBody", "text", "description"),
        byline=joined_names(item.get("author") or item.get("creator"), "name"),
        source=joined_names(item.get("publisher") or item.get("sourceOrganization"), "name"),
        language=text_at(item, "inLanguage") or text_at(item, "inLanguage", "alternateName"),
        url=url,
        published=first_text(item, "datePublished", "dateCreated"),
        revised=text_at(item, "dateModified"),
        expires=text_at(item, "expires"),
        evolved_from=_reference(item.get("isBasedOn")),
    )


def _reference(value: object) -> str:
    """What another document is called: its address, alone or inside an object."""
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, str) else first_text(one, "@id", "url")
