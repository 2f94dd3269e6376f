"""Briefings on the command line: over everything given, or over what is newest on a desk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.briefings.values import Briefing, BriefingRequest
from service.cli.oneshot import OneShotDesk
from service.cli.terminal import Advance
from service.desk import Desk
from service.formats.outputs.site import Site
from service.formats.outputs.styles import Style
from service.formats.outputs.writing import WRITERS
from service.model import Submission

RECENT = timedelta(days=3)
_JUST_AFTER = timedelta(microseconds=1)
"""Periods end before ``until``; the newest report is to be in."""


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
            until=(work.desk.newest(now) or now) + _JUST_AFTER,
            limit=choice.limit,
            source=choice.source,
            language=choice.language,
            min_origins=choice.min_origins,
            words=choice.words,
        )
    )


def recent_briefing(desk: Desk, now: datetime, *, limit: int) -> Briefing:
    """Brief on the three days up to the newest report on file."""
    newest = desk.newest(now) or now
    return desk.brief(BriefingRequest(now, newest - RECENT, newest + _JUST_AFTER, limit=limit))


def written(briefing: Briefing, style: Style, site: Site) -> str:
    """Write a briefing in this format."""
    document = WRITERS[style].write(briefing, site)
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=2)
