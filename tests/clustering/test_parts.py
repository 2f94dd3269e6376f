"""Two look-alike events in one story, and one event told in many ways."""

import random
from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.likeness.surroundings import look_around
from service.clustering.parts import Parting, part_in_two
from service.clustering.reconcile import find_parting
from service.clustering.sides.voices import Voices
from service.model import Constraint, Link
from tests.clustering.support import NOON, around, evidence, window_of

pytestmark = pytest.mark.usefixtures("shipped_calibration")

_SUBJECT = "Champion {name} kept the heavyweight title on Saturday, stopping {other} in round {n} in {place}"
_TELLINGS = (
    "{other} was floored twice before {place} referee {ref} stepped in, and promoters praised {name}",
    "a crowd of {crowd} in {place} saw {other} fade after a bright start against {name}",
    "{ref} waved it off; {other} protested, and trainers in {place} agreed the stoppage came late",
    "{name} landed {n} clean rights; {other} said through a translator that {ref} had saved his career",
    "{other}, a late replacement, had promised {place} a war, and {crowd} people came to see {ref} end it",
    "judges had {name} ahead of {other} when {ref} intervened before {crowd} spectators in {place}",
)
ELSEWHERE = 68
"""Degrees between the two fights: a cosine of .37, as reports of two events of one kind have."""
_RAMON = {"other": "Ramon Tuulik", "n": "7", "place": "Marrow Bay", "ref": "Silvia Okonjo", "crowd": "14000"}
_DREWE = {"other": "Asher Drewe", "n": "3", "place": "Port Calder", "ref": "Len Hartog", "crowd": "9500"}


def _reports(prefix: str, names: dict[str, str], degrees: float) -> list[Evidence]:
    return [
        evidence(
            f"{prefix}{place}",
            degrees + place,
            text=f"{_SUBJECT}. On the night, {telling}.".format(name="Viktor Halden", **names),
            hours=place,
        )
        for place, telling in enumerate(_TELLINGS)
    ]


def _parted(members: list[Evidence]) -> Parting | None:
    window = window_of({"fights": members})
    live = window.members("fights")
    return part_in_two(Voices(live), look_around(live[0], window), window)


def _sides(parting: Parting | None) -> set[frozenset[str]]:
    assert parting is not None
    return {frozenset(parting.staying), frozenset(parting.leaving)}


BOTH = {frozenset(f"{side}{place}" for place in range(4)) for side in "rd"}


def test_two_fights_of_one_champion_come_apart() -> None:
    members = _reports("r", _RAMON, 0)[:4] + _reports("d", _DREWE, ELSEWHERE)[:4]
    window = window_of({"fights": members})
    assert _sides(find_parting("fights", around("r0", window), window)) == BOTH


def test_one_fight_in_six_tellings_is_one_event() -> None:
    window = window_of({"fight": _reports("r", _RAMON, 0)})
    assert find_parting("fight", around("r0", window), window) is None


def test_another_count_of_the_crowd_does_not_part_a_story() -> None:
    members = [
        *_reports("r", _RAMON, 0)[:3],
        *_reports("q", _RAMON | {"crowd": "11000"}, 0)[3:],
    ]
    window = window_of({"fight": members})
    assert find_parting("fight", around("r0", window), window) is None


def test_the_order_of_the_members_changes_nothing() -> None:
    members = _reports("r", _RAMON, 0)[:4] + _reports("d", _DREWE, ELSEWHERE)[:4]
    window = window_of({"fights": members})
    live = window.members("fights")
    seen = look_around(live[0], window)
    one = part_in_two(Voices(live), seen, window)
    other = part_in_two(Voices(random.Random(3).sample(live, len(live))), seen, window)
    assert _sides(one) == _sides(other) == BOTH
    assert one is not None
    assert other is not None
    assert one.probability == pytest.approx(other.probability)


def test_copies_count_once_and_follow_their_origin() -> None:
    members = _reports("r", _RAMON, 0)[:4] + _reports("d", _DREWE, ELSEWHERE)[:4]
    copies = [replace(members[0], article_id=f"copy{place}") for place in range(9)]
    parting = _parted(members + copies)
    own, others = sorted(_sides(parting), key=len, reverse=True)
    assert own == {f"r{place}" for place in range(4)} | {one.article_id for one in copies}
    assert others == {f"d{place}" for place in range(4)}


def test_two_origins_are_told_apart_by_a_form_alone_and_copies_never() -> None:
    ramon, drewe = _reports("r", _RAMON, 0), _reports("d", _DREWE, ELSEWHERE)
    assert _sides(_parted([ramon[0], drewe[0]])) == {frozenset({"r0"}), frozenset({"d0"})}
    assert _parted([ramon[0], drewe[3]]) is None
    assert _parted([replace(ramon[0], article_id=f"copy{place}") for place in range(8)]) is None


def test_what_an_editor_has_tied_together_is_not_parted() -> None:
    members = _reports("r", _RAMON, 0)[:4] + _reports("d", _DREWE, ELSEWHERE)[:4]
    window = window_of({"fights": members})
    window.constrain(Constraint(Link.MUST, "r1", "d3", NOON))
    assert find_parting("fights", around("r0", window), window) is None
