"""Wording anew with a real server on loopback that behaves, and misbehaves, as language models and their hosts do."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from time import sleep

import pytest

from service.briefings.values import Briefing, BriefingRequest
from service.desk import Desk
from service.egress import Addresses, Egress
from service.model import Article, Submission
from service.rewriting import Allowance, LanguageModel, Rewriter
from service.rewriting.client import MOST_TOKENS
from service.stores.memory import MemoryStore
from service.stores.memory.spending import MemorySpending
from tests.api.support import Clock, WordEncoder
from tests.egress.peer import Behaviour, Peer, peer, says

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = (
    "The river Alma burst its banks at Port Sunder before dawn on Friday, and about 1,200 people left their homes. "
    "Nobody was hurt when two bridges near the old mill were torn away by the flood, mayor Ines Calloway said. "
    "Schools in the lower town will be closed until Wednesday because the heating was damaged by the water."
)
OTHER = (
    "Transport minister Ilse Varga stepped down on Thursday after auditors criticised the northern rail contract. "
    "Parliament will vote next week on whether the trains that she ordered in March are to be paid for. "
    "Her deputy, Jonas Berg, leads the ministry until the coalition has agreed on somebody else."
)
GOOD = "About 1,200 people left their homes at Port Sunder when the river Alma burst its banks."
INVENTED = "Governor Maria Delacroix flew over Port Sunder and the river Alma."


def completion(content: str, tokens: int = 400) -> bytes:
    return json.dumps(
        {
            "choices": [{"message": {"role": "assistant", "content": content}}],
            "usage": {"total_tokens": tokens},
        }
    ).encode()


def sentences(*texts: str) -> str:
    return json.dumps({"sentences": [{"text": text, "ids": [1, 2, 3]} for text in texts]})


ANSWER = says("Content-Type: application/json\r\n", completion(sentences(GOOD)))


class Newsroom:
    """A desk with one story, and a rewriter that asks the peer."""

    def __init__(self, egress: Egress, at: Peer, *, tokens: int = 100_000, seconds: float = 2.0) -> None:
        self.at, self.clock = at, Clock()
        self.desk = Desk(MemoryStore(), WordEncoder())
        self.file(Article("north/1", "River Alma floods Port Sunder", TEXT, published_at=NOON))
        model = LanguageModel(at.url(path="/v1"), "small", "secret", seconds, egress)
        self._starting = model, tokens
        self.restart()

    def restart(self) -> None:
        """As a process does that starts, or another one: what is on file is all it knows."""
        model, tokens = self._starting
        self.rewriter = Rewriter(self.desk, model, Allowance(tokens, self.desk.spending), self.clock)

    def dearest(self) -> int:
        """What a call for its story may cost: a token for each byte that is sent to be read, and the longest answer."""
        [asked] = [json.loads(one.split(b"\r\n\r\n", 1)[1]) for one in self.at.requests[-1:]]
        return MOST_TOKENS + sum(len(one["content"].encode()) for one in asked["messages"])

    def left(self, tokens: int, of: int) -> bool:
        """Whether exactly so many are left ``of`` what a day allows today."""
        spending, day = self.desk.spending, self.clock.now.date()
        return not spending.book(day, tokens + 1, of) and spending.book(day, tokens, of)

    def file(self, article: Article) -> None:
        self.desk.receive([Submission(article)], self.clock.now)

    def story_id(self, now: datetime, article_id: str = "north/1") -> str:
        """Where a report lies."""
        return self.desk.article(article_id, now).story_id

    def briefing(self) -> Briefing:
        now = self.clock.now
        wanted = BriefingRequest(now, now - timedelta(days=2), now + timedelta(days=1))
        return self.rewriter.adorn(self.desk.brief(wanted))

    def told(self) -> list[str]:
        (item,) = self.briefing().items
        return [sentence.text for sentence in item.told]

    def step(self) -> float | None:
        self.clock.advance(timedelta(minutes=15))
        return self.rewriter.step()


@pytest.fixture
def egress() -> Iterator[Egress]:
    opened = Egress(Addresses(allow_private=True))
    yield opened
    opened.close()


def test_a_summary_is_worded_anew_once_for_each_revision(egress: Egress) -> None:
    with peer(ANSWER) as at:
        room = Newsroom(egress, at)
        extract = room.told()
        assert room.step() is None
        assert room.told() == [GOOD]
        room.step()
        assert len(at.requests) == 1, "it is asked once"
        head, body = at.requests[0].split(b"\r\n\r\n", 1)
        assert b"POST /v1/chat/completions" in head
        assert b"Authorization: Bearer secret" in head
        assert json.loads(body)["model"] == "small"
        room.file(
            Article("north/1", "River Alma floods Port Sunder", f"{TEXT} More rain is forecast.", version="2")
        )
        assert room.told() != [GOOD], "what was made of a text that is replaced is not shown again"
        assert extract[0] in TEXT
        room.step()
        assert room.told() == [GOOD]
        room.desk.withdraw("north/1", room.clock.now, "killed")
        assert room.briefing().items == ()


def _hang(connection: socket.socket, request: bytes) -> None:
    sleep(3)


def _cut(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    connection.close()


@pytest.mark.parametrize(
    "behaviour",
    [
        says("", b"no", "500 Internal Server Error"),
        says("Retry-After: 30\r\n", b"", "429 Too Many Requests"),
        says("Location: http://127.0.0.1:9/\r\n", b"", "302 Found"),
        says("Content-Type: text/html\r\n", b"<!doctype html><title>Sign in</title>"),
        says("", b"[" * 100_000),
        says("", b"x" * 300_000),
        says("", completion("I am sorry, I cannot help with that.")),
        says("", completion('{"sentences": "none"}')),
        says("", completion('{"sentences": []}')),
        says("", completion('{"sentences": [{"text": 5, "ids": [1]}]}')),
        says("", completion(sentences(INVENTED))),
        says("", completion(sentences("\ud800", f"{INVENTED} \udfff"))),
        says("", json.dumps({"choices": []}).encode()),
        _hang,
        _cut,
    ],
)
def test_whatever_the_endpoint_does_the_summary_stands(egress: Egress, behaviour: Behaviour) -> None:
    with peer(behaviour) as at:
        room = Newsroom(egress, at, seconds=0.5)
        extract = room.told()
        for _ in range(4):
            room.step()
        assert room.told() == extract
        assert len(at.requests) <= 4


def test_names_that_it_invents_are_dropped_and_the_verdict_is_kept(egress: Egress) -> None:
    answer = sentences(GOOD, INVENTED)
    wordy = f'<think>{{1}} {{}} "{{</think>Here it is:\n```json\n{answer}\n```\nIs that {{short}} enough?'
    with peer(says("", completion(wordy))) as at:
        room = Newsroom(egress, at)
        room.step()
        (item,) = room.briefing().items
        assert item.abstract is not None
        assert [sentence.text for sentence in item.abstract.sentences] == [GOOD]
        assert ["the name" in one.why for one in item.abstract.refused] == [True]
        assert item.abstract.by == "small"


def test_it_rests_after_a_failure_and_as_long_as_it_is_asked_to(egress: Egress) -> None:
    with peer(says("Retry-After: 120\r\n", b"", "429 Too Many Requests")) as at:
        room = Newsroom(egress, at)
        assert room.rewriter.step() == 120.0
        assert room.rewriter.step() == 120.0, "a wake does not shorten the rest"
        assert len(at.requests) == 1


def test_a_call_that_costs_more_than_it_can_does_so_once(egress: Egress) -> None:
    """Of an endpoint that counts what a model thinks beyond what it may answer."""
    with peer(says("", completion(sentences(GOOD), tokens=9_000))) as at:
        room = Newsroom(egress, at, tokens=20_000)
        for number in range(3):
            room.file(
                Article("north/1", "River Alma floods Port Sunder", f"{TEXT} Day {number} of the flood.")
            )
            room.step()
        assert len(at.requests) == 2
        assert room.left(2_000, of=20_000)


def test_no_more_is_spent_than_the_day_allows(egress: Egress) -> None:
    with peer(says("", completion(sentences(GOOD), tokens=2_500))) as at:
        room = Newsroom(egress, at, tokens=4_000)
        room.step()
        room.file(Article("other", "Minister resigns", OTHER, published_at=NOON))
        asked = len(at.requests)
        rest = room.step()
        room.restart()
        room.step()
        assert len(at.requests) == asked == 1
        assert rest is not None
        assert rest > 3600, "until midnight"
        assert room.left(1_500, of=4_000)
        room.clock.advance(timedelta(days=1))
        room.step()
        assert len(at.requests) == 2


@pytest.mark.parametrize(
    ("behaviour", "cost"),
    [
        (says("", completion(sentences(GOOD), tokens=350)), 350),
        (says("", completion("I cannot help with that.", tokens=120)), 120),
        (says("", b"no", "500 Internal Server Error"), 0),
        (None, 0),
        (_hang, None),
        (_cut, None),
        (says("", b"x" * 300_000), None),
    ],
)
def test_what_may_have_been_worked_on_is_paid_for(
    egress: Egress, behaviour: Behaviour | None, cost: int | None
) -> None:
    """Where it is not known what a call has cost (None), it counts as the dearest it can have been."""
    with peer(behaviour or _hang) as at:
        room = Newsroom(egress, at, seconds=0.5)
        if behaviour:
            room.step()
    if behaviour is None:  # nobody is there any more
        room.step()
    assert room.left(10_000 - (room.dearest() if cost is None else cost), of=10_000)


def test_the_next_day_begins_at_midnight_utc() -> None:
    spending = MemorySpending()
    allowance = Allowance(100, spending)
    booked = allowance.book(70, NOON)
    assert booked is not None
    assert allowance.book(70, NOON) is None
    assert allowance.seconds_until_more(NOON) == 12 * 3600
    east = (NOON + timedelta(hours=11)).astimezone(timezone(timedelta(hours=14)))
    assert allowance.book(70, east) is None, "it is tomorrow there"
    assert allowance.book(70, NOON + timedelta(days=1)) is not None
    allowance.settle(booked, 100)
    assert allowance.book(1, NOON) is None
    other = Allowance(100, spending)
    assert other.book(30, NOON + timedelta(days=1)) is not None, "the day pays that it was booked for"
