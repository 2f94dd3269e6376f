"""What ``newsfold doctor`` finds, and how it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``remedy`` is there when it is wrong."""

    topic: str
    says: str
    remedy: str | None = None


def render(findings: Sequence[Finding]) -> Iterator[str]:
    """Lay the findings out for a terminal, and sum up."""
    width = max(len(finding.topic) for finding in findings)
    for finding in findings:
        yield f"{'WRONG' if finding.remedy else 'ok':5}  {finding.topic:{width}}  {finding.says}"
        if finding.remedy:
            yield f"{'':5}  {'':{width}}  what to do: {finding.remedy}"
    wrong = sum(finding.remedy is not None for finding in findings)
    yield f"wrong: {wrong} of {len(findings)}" if wrong else "all is well"
