"""Whatever format an agency speaks, the same report is the same article; and no document is an accident."""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ItemProblem, UnreadableInput
from service.formats.reading import Reading, read
from service.model import Article, Status, Submission
from tests.formats.wires import samples
from tests.formats.wires.samples import EXPECTED, HTML, NOW, TITLE

JSON = {
    "ninjs": [samples.ninjs_1, samples.superdesk, samples.ninjs_2, samples.ninjs_3],
    "ANS": [samples.ans],
    "JSON-LD": [samples.json_ld],
}
MAPPINGS = [(name, make) for name, makers in JSON.items() for make in makers]
UNTOLD = {
    "ANS": ("evolved_from",),
    "JSON-LD": ("embargoed_until",),
    "HTML page": ("embargoed_until",),
    "NITF": ("evolved_from",),
}
"""What a format has no words for."""


def taken(document: object) -> Reading:
    text = document if isinstance(document, str) else json.dumps(document)
    return read(text.encode(), name="test", now=NOW)


def only(document: object) -> Article:
    [item] = taken(document).items
    assert isinstance(item, Submission), item
    return item.article


def agrees(article: Article, form: str) -> None:
    expected = {name: value for name, value in EXPECTED.items() if name not in UNTOLD.get(form, ())}
    assert {name: asdict(article)[name] for name in expected} == expected


@pytest.mark.parametrize(("form", "make"), MAPPINGS)
def test_json_formats_tell_the_same_report(form: str, make: Callable[[], dict[str, Any]]) -> None:
    agrees(only(make()), form)
    several = taken([make(), make()])
    assert (several.format, len(several.submissions)) == (form, 2)
    lines = "\n".join(json.dumps(make()) for _ in range(2))
    assert [one.article for one in taken(lines).submissions] == [only(make())] * 2


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("NewsML-G2", samples.newsml()),
        ("NewsML-G2", samples.newsml(body="html")),
        ("NewsML-G2", samples.newsml(prefix="nar")),
        ("NITF", samples.nitf()),
        ("HTML page", samples.page()),
    ],
)
def test_markup_formats_tell_the_same_report(form: str, document: str) -> None:
    agrees(only(document), form)


@pytest.mark.parametrize("listed", ["_items", "items"])
def test_what_a_content_api_lists_is_read(listed: str) -> None:
    answer = {listed: [samples.superdesk(), samples.ninjs_3()], "_meta": {"total": 2}}
    assert [one.article for one in taken(answer).submissions] == [
        only(samples.superdesk()),
        only(samples.ninjs_3()),
    ]


def test_stories_that_a_document_of_ans_lists_are_read_one_by_one() -> None:
    first, second = samples.ans(), samples.ans() | {"_id": "OTHER"}
    inner = {"type": "collection", "version": "0.10.9", "content_elements": [second]}
    found = {"type": "results", "version": "0.6", "content_elements": [first, {"type": "image"}, inner]}
    assert [one.article for one in taken(found).submissions] == [only(first), only(second)]
    beside = first | {"content_elements": [*first["content_elements"], second]}
    assert only(beside) == only(first)


@pytest.mark.parametrize("element", ["<embargoed/>", "<embargoed> </embargoed>"])
def test_an_embargo_of_newsml_without_a_time_holds_until_a_later_version(element: str) -> None:
    document = samples.newsml()
    for said in re.findall(r"<embargoed>.*?</embargoed>", document):
        document = document.replace(said, element)
    article = only(document)
    assert (article.status, article.embargoed_until) == (Status.EMBARGOED, None)


@pytest.mark.parametrize("field", ["pubstatus", "pubStatus"])
@pytest.mark.parametrize(
    ("said", "status"),
    [("canceled", Status.CANCELED), ("stat:withheld", Status.WITHHELD), ("Cancelled", Status.CANCELED)],
)
def test_kills_are_obeyed(field: str, said: str, status: Status) -> None:
    item = samples.ninjs_1()
    del item["pubstatus"]
    assert only(item | {field: said}).status is status
    assert only({"uri": "urn:x", field: said}).status is status
    killed = samples.newsml().replace("stat:usable", "http://cv.iptc.org/newscodes/pubstatusg2/canceled")
    assert only(killed).status is Status.CANCELED
    signalled = samples.newsml().replace("<link", '<signal qcode="sig:kill"/><link')
    assert only(signalled).status is Status.CANCELED


def test_what_may_not_be_shown_for_all_we_know_is_not_shown() -> None:
    for change in ({"pubstatus": "spiked"}, {"embargoed": "after the speech"}):
        [item] = taken(samples.ninjs_1() | change).submissions
        assert item.article.status is Status.EMBARGOED
        assert any("kept unseen" in warning for warning in item.warnings)
    assert only(samples.ans() | {"status": "draft"}).status is Status.EMBARGOED
    assert only(samples.ans() | {"revision": {"published": False}}).status is Status.EMBARGOED


def test_a_broken_date_costs_a_warning_and_not_the_report() -> None:
    [item] = taken(samples.ninjs_1() | {"firstcreated": "last Monday", "expires": "soon"}).submissions
    assert (item.article.published_at, item.article.expires_at) == (None, None)
    assert len([warning for warning in item.warnings if "not a date" in warning]) == 2


