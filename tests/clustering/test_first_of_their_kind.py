"""With the real model and the shipped fusion, where few reports of the kind are around: look-alikes are told apart.

So it is with the first reports of a desk, and on a full one with the first of their kind.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations

import pytest

from embeddings import Encoder
from service.clustering.sides.scales import NEAREST
from service.demo import demo_lines
from service.desk import Desk
from service.formats.reading import read
from service.model import Article, Submission
from service.stores.memory import MemoryStore

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

Told = tuple[str, str]
"""Title and text of a report."""
PORT = (
    "Ferry hits pier in Ancona, 30 hurt",
    "A ferry from Split hit a pier in the Italian port of Ancona in fog on Tuesday morning and 30 passengers were "
    "hurt. The coast guard said that the Dalmata had been too fast. Her captain was questioned.",
)
PORT_AGAIN = (
    "Fog blamed as Dalmata rams quay",
    "Thirty travellers had bruises and broken bones after the Croatian ship Dalmata rammed the quay at Ancona. "
    "Visibility was below a hundred metres, the harbour master said on Tuesday.",
)
LAKE = (
    "Ferry capsizes on Lake Tanganyika, 15 dead",
    "A ferry from Kigoma capsized on Lake Tanganyika in a storm on Tuesday morning and 15 passengers drowned. The "
    "coast guard said that the boat had been overloaded. Its captain was missing.",
)
SENTENCED = (
    "Treasurer jailed for fraud in Namur",
    "A court in Namur sentenced the former treasurer Luc Berthoin to five years in prison for fraud on Friday. The "
    "judge said he had abused the trust of the town. His lawyer said he would appeal.",
)
SENTENCED_AGAIN = (
    "Five years for Berthoin",
    "Luc Berthoin must go to prison. The former keeper of Namur's purse had moved two million euros to accounts in "
    "Luxembourg, judges found on Friday; he called the ruling a scandal.",
)
PHARMACIST = (
    "Pharmacist jailed for diluting drugs in Leipzig",
    "A court in Leipzig sentenced the pharmacist Jens Ahlers to nine years in prison for diluting drugs on Friday. The "
    "judge said he had abused the trust of the sick. His lawyer said he would appeal.",
)
MATCH = (
    "Torvik beat Skarnes 3-1",
    "Torvik beat Skarnes 3-1 on Saturday to go second. Even Lunde scored twice in the second half.",
)
OTHER_MATCH = (
    "Calder beat Penmoor 2-0",
    "Calder beat Penmoor 2-0 on Saturday to go fifth. Joe Hallam scored twice in the first half.",
)


def stories(
    reports: Sequence[Told], encoder: Encoder, before: Sequence[Submission] = ()
) -> set[frozenset[str]]:
    """The titles that are told together, of these reports on a desk with nothing but what came before."""
    store = MemoryStore()
    articles = [Article(str(number), *told) for number, told in enumerate(reports)]
    Desk(store, encoder).receive([*before, *(Submission(article) for article in articles)], NOW)
    told: dict[str, set[str]] = {}
    for article in articles:
        filed = store.article(article.id)
        assert filed is not None
        told.setdefault(filed.story_id, set()).add(article.title)
    return {frozenset(titles) for titles in told.values()}


@pytest.mark.parametrize(
    ("one", "again", "other"),
    [(PORT, PORT_AGAIN, LAKE), (SENTENCED, SENTENCED_AGAIN, PHARMACIST)],
    ids=["ferries", "verdicts"],
)
def test_an_event_told_twice_is_one_story_and_its_look_alike_another(
    one: Told, again: Told, other: Told, encoder: Encoder
) -> None:
    for order in permutations((one, again, other)):
        assert stories(order, encoder) == {frozenset({one[0], again[0]}), frozenset({other[0]})}


def test_matches_of_other_clubs_are_other_stories(encoder: Encoder) -> None:
    for order in permutations((MATCH, OTHER_MATCH)):
        assert stories(order, encoder) == {frozenset({MATCH[0]}), frozenset({OTHER_MATCH[0]})}


def test_look_alikes_stay_apart_among_the_first_reports_of_all_sorts(encoder: Encoder) -> None:
    page = [PORT, SENTENCED, MATCH, LAKE, PHARMACIST, OTHER_MATCH, PORT_AGAIN, SENTENCED_AGAIN]
    apart = {frozenset({told[0]}) for told in (LAKE, PHARMACIST, MATCH, OTHER_MATCH)}
    together = {frozenset({PORT[0], PORT_AGAIN[0]}), frozenset({SENTENCED[0], SENTENCED_AGAIN[0]})}
    for order in (page, page[::-1]):
        assert stories(order, encoder) == apart | together


def test_look_alikes_stay_apart_on_a_desk_full_of_other_matters(encoder: Encoder) -> None:
    others = read(demo_lines(), name="the demo reports", now=NOW).submissions
    assert len(others) > 0.9 * NEAREST
    for page in permutations((SENTENCED, PHARMACIST, SENTENCED_AGAIN)):
        assert stories(page, encoder, others) == {
            frozenset({SENTENCED[0], SENTENCED_AGAIN[0]}),
            frozenset({PHARMACIST[0]}),
        }
