"""The numbers on which the sources of a story differ, where the briefing knows of any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

STATUS = {
    "contested": "contested: the sources differ",
    "revised": "revised: later reports correct earlier ones",
    "compatible": "compatible: the numbers can all be right",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says."""

    said: str
    quote: str
    article_id: str
    source: str
    at: datetime | None
    start: int | None
    """Where the quote stands in the text; None where that is not known, or it stands in the title."""
    end: int | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One number."""

    about: str
    status: str
    words: str
    claims: tuple[Claim, ...]


def disputes_of(item: object) -> tuple[Dispute, ...]:
    """Lay out the disagreements of a story of a briefing; none where it tells of none."""
    found: Iterable[Any] = getattr(item, "disagreements", ())
    return tuple(
        Dispute(
            about=str(one.about),
            status=str(one.status),
            words=STATUS.get(str(one.status), str(one.status)),
            claims=tuple(_claim(claim) for claim in one.claims),
        )
        for one in found
    )


def _claim(claim: Any) -> Claim:  # noqa: ANN401 - a value that may not be there yet
    in_text = getattr(claim, "field", "") == "text"
    return Claim(
        said=str(getattr(claim, "said", "") or claim.value),
        quote=str(claim.quote),
        article_id=str(claim.article_id),
        source=claim.source or "unnamed source",
        at=claim.published_at,
        start=claim.start if in_text else None,
        end=claim.end if in_text else None,
    )
