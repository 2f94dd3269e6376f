"""One report of our own, as each wire format tells it."""

import json
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TITLE = "River Orle floods Brackwater & Hovden"
FIRST = "BRACKWATER (Northwire) - The River Orle flooded Brackwater on Monday."
SECOND = "“We lost the cellar,” said 340 residents’ speaker Tove Lindqvard."
TEXT = f"{FIRST}\n{SECOND}"
HTML = f"<p>{FIRST}</p><script>alert(1)</script><p>{SECOND}</p>"

EXPECTED = {
    "id": "urn:northwire:2026:417",
    "version": "3",
    "title": TITLE,
    "text": TEXT,
    "byline": "Sigrun Vallance",
    "source": "Northwire",
    "language": "en",
    "published_at": datetime(2026, 11, 23, 8, 15, tzinfo=UTC),
    "revised_at": datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    "embargoed_until": datetime(2026, 11, 23, 18, tzinfo=UTC),
    "expires_at": datetime(2026, 12, 23, 18, tzinfo=UTC),
    "evolved_from": "urn:northwire:2026:398",
}


def ninjs_1() -> dict[str, Any]:
    return {
        "uri": "urn:northwire:2026:417",
        "type": "text",
        "version": "3",
        "headline": TITLE,
        "body_html": HTML,
        "byline": "Sigrun Vallance",
        "source": "Northwire",
        "language": "en",
        "firstcreated": "2026-11-23T08:15:00+00:00",
        "versioncreated": "2026-11-23T10:30:00+01:00",
        "embargoed": "2026-11-23T18:00:00Z",
        "expires": "2026-12-23T18:00:00Z",
        "pubstatus": "usable",
        "evolvedfrom": "urn:northwire:2026:398",
    }


def superdesk() -> dict[str, Any]:
    item = ninjs_1() | {
        "priority": 5,
        "slugline": "orle-flood",
        "place": [],
        "profile": "Story",
        "ednote": None,
    }
    item["guid"] = item.pop("uri")
    item["version"] = 3
    item["authors"] = [{"name": "Sigrun Vallance", "role": "writer"}]
    del item["byline"]
    return item


def ninjs_2() -> dict[str, Any]:
    return {
        "uri": "urn:northwire:2026:417",
        "type": "text",
        "version": "3",
        "headlines": [{"role": "short", "value": "Flood"}, {"role": "main", "value": TITLE}],
        "bodies": [
            {"role": "machine", "contenttype": "application/xml", "value": "<X>" + "0" * 500 + "</X>"},
            {"role": "web", "contenttype": "text/html", "value": HTML},
        ],
        "by": "Sigrun Vallance",
        "infosources": [{"name": "Northwire"}],
        "language": "en",
        "firstcreated": "2026-11-23T08:15:00Z",
        "versioncreated": "2026-11-23T09:30:00Z",
        "embargoed": "2026-11-23T18:00:00Z",
        "expires": "2026-12-23T18:00:00Z",
        "pubstatus": "usable",
        "evolvedfrom": "urn:northwire:2026:398",
    }


def ninjs_3() -> dict[str, Any]:
    return {
        "standard": {"name": "ninjs", "version": "3.0"},
        "uri": "urn:northwire:2026:417",
        "type": "text",
        "version": "3",
        "headlines": [{"role": "main", "value": TITLE}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}],
        "by": "Sigrun Vallance",
        "infoSources": [{"name": "Northwire"}],
        "language": "en",
        "firstCreated": "2026-11-23T08:15:00Z",
        "versionCreated": "2026-11-23T09:30:00Z",
        "embargoedUntil": "2026-11-23T18:00:00Z",
        "expires": "2026-12-23T18:00:00Z",
        "pubStatus": "usable",
        "derivedFrom": "urn:northwire:2026:398",
    }


