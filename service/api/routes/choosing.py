"""Which stories are asked for: the parameters that briefings and feeds share."""

from typing import Annotated

from fastapi import Depends, Query, Request

from service.api.dependencies import DeskDep
from service.api.parsing.parameters import MinOrigins, Moment, PageLimit, Sought, Words
from service.api.problems import ProblemError, invalid_parameter
from service.briefings.periods import MOST_HOURS, period
from service.briefings.values import BriefingRequest
from service.formats.links import is_web_link
from service.formats.outputs.site import Site, site_at
from service.front.front import FrontDep, NowDep

_NONSENSE = "http://localhost"
"""Stands for an address that no client can have meant."""

Hours = Annotated[
    float | None, Query(gt=0, le=MOST_HOURS, description="The last so many hours, up to `until`")
]
PerStoryline = Annotated[
    int,
    Query(
        ge=1,
        le=1000,
        description="After so many stories of one storyline, the rest of it comes last",
    ),
]


def _chosen(  # noqa: PLR0913, PLR0917 - one for each parameter
    desk: DeskDep,
    now: NowDep,
    since: Annotated[Moment | None, Query(description="Newest report at or after")] = None,
    until: Annotated[
        Moment | None, Query(description="Newest report before; by default, up to the newest on file")
    ] = None,
    hours: Hours = None,
    limit: PageLimit = 20,
    source: Annotated[Words, Query(description="Only stories with a report from this source")] = None,
    language: Annotated[
        Words, Query(description="Only stories with a report in this language; `de` finds `de-AT` too")
    ] = None,
    min_origins: MinOrigins = 1,
    per_storyline: PerStoryline = 3,
    words: Annotated[
        int | None,
        Query(
            ge=10,
            le=1_000,
            description="Length of a summary in words, roughly; otherwise two to five sentences",
        ),
    ] = None,
    q: Sought = None,
) -> BriefingRequest:
    """Gather the parameters; without a period it is the 72 hours up to the newest report on file, or to `until`."""
    if since is not None and hours is not None:
        raise ProblemError(invalid_parameter("since and hours cannot be combined"))
    start, end = period(desk.newest(now), now, since, hours, until)
    if until is not None and until <= start:
        raise ProblemError(invalid_parameter("until must be later than since"))
    return BriefingRequest(
        now,
        start,
        end,
        limit,
        min_origins,
        source,
        language,
        per_storyline=per_storyline,
        words=words,
        text=q,
        closed=until is not None,
    )


def _site(request: Request, front: FrontDep) -> Site:
    """The service as the one who asks reaches it."""
    reached_at = str(request.base_url).rstrip("/")
    return site_at(front.public_url, reached_at if is_web_link(reached_at) else _NONSENSE)


ChoiceDep = Annotated[BriefingRequest, Depends(_chosen)]
SiteDep = Annotated[Site, Depends(_site)]
