"""Two look-alike events in one story, and one event told in many ways."""

import random
from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.fusion import shipped_calibration
from service.clustering.parts import Parting, part_in_two
from service.clustering.reconcile import find_parting
from service.model import Constraint, Link
from tests.clustering.support import NOON, evidence, window_of

_SUBJECT = "Champion {name} kept the heavyweight title on Saturday, stopping {other} in round {n} in {place}"
_TELLINGS = (
    "{other} was floored twice before {place} referee {ref} stepped in, and promoters praised {name}",
    "a crowd of {crowd} in {place} saw {other} fade after a bright start against {name}",
    "{ref} waved it off; {other} protested, and trainers in {place} agreed the stoppage came late",
    "{name} landed {n} clean rights; {other} said through a translator that {ref} had saved his career",
    "{other}, a late replacement, had promised {place} a war, and {crowd} people came to see {ref} end it",
    "judges had {name} ahead of {other} when {ref} intervened before {crowd} spectators in {place}",
)
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
    return part_in_two(members, shipped_calibration().parting)


def test_two_fights_of_one_champion_are_two_events() -> None:
    parting = _parted(_reports("r", _RAMON, 0) + _reports("d", _DREWE, 20))
    assert parting is not None
    assert parting.probability > 0.6
    assert {frozenset(parting.staying), frozenset(parting.leaving)} == {
        frozenset(f"{side}{place}" for place in range(6)) for side in "rd"
    }


def test_one_fight_in_six_tellings_is_one_event() -> None:
    parting = _parted(_reports("r", _RAMON, 0))
    assert parting is None or parting.probability < 0.6


def test_the_order_of_the_members_changes_nothing() -> None:
    members = _reports("r", _RAMON, 0) + _reports("d", _DREWE, 20)
    shuffled = random.Random(3).sample(members, len(members))
    one, other = _parted(members), _parted(shuffled)
    assert one is not None
    assert other is not None
    assert {frozenset(one.staying), frozenset(one.leaving)} == {
        frozenset(other.staying),
        frozenset(other.leaving),
    }
    assert one.probability == pytest.approx(other.probability)


def test_copies_count_once_and_follow_their_origin() -> None:
    members = _reports("r", _RAMON, 0) + _reports("d", _DREWE, 20)
    copies = [replace(members[0], article_id=f"copy{place}") for place in range(9)]
    alone, copied = _parted(members), _parted(members + copies)
    assert alone is not None
    assert copied is not None
    assert copied.probability == alone.probability
    assert {f"copy{place}" for place in range(9)} < set(copied.staying)
    assert "r0" in copied.staying


def test_too_few_origins_tell_nothing() -> None:
    few = _reports("r", _RAMON, 0)[:2] + _reports("d", _DREWE, 20)[:2]
    assert _parted(few) is None
    assert _parted([replace(few[0], article_id=f"copy{place}") for place in range(8)]) is None


@pytest.mark.usefixtures("shipped_calibration")
def test_what_an_editor_has_tied_together_is_not_parted() -> None:
    members = _reports("r", _RAMON, 0) + _reports("d", _DREWE, 20)
    window = window_of({"fights": members})
    assert find_parting("fights", window) is not None
    window.constrain(Constraint(Link.MUST, "r1", "d4", NOON))
    assert find_parting("fights", window) is None
