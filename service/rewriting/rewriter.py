"""Keeps the stories of the latest briefing in other words, as far as money and the endpoint allow.

Of several processes at one desk, one at a time asks the model, and all show what it said: see
:mod:`service.rewriting.shelf`. Whoever has the lease looks first what others have left there before they gave it back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from service.briefings.as_told import as_told
from service.briefings.overtaking import overtaken_among
from service.briefings.periods import period
from service.briefings.summary import Budget, summarise
from service.briefings.values import Briefing, BriefingRequest, BriefItem
from service.chores import Chore
from service.egress import Stopping, asked_pause
from service.errors import Unanswered, Unreachable
from service.ports import Leases, Rewritings
from service.rewriting.allowance import Allowance, Booking
from service.rewriting.client import LanguageModel, Reply, Unusable
from service.rewriting.shelf import Due, Shelf, due

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
"""How often the same is asked of a model that answers, but not with what it was asked for."""
LEASE = "rewriting"
SPARE_SECONDS = 30.0
"""How much longer than an answer may take a process may ask without saying that it still does."""

_log = structlog.stdlib.get_logger("newsfold.rewriting")


class Briefings(Protocol):
    """What it reads: the desk."""

    def brief(self, request: BriefingRequest) -> Briefing:
        """Ranked stories over a period."""
        ...

    def newest(self, now: datetime) -> datetime | None:
        """The time of the latest report on file."""
        ...

    @property
    def rewritings(self) -> Rewritings:
        """What a model has said already."""
        ...

    @property
    def leases(self) -> Leases:
        """Which process may ask."""
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
        self._shelf = Shelf(model.name, desk.rewritings)
        self._tried: dict[str, int] = {}
        self._patience = _Patience()
        self.chore = Chore("rewriting", self.step)

    def adorn(self, briefing: Briefing) -> Briefing:
        """Add to each story what there is of it in other words."""
        return replace(briefing, items=tuple(self._adorned(item) for item in briefing.items))

    def _adorned(self, item: BriefItem) -> BriefItem:
        made = self._shelf.made(item)
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
        lacking = self._shelf.take([one for item in briefing.items if (one := self._due(item))])
        if not lacking:
            return None
        if not self._may_ask():
            return CALM
        try:
            return self._ask(self._shelf.take(lacking))
        finally:
            self._desk.leases.give_back(LEASE)

    def _due(self, item: BriefItem) -> Due | None:
        """What to ask of a story; None where that was done, or is not worth it."""
        if self._shelf.made(item):
            return None
        reports = list(map(as_told, item.outline.articles))
        given = summarise(reports, GIVEN, overtaken=overtaken_among(reports), headline=item.outline.headline)
        return due(item, given, self._model.question(given)) if len(given) >= LEAST_GIVEN else None

    def _may_ask(self) -> bool:
        """Whether this process asks, and goes on to until one call is over."""
        return self._desk.leases.take(LEASE, self._model.seconds + SPARE_SECONDS)

    def _ask(self, lacking: Sequence[Due]) -> float | None:
        for one in lacking:
            if not self._may_ask():
                return CALM
            now = self._clock()
            booked = self._allowance.book(self._model.most_tokens(one.given), now)
            if booked is None:
                _log.warning("no tokens left today", model=self._model.name)
                self._patience.not_before = now + timedelta(seconds=LONGEST_REST)
                return self._allowance.seconds_until_more(now)
            try:
                self._rewrite(one, booked)
            except Stopping:
                return None
            except Unreachable as error:
                return self._rest(error)
        return None

    def _rewrite(self, one: Due, booked: Booking) -> None:
        """Have one story told in other words, and count what that has cost.

        Whoever got the sentences and gave no answer may have been at work on them: what was booked stays booked.
        """
        try:
            reply: Reply = self._model.rewrite(one.given)
        except Unanswered:
            raise
        except Unusable as error:
            self._tried[one.made_from] = self._tried.get(one.made_from, 0) + 1
            if error.tokens and self._tried[one.made_from] >= TRIES:
                self._tried.pop(one.made_from)
                self._shelf.put(one, ())
            self._allowance.settle(booked, error.tokens)
            raise
        except Unreachable:
            self._allowance.settle(booked, 0)
            raise
        self._patience.failures = 0
        self._tried.pop(one.made_from, None)
        made = self._shelf.put(one, reply.claimed)
        _log.info(
            "rewritten",
            story=one.story_id,
            kept=len(made.sentences),
            refused=[gone.why for gone in made.refused],
        )
        self._allowance.settle(booked, reply.tokens)

    def _rest(self, error: Unreachable) -> float:
        now, longest = self._clock(), timedelta(seconds=LONGEST_REST)
        asked = asked_pause(error.retry_after if isinstance(error, Unusable) else "", now, longest)
        rest = min(max(FIRST_REST * 2.0**self._patience.failures, asked.total_seconds()), LONGEST_REST)
        self._patience.failures = min(self._patience.failures + 1, 10)
        self._patience.not_before = now + timedelta(seconds=rest)
        _log.warning("not rewritten", model=self._model.name, reason=str(error), seconds_until_next_try=rest)
        return rest
