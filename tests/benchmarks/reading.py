"""How fast documents of wires are read: the real reader, from bytes to articles, on one core."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from random import Random

from service.formats.reading import read
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section

DOCUMENTS, BATCH, ROUNDS = 5_000, 500, 3
PARAGRAPHS, SENTENCES, WORDS = 5, 3, 10
"""Words of a document: 150."""
NOW = datetime(2026, 11, 23, tzinfo=UTC)
_VOCABULARY = """harbour council river bridge minister budget report strike night water company vote village market
ferry
school road storm court union price energy border rail forest island port talks film plan museum coast"""


def run() -> Section:
    """Read every kind of body, one document at a time and in batches."""
    bodies: dict[str, Callable[[Random], dict[str, object]]] = {
        "HTML of paragraphs, with links and emphasis": lambda random: {"body_html": _html(random)},
        "HTML that only a parser reads": lambda random: {
            "body_html": f"<section>{_html(random)}<hr></section>"
        },
        "plain text": lambda random: {"body_text": "\n".join(_paragraphs(random))},
    }
    rows: list[Row] = []
    for name, body in bodies.items():
        say(f"reading: {name}")
        documents = list(_documents(body))
        batches = [
            b"[" + b",".join(documents[start : start + BATCH]) + b"]" for start in range(0, DOCUMENTS, BATCH)
        ]
        rows.append(
            {
                "body": name,
                "bytes a document": round(sum(map(len, documents)) / DOCUMENTS),
                "documents/s, one by one": _per_second(documents),
                f"documents/s, {BATCH} at a time": _per_second(batches),
            }
        )
    caption = (
        f"{DOCUMENTS:,} invented ninjs items of {PARAGRAPHS * SENTENCES * WORDS} words, as Superdesk writes them, from "
        f"bytes to articles ready to be filed. Documents in a second of processor time, the best of {ROUNDS} rounds."
    )
    return Section("Reading ninjs", caption, {"": rows})


def _per_second(inputs: Sequence[bytes]) -> int:
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        taken = sum(len(read(data, name="input", now=NOW).submissions) for data in inputs)
        seconds.append(time.process_time() - started)
        if taken != DOCUMENTS:
            raise RuntimeError(f"{taken} of {DOCUMENTS} documents were taken")
    return round(DOCUMENTS / min(seconds))


def _documents(body: Callable[[Random], dict[str, object]]) -> Iterator[bytes]:
    random = Random(0)
    for number in range(DOCUMENTS):
        item = {
            "guid": f"urn:newsml:northwire.example:{number}",
            "version": "2",
            "type": "text",
            "versioncreated": "2026-11-22T09:30:00+0000",
            "firstcreated": "2026-11-22T08:15:00+0000",
            "pubstatus": "usable",
            "language": "en",
            "headline": " ".join(random.choices(_VOCABULARY.split(), k=8)),
            "byline": "Ida Brandt",
            "source": "Northwire",
            "slugline": "harbour",
            "urgency": 3,
            "priority": 5,
            "profile": "text",
            "usageterms": "",
            "place": [],
            "genre": [{"code": "Article", "name": "Article (news)"}],
            "subject": [{"code": "04000000", "name": "economy, business and finance"}],
            "service": [{"code": "n", "name": "National"}],
        }
        yield json.dumps(item | body(random)).encode()


def _html(random: Random) -> str:
    """Paragraphs with emphasis, a link and references here and there."""
    return "\n".join(f"<p>{_marked(text, random)}</p>" for text in _paragraphs(random))


def _marked(text: str, random: Random) -> str:
    words = text.split(" ")
    place = random.randrange(len(words) - 3)
    words[place] = f"<b>{words[place]}</b>"
    words[place + 2] = f'<a href="https://wire.example/{place}?a=1&amp;b=2">{words[place + 2]}</a>'
    return " ".join(words).replace(" report ", " R&amp;D ").replace(" talks ", " &#8220;talks&#8221; ")


def _paragraphs(random: Random) -> list[str]:
    return [" ".join(_sentence(random) for _ in range(SENTENCES)) for _ in range(PARAGRAPHS)]


def _sentence(random: Random) -> str:
    return " ".join(random.choices(_VOCABULARY.split(), k=WORDS)).capitalize() + "."
