"""Inputs made to hang, to exhaust or to break a reader, each of about as many bytes as asked for."""

import gzip
import json
from collections.abc import Callable

from tests.formats.wires import samples

Make = Callable[[int], str | bytes]


def _fill(head: str, piece: str, tail: str = "") -> Make:
    """As many pieces between a head and a tail as the size has room for."""
    return lambda size: head + piece * ((size - len(head) - len(tail)) // len(piece)) + tail


def _nest(head: str, opening: str, closing: str, tail: str = "") -> Make:
    """Pieces inside pieces."""

    def make(size: int) -> str:
        depth = (size - len(head) - len(tail)) // (len(opening) + len(closing))
        return head + opening * depth + closing * depth + tail

    return make


def _in_json(field: str, inner: Make) -> Make:
    """A text inside a field of a ninjs item."""

    def make(size: int) -> str:
        text = inner(size)
        assert isinstance(text, str)
        return json.dumps({"uri": "urn:x", "type": "text", "headline": "h", field: text})

    return make


def _numbered(head: str, piece: str, tail: str = "") -> Make:
    """Pieces that differ by a number."""
    return lambda size: head + "".join(piece.format(number) for number in range(size // len(piece))) + tail


_NITF_BODY = "<nitf><body><body.content>"
_RSS = '<rss version="2.0"><channel><title>t</title>'
_ITEM = "<item><title>t</title><description>"
_ITEM_END = "</description></item></channel></rss>"
_LD = "<html><script type='application/ld+json'>"

PROLOGS: dict[str, Make] = {
    "comments before nothing": _fill("<?xml version='1.0'?>", "<!-- -->"),
    "comments before NewsML-G2": _fill("", "<!-- -->", samples.newsml().partition("?>")[2]),
    "comments before another root": _fill("", "<!-- -->\n", "<invoice/>"),
    "comments without an end": _fill("", "<!--"),
    "instructions": _fill("", "<?a?> ", "<newsItem "),
    "instructions without an end": _fill("", "<?a "),
    "document types": _fill("", "<!DOCTYPE nitf>"),
    "document types without an end": _fill("", '<!DOCTYPE nitf "'),
    "white space": _fill("", " \n", "<nitf"),
    "a long name": _fill("<", "newsItem", ">"),
    "brackets": _fill("", "<"),
    "comments in a body": _in_json("body_text", _fill("", "<!-- -->", "<nitf/>")),
    "comments before a page": _fill("<!DOCTYPE html>", "<!-- -->", "<html>"),
}

XML: dict[str, Make] = {
    "items in items": _nest("", "<newsItem guid='a'>", "</newsItem>"),
    "items in items, shallow and wide": _fill("<newsMessage>", "<newsItem>" * 50 + "</newsItem>" * 50),
    "items without an end": _fill("", "<newsItem><contentSet><inlineXML>"),
    "small items": _fill("<newsMessage>", "<newsItem/>", "</newsMessage>"),
    "bodies": _fill("<newsItem><contentSet>", "<inlineXML/>"),
    "bodies of HTML": _fill("<newsItem><contentSet>", "<inlineXML><p>x</p></inlineXML>"),
    "headlines": _fill("<newsItem><contentMeta>", "<headline/>"),
    "links": _fill("<newsItem><itemMeta>", "<link/>"),
    "deep NITF": _nest("<nitf><body><body.content>", "<block>", "</block>"),
    "unknown NITF": _fill(_NITF_BODY, "<x/>"),
    "paragraphs": _fill(_NITF_BODY, "<p>x</p>"),
    "inline markup": _fill(_NITF_BODY + "<p>", "<em>x</em>"),
    "attributes": _numbered("<newsItem ", "a{0}='' ", "/>"),
    "attributes twice": _fill("<newsItem ", "a='' ", "/>"),
    "attributes unquoted": _fill("<newsItem ", "a=b ", "/>"),
    "namespaces": _numbered("<newsItem ", "xmlns:a{0}='u{0}' ", "/>"),
    "namespaces in one another": _numbered("<newsItem>", "<a:a{0} xmlns:a='u{0}'>"),
    "unknown references": _fill("<newsItem><contentMeta><headline>", "&nosuch;"),
    "known references": _fill("<newsItem><contentMeta><headline>", "&nbsp;"),
    "bare ampersands": _fill("<newsItem><contentMeta><headline>", "& "),
    "bad characters": _fill("<newsItem><contentMeta><headline>", "&#1;\x01"),
    "closing tags": _fill("<newsItem>", "</a>"),
    "CDATA": _fill("<newsItem>", "<![CDATA["),
    "CDATA sections": _fill("<nitf><body><body.content><p>", "<![CDATA[x]]>"),
    "a bomb": lambda size: _bomb(size, "newsItem"),
    "a bomb behind a quoted bracket": lambda size: _bomb(size, 'nitf SYSTEM "><nitf "'),
    "a bomb in a feed": lambda size: _bomb(size, "rss"),
    "an external entity": _fill(
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content>', "<p>&x;</p>"
    ),
    "a bomb in an attribute": lambda size: _bomb(size, "newsItem").replace(
        "a='&a11;'", "guid='&a11;' a='&a0;'"
    ),
    "an external DTD": _fill('<!DOCTYPE nitf SYSTEM "file:///etc/passwd">' + _NITF_BODY, "<p>&x;</p>"),
}

PAGES: dict[str, Make] = {
    "scripts without an end": _fill("<html>", "<script type='application/ld+json'>"),
    "script tags without an end": _fill("<html>", "<script type='application/ld+json' "),
    "a script tag without an end": _fill("<html><script ", "type "),
    "scripts": _fill("<html>", "<script type=application/ld+json>{}</script>"),
    "closing scripts": _fill(_LD, "</script "),
    "deep JSON-LD": _nest(_LD, '{"@graph":[', "]}", "</script>"),
    "wide JSON-LD": _fill(_LD + '{"@graph":[', '{"@type":"Thing"},', "{}]}</script>"),
    "articles": _fill(_LD + "[", '{"@type":"NewsArticle","headline":"a"},', "{}]</script>"),
    "a long reference": _fill(_LD + '{"@type":"NewsArticle","headline":"&quot; &#', "9", ';"}</script>'),
}

MARKUP: dict[str, Make] = {
    "deep blocks": _fill("", "<div>"),
    "deep inline": _fill("", "<b>"),
    "inline in paragraphs": _fill("", "<p><b>"),
    "deep lists": _fill("", "<ul><li>"),
    "tables": _fill("", "<table><tr><td>"),
    "table rows": _fill("<table>", "<tr>"),
    "forms": _fill("", "<form>"),
    "links in links": _fill("", "<a href=x>"),
    "options": _fill("<select>", "<option>"),
    "closing tags": _fill("<p>", "</p>"),
    "crossed tags": _fill("", "<b><p></b></p>"),
    "unknown tags": _fill("<p>", "<x1>"),
    "attributes of HTML": _numbered("<p ", "a{0} ", ">"),
    "an attribute without an end": _fill('<p a="', "<p>"),
    "comments of HTML": _fill("<p>", "<!--"),
    "comments closed in haste": _fill("<p>", "<!-->"),
    "scripts in text": _fill("<p>", "<script>"),
    "text areas": _fill("<p>", "<textarea>"),
    "templates": _fill("<p>", "<svg><template>"),
    "white space after a name": _fill("<p>x <b", " "),
    "a word after a name": _fill("<p>x <b ", "x"),
    "blank lines": _fill("<p>", " \n\t"),
    "white space": _fill("<p>x", " "),
    "breaks": _fill("", "<br>"),
    "references": _fill("<p>", "&amp;"),
    "references without an end": _fill("<p>", "&a"),
    "one long reference": _fill("<p>&#", "9", ";"),
    "NULs": _fill("<p>", "\x00"),
    "halves of pairs": _fill("<p>", "\ud800"),
    "marks on one letter": _fill("a", "\u0301\u0316"),
    "returns": _fill("", "\r"),
    "quotes of two kinds": _fill("<p a='", "\"'"),
}

JSON: dict[str, Make] = {
    "lists in lists": _fill("", "["),
    "objects in objects": _fill("", '{"items":'),
    "lists in lists, closed": _nest("", "[", "]"),
    "a hundred levels of items": _nest("", '{"guid":"a","type":"text","headline":"h","items":[', "]}"),
    "a deep version": _nest('{"items": [], "version": ', "[", "]", "}"),
    "a version a thousand deep": lambda _: '{"items": [], "version": ' + "[" * 900 + "]" * 900 + "}",
    "digits": _fill("[", "9", "]"),
    "digits in a version": lambda size: (
        '{"text": "x", "version": ' + "9" * 4_000 + ', "a": "' + "b" * size + '"}'
    ),
    "digits behind a point": _fill('{"text":"x","version":0.', "9", "}"),
    "an exponent": _fill('{"text":"x","published_at":1e', "9", "}"),
    "zeros": _fill("[", "0,", "0]"),
    "empty objects": _fill("[", "{},", "{}]"),
    "empty lists": _fill("[", "[],", "[]]"),
    "names": _numbered("{", '"a{0}":1,', '"text":"x"}'),
    "one name": _fill("{", '"a":1,', '"text":"x"}'),
    "one name that matters": _fill("{", '"id":1,', '"text":"x"}'),
    "articles": _fill('{"articles":[', '{"text":"x"},', "0]}"),
    "wire items": _fill("[", '{"uri":"a","headline":"b"},', "0]"),
    "associations": _fill(
        '{"uri":"a","type":"composite","items":[', '{"uri":"b","type":"text","headline":"h"},', "{}]}"
    ),
    "bodies": _fill('{"uri":"a","bodies":[', '{"value":"<nitf/>"},', "{}]}"),
    "descriptions": _fill('{"uri":"a","headline":"h","descriptions":[', '{"value":"<p>"},', "{}]}"),
    "elements": _fill('{"_id":"a","content_elements":[', '{"type":"text","content":"<p>"},', "{}]}"),
    "elements in elements": _nest(
        '{"content_elements":[', '{"type":"quote","content_elements":[', "]}", "]}"
    ),
    "entries": _fill(
        '{"version":"https://jsonfeed.org/version/1","items":[', '{"content_html":"<p>"},', "{}]}"
    ),
    "escapes": _fill('{"text":"', "\\ud800\\u0000", '"}'),
    "a string without an end": _fill('{"text":"', "\\\\"),
    "brackets on lines": _fill("", "[\n"),
    "torn objects on lines": _fill("", '{"text":"x"\n'),
    "objects on lines": _fill("", '{"text":"x"}\n'),
    "empty lines": _fill("", "\n", '{"text":"x"}'),
    "marks of pages": _fill("", "x… Continue reading\n"),
    "half marks of pages": _fill("", "…" + " " * 40 + "continue\n"),
}

FEEDS: dict[str, Make] = {
    "small entries": _fill(_RSS, "<item/>"),
    "entries with a title": _fill(_RSS, "<item><title>t</title></item>"),
    "entries in entries": _fill(_RSS, "<item>"),
    "deep text": _fill(_RSS + _ITEM, "&lt;div>", _ITEM_END),
    "deep XHTML": _fill(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><content type='xhtml'>", "<div>"
    ),
    "authors": _fill(_RSS + "<item><title>t</title>", "<author>a@b.c (d)</author>"),
    "a long author": _fill(
        _RSS + "<item><title>t</title><author>", "a@b", "</author></item></channel></rss>"
    ),
    "dates": _fill(_RSS + "<item><title>t</title>", "<pubDate>x</pubDate>"),
    "long dates": _fill(_RSS, "<item><title>t</title><pubDate>" + "1 " * 900 + "</pubDate></item>"),
    "broken dates": _numbered(_RSS, "<item><title>t</title><pubDate>Mon, 99 Foo {0} 25:61</pubDate></item>"),
    "dates out of time": _numbered(_RSS, "<item><title>t</title><dc:date>{0}-13-32T99:99Z</dc:date></item>"),
    "contents": _fill(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry>", "<content>x</content>"
    ),
    "tags": _fill(_RSS + "<item><title>t</title>", "<category>x</category>"),
    "enclosures": _fill(_RSS + "<item><title>t</title>", "<enclosure url='u'/>"),
    "links of Atom": _fill(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry>", "<link href='u'/>"
    ),
    "bases": _numbered(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>", "<entry xml:base='{0}/'>"
    ),
    "attributes": _numbered("<rss version='2.0'><channel ", "a{0}='' ", "><title>t</title></channel></rss>"),
    "references in a feed": _fill(_RSS + _ITEM, "&amp;nbsp;", _ITEM_END),
}

BYTES: dict[str, Make] = {
    "UTF-16 without a mark": lambda size: samples.newsml().encode("utf-16-be") + b"\x00 " * (size // 2),
    "UTF-16 of halves": lambda size: b"\xff\xfe" + b"\x00\xd8" * (size // 2),
    "UTF-32 out of range": lambda size: b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f" * (size // 4),
    "UTF-8 declared as UTF-16": lambda size: b"<?xml version='1.0' encoding='UTF-16'?>" + _long_feed(size),
    "UTF-8 declared as EBCDIC": lambda size: b"<?xml version='1.0' encoding='IBM037'?>" + _long_feed(size),
    "a codec that is none": lambda size: b"<?xml version='1.0' encoding='iso-8859-99'?>" + _long_feed(size),
    "a codec of escapes": lambda size: (
        b"<?xml version='1.0' encoding='iso-2022-jp'?><rss>" + b"\x1b$B" * (size // 3)
    ),
    "a declaration far off": lambda size: b" " * size + b"<?xml version='1.0' encoding='latin-1'?><rss/>",
    "a declaration without an end": lambda size: b"<?xml encoding" + b" " * size,
    "declarations": lambda size: b"<?xml version='1.0' encoding='latin-1'?>" * (size // 40),
    "bytes of Latin-1": lambda size: b"<rss>" + b"\xe9" * size,
    "NUL bytes": bytes,
    "gzip in gzip": lambda size: gzip.compress(gzip.compress(b"[]" + b" " * size)),
    "gzip of markup": lambda size: gzip.compress(b"<rss>" + b"<item>" * (size // 6)),
    "torn gzip": lambda size: gzip.compress(b"x" * size)[:-9],
    "gzip with waste behind": lambda size: gzip.compress(b"[]") + b"\x1f\x8b" * (size // 2),
    "members of gzip": lambda size: gzip.compress(b"[]") * (size // 22),
}


def _bomb(size: int, doctype: str) -> str:
    """Entities of entities, the text besides being long."""
    entities = '<!ENTITY a0 "boom">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
    )
    root = doctype.partition(" ")[0]
    return f"<!DOCTYPE {doctype} [{entities}]><{root} a='&a11;'>&a11;" + "x" * size + f"</{root}>"


def _long_feed(size: int) -> bytes:
    return (_RSS + _ITEM + "é" * (size // 2) + _ITEM_END).encode()


ALL: dict[str, Make] = {
    f"{kind}: {name}": make
    for kind, inputs in {
        "prologs": PROLOGS,
        "XML": XML,
        "pages": PAGES,
        "JSON": JSON,
        "feeds": FEEDS,
        "bytes": BYTES,
        "HTML": {name: _in_json("body_html", make) for name, make in MARKUP.items()},
        "HTML alone": MARKUP,
    }.items()
    for name, make in inputs.items()
}
