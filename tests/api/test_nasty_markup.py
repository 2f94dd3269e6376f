"""Markup made to run somewhere comes in by every door and goes out in every form: as words, or not at all."""

import email
import email.policy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from service.formats.outputs.styles import Style
from tests.api.support import FLOOD
from tests.formats.outputs.support import Page

RUNNING = [
    "<script>alert(1)</script>",
    "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe>",
    "<svg onload=alert(1)><script href='data:text/javascript,alert(1)'/></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    "<math><a xlink:href='javascript:alert(1)'>formula</a></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<a href='javascript:alert(1)'>link</a><a href='data:text/html,<script>alert(1)</script>'>link</a>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>press</button></form>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object><embed src='javascript:alert(1)'>",
    "<meta http-equiv='refresh' content='0;url=javascript:alert(1)'><base href='javascript:alert(1)//'>",
    "<img src=x onerror=alert(1)//", "<p/onmouseover=alert(1)>over</p>", "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>", "</title></style></script><script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞", "\ufe64script\ufe65alert(1)\ufe64/script\ufe65",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
    "<<script>script>alert(1)<</script>/script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[press](javascript:alert(1))", "![x](data:text/html,x)", "<javascript:alert(1)>", "<!channel> <http://evil.example|x>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
]  # fmt: skip
HOSTILE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "\x01javascript:alert(1)", "ｊavascript:alert(1)",
    "javascript://a.example/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)", "blob:https://a.example/1", "file:///etc/passwd",
    "//evil.example/x", "http:javascript:alert(1)", "https://", "https://[::1", "\\\\evil.example\\x",
    "https://user:word@evil.example/", "https://a.example@evil.example/",
]  # fmt: skip
"""Addresses that are dropped."""
TWISTED = [
    'https://a.example/"><script>alert(1)</script>',
    "https://a.example/'onmouseover='alert(1)",
    "https://a.example/)[x](javascript:alert(1)",
    "https://a.example/|x>",
    "https://a.example/\u202egpj.exe",
    "https://a.example/＜script＞",
    "https://a.example/#javascript:alert(1)",
]
"""Addresses that are kept, and must not end early."""
OUTPUTS = [
    "/feeds/briefing.atom",
    "/feeds/briefing.json",
    *(f"/v1/briefing?format={style}" for style in Style),
]


@dataclass
class Shown:
    """What a program that shows an output would make elements, attributes and links of."""

    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def page(self, page: str) -> None:
        parsed = Page(page)
        self.tags |= set(parsed.tags)
        self.attributes |= {name for name, _ in parsed.attributes}
        self.links += [value for name, value in parsed.attributes if name in ("href", "src", "action")]

    def document(self, value: Any) -> None:
        for name, inner in pairs(value):
            if name in ("content_html", "body_html"):
                self.page(inner)
            elif name in ("type", "contentType"):
                self.tags.add(str(inner))
            elif name in ("url", "external_url", "image_url") and isinstance(inner, str):
                self.links.append(inner)


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    inner = (
        value.items() if isinstance(value, dict) else (("", one) for one in value if isinstance(value, list))
    )
    for name, one in inner:
        yield name, one
        if isinstance(one, dict | list):
            yield from pairs(one)


def shown(output: str, answer: Any) -> Shown:
    """Take an output apart as what reads it would."""
    found = Shown()
    if output.endswith(("json", "slack", "ninjs")):
        found.document(answer.json())
        return found
    if output.endswith(".atom"):
        root: Any = etree.fromstring(answer.content)
        for element in root.iter():
            if element.get("type") in ("html", "xhtml"):
                found.page(element.text or "")
                assert len(element) == 0
            elif element.get("href"):
                found.links.append(element.get("href"))
        return found
    if output.endswith("mail"):
        message: Any = email.message_from_bytes(answer.content, policy=email.policy.default)
        found.page(message.get_body(("html",)).get_content())
        return found
    if output.endswith("md"):
        assert "<" not in answer.text
        found.links += re.findall(r"(?<!\\)\]\(([^)]*)", answer.text)
        return found
    found.page(answer.text)
    return found


