"""Briefings on the command line: over everything given, or over what is newest on a desk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.briefings.periods import period
from service.briefings.values import Briefing, BriefingRequest
from service.cli.oneshot import OneShotDesk
from service.cli.terminal import Advance
from service.desk import Desk
from service.formats.outputs.site import Site
from service.formats.outputs.styles import Style
from service.formats.outputs.writing import WRITERS
from service.model import Submission


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the stories are to be told."""

    limit: int
    source: str | None
    language: str | None
    min_origins: int
    words: int | None = None


def brief_on(
    reports: Sequence[Submission], work: OneShotDesk, now: datetime, choice: Choice, advance: Advance
) -> Briefing:
    """Fold the reports and brief on all of them."""
    work.fold(reports, now, advance)
    return work.desk.brief(
        BriefingRequest(
            now,
            since=work.earliest() or now,
            # The newest report is to be in: periods end before ``until``.
            until=(work.desk.newest(now) or now) + timedelta.resolution,
            limit=choice.limit,
            source=choice.source,
            language=choice.language,
            min_origins=choice.min_origins,
            words=choice.words,
        )
    )


def recent_briefing(desk: Desk, now: datetime, *, limit: int) -> Briefing:
    """Brief on the period that a briefing is about where none is asked for."""
    since, until = period(desk.newest(now), now)
    return desk.brief(BriefingRequest(now, since, until, limit=limit))


def written(briefing: Briefing, style: Style, site: Site) -> str:
    """Write a briefing in this format."""
    document = WRITERS[style].write(briefing, site)
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=2)