def ans() -> dict[str, Any]:
    return {
        "_id": "urn:northwire:2026:417",
        "type": "story",
        "version": "0.10.12",
        "_revision": 3,
        "headlines": {"basic": TITLE, "web": "Flood!"},
        "content_elements": [
            {"type": "text", "content": FIRST},
            {"type": "image", "caption": "A flooded street"},
            {"type": "quote", "content_elements": [{"type": "text", "content": SECOND}]},
        ],
        "credits": {"by": [{"type": "author", "name": "Sigrun Vallance"}]},
        "distributor": {"name": "Northwire", "category": "wires"},
        "language": "en",
        "first_publish_date": "2026-11-23T08:15:00Z",
        "last_updated_date": "2026-11-23T09:30:00Z",
        "content_restrictions": {"embargo": {"active": True, "end_time": "2026-11-23T18:00:00Z"}},
        "expiration_date": "2026-12-23T18:00:00Z",
        "status": "published",
    }


def json_ld() -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Northwire"},
            {
                "@type": ["NewsArticle"],
                "@id": "urn:northwire:2026:417",
                "version": 3,
                "headline": TITLE.replace("&", "&amp;"),
                "articleBody": TEXT,
                "author": [{"@type": "Person", "name": "Sigrun Vallance"}],
                "publisher": {"@type": "Organization", "name": "Northwire"},
                "inLanguage": "en",
                "datePublished": "2026-11-23T08:15:00Z",
                "dateModified": "2026-11-23T09:30:00Z",
                "expires": "2026-12-23T18:00:00Z",
                "isBasedOn": {"@id": "urn:northwire:2026:398"},
            },
        ],
    }


def page() -> str:
    return (
        "<!DOCTYPE html><html><head><title>x</title>"
        f'<script type="application/ld+json">{json.dumps(json_ld())}</script></head><body><p>Cookies?</p></body></html>'
    )


_NITF_BODY = f"""<body>
  <body.head><hedline><hl1>{TITLE.replace("&", "&amp;")}</hl1></hedline><byline>Sigrun Vallance</byline>
    <distributor>Northwire</distributor></body.head>
  <body.content><block><p>{FIRST}</p><media><media-caption>A street</media-caption></media><p>{SECOND}</p></block>
  </body.content>
</body>"""


def nitf() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf.dtd">
<nitf xml:lang="en"><head><docdata management-status="usable">
  <doc-id id-string="urn:northwire:2026:417"/><du-key version="3"/>
  <date.issue norm="20261123T081500Z"/><date.release norm="20261123T180000+0000"/>
  <date.expire norm="20261223T180000Z"/></docdata><revision-history norm="20261123T093000Z"/></head>
{_NITF_BODY}</nitf>"""


def newsml(*, body: str = "nitf", prefix: str = "") -> str:
    n = f"{prefix}:" if prefix else ""
    xmlns = f"xmlns:{prefix}" if prefix else "xmlns"
    content = (
        f"<{n}inlineXML contenttype='application/nitf+xml'><nitf xmlns=''>{_NITF_BODY}</nitf></{n}inlineXML>"
        if body == "nitf"
        else f"<{n}inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>"
        f"<head><title>x</title></head><body>{HTML}</body></html></{n}inlineXML>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{n}newsMessage {xmlns}="http://iptc.org/std/nar/2006-10-01/"><{n}itemSet>
<{n}packageItem guid="urn:northwire:pack"><{n}itemMeta/></{n}packageItem>
<{n}newsItem guid="urn:northwire:2026:417" version="3" xml:lang="en">
  <{n}rightsInfo><{n}expires>2026-12-23T18:00:00Z</{n}expires></{n}rightsInfo>
  <{n}itemMeta><{n}itemClass qcode="ninat:text"/><{n}provider qcode="nprov:NW"/>
    <{n}versionCreated>2026-11-23T09:30:00Z</{n}versionCreated>
    <{n}firstCreated>2026-11-23T08:15:00Z</{n}firstCreated>
    <{n}embargoed>2026-11-23T18:00:00Z</{n}embargoed><{n}pubStatus qcode="stat:usable"/>
    <{n}link rel="irel:derivedFrom" residref="urn:northwire:2026:398"/></{n}itemMeta>
  <{n}contentMeta><{n}infoSource><{n}name>Northwire</{n}name></{n}infoSource><{n}by>Sigrun Vallance</{n}by>
    <{n}language tag="en"/><{n}headline>{TITLE.replace("&", "&amp;")}</{n}headline></{n}contentMeta>
  <{n}contentSet>{content}</{n}contentSet>
</{n}newsItem></{n}itemSet></{n}newsMessage>"""