def told(number: int) -> str:
    """Words of a story of its own."""
    return "It was " + " ".join(f"{letter}{number}" for letter in "pqrstuvwxyz")


def ninjs(number: int, words: str, url: str) -> dict[str, Any]:
    return {
        "guid": f"urn:wire:{number}", "type": "text", "headline": f"Report {number} {words}", "pubstatus": "usable",
        "versioncreated": FLOOD["published_at"], "source": f"Wire {words}"[:400], "byline": words[:400], "url": url,
        "body_html": f"<p>{told(number)} and nobody was hurt there.</p>{words}<p>So it was said.</p>",
    }  # fmt: skip


def article(number: int, words: str, url: str) -> dict[str, Any]:
    return {
        "id": f"n-{number}", "title": f"Report {number} {words}", "source": f"Wire {words}", "byline": words,
        "published_at": FLOOD["published_at"], "url": url,
        "text": f"{told(number)} and {words} nobody was hurt there. {told(number)} again.",
    }  # fmt: skip


def feed(number: int, words: str, url: str) -> str:
    """RSS in which everything is escaped, so that it is markup once it is read."""

    def quoted(text: str) -> str:
        return "".join(f"&#{ord(one)};" if one in "<>&\"'" else one for one in text if one >= " ")

    return (
        f"<rss version='2.0'><channel><title>Wire {quoted(words)}</title><item><title>Report {number} {quoted(words)}"
        f"</title><link>{quoted(url)}</link><guid>g{number}</guid><author>{quoted(words)}</author><description>"
        f"{quoted(f'<p>{told(number)}.</p>' + words)}</description></item>"
        "</channel></rss>"
    )


@pytest.mark.parametrize("door", ["articles", "ninjs", "feed"])
def test_nothing_that_comes_in_runs_where_it_is_shown(client: TestClient, door: str) -> None:
    plain = {output: Shown() for output in OUTPUTS}
    client.post("/v1/articles", json=[article(1, "words", "https://a.example/1")]).raise_for_status()
    for output in OUTPUTS:
        plain[output] = shown(output, client.get(output))
    urls = [*HOSTILE, *TWISTED]
    nasty = [(number, words, urls[number % len(urls)]) for number, words in enumerate(RUNNING)]
    nasty += [(100 + number, "words", url) for number, url in enumerate(urls)]
    if door == "feed":
        answers = [client.post("/v1/articles", content=feed(*one).encode()) for one in nasty]
    else:
        make = article if door == "articles" else ninjs
        answers = [client.post("/v1/articles", content=json.dumps([make(*one) for one in nasty]))]
    taken = [result for answer in answers for result in answer.json()["results"]]
    assert len(taken) == len(nasty), [answer.text for answer in answers]
    for result, (_, words, _) in zip(taken, nasty, strict=True):
        kept = client.get(f"/v1/articles/{result['article_id']}").json()
        assert not any(address.strip() == kept["url"] for address in HOSTILE if kept["url"])
        # References are words about markup; of markup itself nothing is left.
        assert "&" in words or not re.search(r"<(?:img|script|iframe|svg)\b[^<]*>", kept["text"]), kept[
            "text"
        ]
    for output in OUTPUTS:
        answer = client.get(f"{output}{'&' if '?' in output else '?'}limit=100")
        assert answer.status_code == 200
        found, usual = shown(output, answer), plain[output]
        assert found.tags <= usual.tags | {"a"}, output
        assert found.attributes <= usual.attributes | {"href"}, output
        strays = [
            link
            for link in found.links
            if not link.startswith(("https://a.example/", "http://testserver/", "#s"))
        ]
        assert strays == [], output
        if not output.endswith("json"):  # there, addresses are data, as they came
            assert [link for link in found.links if re.search(r"[\s\"'<>`]", link)] == [], output