def test_a_package_brings_the_reports_in_it() -> None:
    package = samples.ninjs_1() | {
        "type": "composite",
        "associations": {
            "picture": {
                "uri": "urn:p",
                "type": "picture",
                "headline": "A street",
                "versioncreated": "2026-11-23T08:00:00Z",
            },
            "sidebar": samples.ninjs_2() | {"uri": "urn:northwire:2026:418"},
        },
    }
    reading = taken(package)
    assert [one.article.id for one in reading.submissions] == [
        "urn:northwire:2026:417",
        "urn:northwire:2026:418",
    ]
    picture = taken({"uri": "urn:p", "type": "picture", "headline": "A street", "pubstatus": "usable"})
    assert isinstance(picture.items[0], ItemProblem)
    assert "no report" in picture.items[0].detail


def test_of_several_bodies_the_one_for_people_is_taken() -> None:
    item = samples.ninjs_3()
    item["bodies"].append({"contentType": "application/xml", "value": samples.nitf() + " " * 999})
    assert only(item).text == EXPECTED["text"]
    item["bodies"] = [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": samples.nitf()}]
    assert only(item).text == EXPECTED["text"]


def test_trouble_with_the_schema_is_a_warning_and_never_a_rejection() -> None:
    item = samples.superdesk() | {
        "urgency": "flash",
        "subject": "floods",
        "slugline": ["orle", "flood"],
        "rightsinfo": {"linkedrights": "x", "encodedrights": "y"},
        "associations": {"featuremedia": None, "editor_0": {"type": "picture"}},
        "extra": {"desk": 7},
        "firstcreated": "2026-11-23T08:15:00+0000",
        "readtime": 1,
        "usageterms": None,
    }
    [taken_item] = taken(item).submissions
    agrees(taken_item.article, "ninjs")
    assert [warning.partition(":")[0] for warning in taken_item.warnings] == [
        "slugline",
        "urgency",
        "subject",
        "rightsinfo",
    ]
    assert not taken(samples.superdesk()).submissions[0].warnings
    broken = dict.fromkeys(("byline", "located", "headlines", "place", "person", "genre", "profile"), 7.5)
    [worse] = taken(samples.superdesk() | broken).submissions
    assert worse.article.title == TITLE
    assert worse.warnings[-1] == "ninjs: 2 more fields are not as its schema says"


@pytest.mark.parametrize(
    "little", [{"urgency": 4}, {"altids": "x"}, {"renditions": {}}, {"standard": {"name": "ninjs"}}]
)
def test_a_ninjs_item_is_known_by_little(little: dict[str, Any]) -> None:
    [one] = taken({"uri": "urn:northwire:1", "title": "Rivers rise"} | little).submissions
    assert (one.article.id, one.article.title) == ("urn:northwire:1", "Rivers rise")


def test_html_that_is_wrapped_is_unwrapped() -> None:
    item = samples.ninjs_1() | {"body_html": "The river\n      rose\n  again.\nIt fell.", "headline": "h"}
    assert only(item).text == "The river rose again.\nIt fell."


@pytest.mark.parametrize(
    ("parties", "source"),
    [
        ('<infoSource uri="http://www.wire.example"/>', "NW"),
        ('<infoSource qcode="is:NW"><name>Northwire</name></infoSource>', "Northwire"),
        ('<infoSource literal="N. Wire"/>', "N. Wire"),
        ("", "NW"),
    ],
)
def test_the_provider_is_named_rather_than_addressed(parties: str, source: str) -> None:
    document = samples.newsml().replace("<infoSource><name>Northwire</name></infoSource>", parties)
    assert only(document).source == source
    addressed = document.replace('qcode="nprov:NW"', 'uri="http://www.wire.example/about/"')
    assert only(addressed).source == (source if source != "NW" else "wire.example")


@pytest.mark.parametrize(
    "document",
    [
        "<conceptItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='c'><concept/></conceptItem>",
        '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsItem guid="a">&x;</newsItem>',
        '<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><nitf>&b;</nitf>',
        "<newsMessage><header/></newsMessage>",
        "<NewsML><NewsItem/></NewsML>",
        "<packageItem guid='p'/>",
    ],
)
def test_what_is_refused_is_refused_with_a_remedy(document: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        taken(document)
    assert refused.value.remedy
    assert "root:" not in str(refused.value)


def test_hostile_depth_and_breakage_are_bounded() -> None:
    deep = samples.newsml().replace(HTML, "x").replace("<p>", "<p>" + "<b>" * 5_000, 1)
    assert only(deep).title == TITLE
    cut = samples.newsml()[:-40]
    [item] = taken(cut).submissions
    assert "not well-formed" in item.warnings[0]
    nested: dict[str, Any] = samples.ninjs_1()
    for _ in range(100):
        nested = samples.ninjs_1() | {"associations": [nested]}
    assert len(taken(nested).items) <= 8


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_json_is_an_accident(data: st.DataObject) -> None:
    _, make = data.draw(st.sampled_from(MAPPINGS))
    item = copy.deepcopy(make())
    target: Any = item
    for _ in range(data.draw(st.integers(1, 4))):
        holder = target
        if isinstance(holder, list) and holder:
            key: Any = data.draw(st.integers(0, len(holder) - 1))
        elif isinstance(holder, dict) and holder:
            key = data.draw(st.sampled_from(sorted(holder)))
        else:
            break
        if data.draw(st.booleans()):
            holder[key] = data.draw(VALUES)
            target = item
        else:
            target = holder[key]
    try:
        taken(item)
    except UnreadableInput as error:
        assert error.remedy


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([samples.newsml(), samples.newsml(body="html"), samples.nitf(), samples.page()]),
    st.data(),
)
def test_no_markup_is_an_accident(document: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(document)))
        end = start + data.draw(st.integers(0, 60))
        document = (
            document[:start] + data.draw(st.text(alphabet="<>/&;\"'=x \x00é", max_size=6)) + document[end:]
        )
    try:
        taken(document)
    except UnreadableInput as error:
        assert error.remedy
