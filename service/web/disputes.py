"""The numbers on which the sources of a story differ, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.briefings.values import Disagreement, FigureClaim
from service.formats.outputs.names import UNNAMED

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
    others: tuple["Claim", ...] = ()
    """What other reports say in the same words, of the same place."""


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
            claims=tuple(_together(same) for same in _alike(one.claims)),
        )
        for one in disagreements
    )


def _alike(claims: Sequence[FigureClaim]) -> list[list[FigureClaim]]:
    """Put together what is claimed alike, in the order in which it was first claimed."""
    found: dict[tuple[object, ...], list[FigureClaim]] = {}
    for one in claims:
        same = (one.value, one.upper, one.modifier, one.said.casefold(), one.place.casefold())
        found.setdefault(same, []).append(one)
    return list(found.values())


def _together(same: Sequence[FigureClaim]) -> Claim:
    first, *others = map(_claim, same)
    return replace(first, others=tuple(others))


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
