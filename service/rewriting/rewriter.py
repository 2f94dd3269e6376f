"""Keeps the stories of the latest briefing in other words, as far as money and the endpoint allow.

What was made belongs to one revision of a story: a correction, a kill, a merge or a split makes another revision, and
with it the old words are never shown again. It is kept in memory only, so that nothing of a text that is withdrawn
lives on.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

import structlog

from service.briefings.overtaking import overtaken_among
from service.briefings.periods import period
from service.briefings.rewriting import accept
from service.briefings.summary import Budget, summarise
from service.briefings.values import Abstract, Briefing, BriefingRequest, BriefItem, CitedSentence
from service.chores import Chore
from service.egress import Stopping, asked_pause
from service.errors import Unanswered, Unreachable
from service.rewriting.allowance import Allowance, Booking
from service.rewriting.client import LanguageModel, Reply, Unusable

STORIES = 20
"""So many of the briefing that is given where no period is asked for are kept in other words."""
GIVEN = Budget(sentences=10, words=600, least=10)
"""What the model is given of a story."""
LEAST_GIVEN = 3
"""Sentences below which there is nothing to condense."""
CALM = 5.0
"""Seconds between two looks at the desk, however much comes in."""
FIRST_REST, LONGEST_REST = 5.0, 600.0
"""Seconds to rest after a failure; doubled with each further one."""
TRIES = 2
"""How often one revision is tried with a model that answers, but not with what it was asked for."""
KEPT = 500
"""Revisions kept."""

_Key = tuple[str, int]
_NOTHING = Abstract(())
_log = structlog.stdlib.get_logger("newsfold.rewriting")


class Briefings(Protocol):
    """What it reads: the desk."""

    def brief(self, request: BriefingRequest) -> Briefing:
        """Ranked stories over a period."""
        ...

    def newest(self, now: datetime) -> datetime | None:
        """The time of the latest report on file."""
        ...


@dataclass(slots=True)
class _Patience:
    """How the endpoint has been faring."""

    failures: int = 0
    not_before: datetime | None = None


class Rewriter:
    """Safe to read from several threads while its chore works."""

    def __init__(
        self, desk: Briefings, model: LanguageModel, allowance: Allowance, clock: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._model = model
        self._allowance = allowance
        self._clock = clock
        self._guard = Lock()
        self._made: OrderedDict[_Key, Abstract] = OrderedDict()
        self._tried: dict[_Key, int] = {}
        self._patience = _Patience()
        self.chore = Chore("rewriting", self.step)

    def adorn(self, briefing: Briefing) -> Briefing:
        """Add to each story what there is of it in other words."""
        return replace(briefing, items=tuple(self._adorned(item) for item in briefing.items))

    def _adorned(self, item: BriefItem) -> BriefItem:
        with self._guard:
            made = self._made.get(_key(item))
        if made is None:
            return item
        shown = {filed.id for filed in item.outline.articles}
        cited = {place.article_id for sentence in made.sentences for place in sentence.citations}
        return replace(item, abstract=made) if cited <= shown else item

    def step(self) -> float | None:
        """Rewrite what has changed; answers the seconds to rest, None to be woken."""
        now = self._clock()
        rest = (self._patience.not_before - now).total_seconds() if self._patience.not_before else 0.0
        if 0.0 < rest <= LONGEST_REST:  # more than that is a clock that was set back
            return rest
        self._patience.not_before = now + timedelta(seconds=CALM)
        briefing = self._desk.brief(BriefingRequest(now, *period(self._desk.newest(now), now), STORIES))
        for item in briefing.items:
            given = self._due(item)
            if not given:
                continue
            booked = self._allowance.book(self._model.most_tokens(given), self._clock())
            if booked is None:
                _log.warning("no tokens left today", model=self._model.name)
                self._patience.not_before = now + timedelta(seconds=LONGEST_REST)
                return self._allowance.seconds_until_more(now)
            try:
                self._rewrite(_key(item), given, booked)
            except Stopping:
                return None
            except Unreachable as error:
                return self._rest(error)
        return None

    def _due(self, item: BriefItem) -> tuple[CitedSentence, ...]:
        """What to give the model of a story; nothing where that was done, or is not worth it."""
        with self._guard:
            if _key(item) in self._made:
                return ()
        articles = item.outline.articles
        given = summarise(articles, GIVEN, overtaken=overtaken_among(articles))
        return given if len(given) >= LEAST_GIVEN else ()

    def _rewrite(self, key: _Key, given: tuple[CitedSentence, ...], booked: Booking) -> None:
        """Have one story told in other words, and count what that has cost.

        Whoever got the sentences and gave no answer may have been at work on them: what was booked stays booked.
        """
        try:
            reply: Reply = self._model.rewrite(given)
        except Unanswered:
            raise
        except Unusable as error:
            self._tried[key] = self._tried.get(key, 0) + 1
            if error.tokens and self._tried[key] >= TRIES:
                self._keep(key, _NOTHING)
            self._allowance.settle(booked, error.tokens)
            raise
        except Unreachable:
            self._allowance.settle(booked, 0)
            raise
        self._patience.failures = 0
        made = replace(accept(reply.claimed, given), by=self._model.name)
        _log.info(
            "rewritten", story=key[0], kept=len(made.sentences), refused=[one.why for one in made.refused]
        )
        self._keep(key, made)
        self._allowance.settle(booked, reply.tokens)

    def _keep(self, key: _Key, made: Abstract) -> None:
        self._tried.pop(key, None)
        with self._guard:
            self._made[key] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)

    def _rest(self, error: Unreachable) -> float:
        now, longest = self._clock(), timedelta(seconds=LONGEST_REST)
        asked = asked_pause(error.retry_after if isinstance(error, Unusable) else "", now, longest)
        rest = min(max(FIRST_REST * 2.0**self._patience.failures, asked.total_seconds()), LONGEST_REST)
        self._patience.failures = min(self._patience.failures + 1, 10)
        self._patience.not_before = now + timedelta(seconds=rest)
        _log.warning("not rewritten", model=self._model.name, reason=str(error), seconds_until_next_try=rest)
        return rest


def _key(item: BriefItem) -> _Key:
    return item.outline.story.id, item.outline.story.revision
