"""The numbers on which the sources of a story differ, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.briefings.values import Disagreement, FigureClaim
from service.formats.outputs.contentions import UNNAMED

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


def disputes_of(disagreements: Sequence[Disagreement]) -> tuple[Dispute, ...]:
    """Lay out the disagreements of a story."""
    return tuple(
        Dispute(
            about=one.about,
            status=one.status,
            words=STATUS.get(one.status, one.status),
            claims=tuple(_claim(claim) for claim in one.claims),
        )
        for one in disagreements
    )


def _claim(claim: FigureClaim) -> Claim:
    in_text = claim.field == "text"
    return Claim(
        said=claim.said,
        quote=claim.quote,
        article_id=claim.article_id,
        source=claim.source or UNNAMED,
        at=claim.published_at,
        start=claim.start if in_text else None,
        end=claim.end if in_text else None,
    )
