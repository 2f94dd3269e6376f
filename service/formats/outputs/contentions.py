"""Numbers on which sources differ, each as one line for people: who says which, with a few words of the sentence."""

from service.briefings.values import BriefItem, Disagreement, FigureClaim
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import UNNAMED

MOST_LINES = 4
"""Of one story; the JSON has them all."""
_MOST_NUMBERS = 5
_AROUND = 45
"""Characters of the sentence shown on either side of a number."""
_ALONE = "Told beside it: "
"""Of what only one says, near a number on which others differ: troops in one region, of all that were sent."""
_OPENINGS = {
    "contested": "Sources differ on ",
    "revised": "Revised: ",
    "compatible": "Can all be right: ",
}


def contention_lines(item: BriefItem) -> tuple[str, ...]:
    """One line for each number on which the sources of a story differ, those contested first."""
    return tuple(map(_line, item.disagreements[:MOST_LINES]))


def _line(disagreement: Disagreement) -> str:
    by_number: dict[tuple[float, float | None], list[FigureClaim]] = {}
    for claim in disagreement.claims:
        by_number.setdefault((claim.value, claim.upper), []).append(claim)
    said = list(map(_number, by_number.values()))
    more = [f"{len(said) - _MOST_NUMBERS} more"] if len(said) > _MOST_NUMBERS else []
    about = f"the number of {disagreement.about}" if disagreement.is_count else disagreement.about
    opening = _OPENINGS[disagreement.status] if len(disagreement.claims) > 1 else _ALONE
    return one_line(f"{opening}{about}: {' · '.join([*said[:_MOST_NUMBERS], *more])}")


def _number(claims: list[FigureClaim]) -> str:
    """``nearly 12,000 (North Wire, Pell Post, quoting Seoul: "... sent nearly 12,000 troops ...")``."""
    first = claims[0]
    names = dict.fromkeys(one_line(claim.source or "") or UNNAMED for claim in claims)
    quoting = f", quoting {first.attributed_to}" if first.attributed_to else ""
    return f"{first.said} ({', '.join(names)}{quoting}: “{_excerpt(first)}”)"


def _excerpt(claim: FigureClaim) -> str:
    """The words around the number, cut at spaces."""
    quote, at = claim.quote, max(0, claim.quote.find(claim.said))
    start, end = max(0, at - _AROUND), min(len(quote), at + len(claim.said) + _AROUND)
    if start:
        start = quote.find(" ", start, at) + 1 or start
    if end < len(quote):
        space = quote.rfind(" ", at + len(claim.said), end)
        end = space if space > 0 else end
    return f"{'… ' if start else ''}{quote[start:end]}{' …' if end < len(quote) else ''}"
