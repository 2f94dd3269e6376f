"""How the numbers on which sources differ open: one source alone agrees with nobody."""

from dataclasses import replace

import pytest

from service.briefings.values import Briefing
from service.formats.outputs.contentions import contention_lines


@pytest.mark.parametrize(
    ("status", "claims", "opening"),
    [
        ("contested", 2, "Sources differ on the number of "),
        ("compatible", 2, "Can all be right: the number of "),
        ("compatible", 1, "Told beside it: the number of "),
    ],
)
def test_they_open_by_how_they_differ(front_page: Briefing, status: str, claims: int, opening: str) -> None:
    item = next(one for one in front_page.items if one.disagreements)
    told = replace(item.disagreements[0], status=status, claims=item.disagreements[0].claims[:claims])
    [line] = contention_lines(replace(item, disagreements=(told,)))
    assert line.startswith(opening + told.about)
