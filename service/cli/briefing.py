"""Briefings on the command line: over everything given, or over what is newest on a desk."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from service.briefings.values import Briefing, BriefingRequest
from service.cli.choices import BriefFormat
from service.cli.oneshot import OneShotDesk
from service.cli.terminal import Advance
from service.desk import Desk
from service.formats.briefing_json import briefing_json
from service.formats.html import briefing_html
from service.formats.markdown import briefing_markdown
from service.model import Submission

RECENT = timedelta(days=3)
_JUST_AFTER = timedelta(microseconds=1)
"""Periods end before ``until``; the newest report is to be in."""


def brief_on(
    reports: Sequence[Submission],
    work: OneShotDesk,
    now: datetime,
    *,
    limit: int,
    style: BriefFormat,
    advance: Advance,
) -> str:
    """Fold the reports and write a briefing on all of them."""
    work.fold(reports, now, advance)
    since, until = work.earliest() or now, (work.desk.newest() or now) + _JUST_AFTER
    return written(work.desk.brief(BriefingRequest(now, since, until, limit=limit)), style)


def recent_briefing(desk: Desk, now: datetime, *, limit: int) -> Briefing:
    """Brief on the three days up to the newest report on file."""
    newest = desk.newest() or now
    return desk.brief(BriefingRequest(now, newest - RECENT, newest + _JUST_AFTER, limit=limit))


def written(briefing: Briefing, style: BriefFormat) -> str:
    """Write a briefing in this format."""
    match style:
        case BriefFormat.MARKDOWN:
            return briefing_markdown(briefing)
        case BriefFormat.HTML:
            return briefing_html(briefing)
        case BriefFormat.JSON:
            return json.dumps(briefing_json(briefing), ensure_ascii=False, indent=2)
