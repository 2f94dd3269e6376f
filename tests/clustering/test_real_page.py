"""The whole way with the real model and the shipped fusion: what a report is about counts, not what it mentions."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest

from embeddings import Encoder
from service.desk import Desk
from service.model import Article, Relation, Submission
from service.stores.memory import MemoryStore

pytestmark = pytest.mark.model
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

APPEALS = [
    "Ukrainian President Volodymyr Zelenskyy has urged allies to send more air defence systems after Russian missiles "
    "hit power stations around Kharkiv. Zelenskyy said promises made in spring had not arrived by autumn. Russia has "
    "attacked the grid eleven times since August, and some 400,000 households were without light on Sunday.",
    "Ukrainian President Volodymyr Zelenskiy has appealed to western partners not to look on but to deliver air "
    "defence, as strikes on power plants near Kharkiv left much of the region dark. In his evening address Zelenskiy "
    "said each battery that stands unused in a depot is a decision too. Poland and Lithuania have pledged generators.",
    "Ukrainian President Volodymyr Zelensky has called on allied nations to hand over air defence batteries at once to "
    "protect power stations from Russian missiles. Zelensky named no country, but pointed to stocks that lie idle. The "
    "grid operator meanwhile announced blackouts of up to eight hours, and the UN warned of a hard winter.",
    "Ukrainian President Volodymyr Zelenskyy has criticised the slow response of western allies to his requests for "
    "air defence against Russian strikes on the power grid. He spoke after talks with the head of the grid operator. "
    "Analysts say that Moscow wants to wear the country down before the frost. Fighting went on in the east.",
]
NEIGHBOURS = [
    "Russia has launched 60 drones and 20 missiles at Ukraine overnight, setting fire to a power station near Kharkiv "
    "and killing two workers, regional officials said. It was the eleventh attack on the grid since August. "
    "President Zelenskyy has asked allies for air defence.",
    "Poland and Lithuania have agreed to send 300 generators to hospitals in Ukraine and to train engineers who repair "
    "the grid. The ministers of energy of both countries signed the plan in Vilnius on Monday. Strikes on power "
    "stations have left 400,000 Ukrainian households without light.",
    "The UN coordinator for refugees, Amara Osei, warned that as many as a million people may leave Ukraine this "
    "winter if power stations go on burning. Osei told the Security Council that camps in Moldova are full. President "
    "Zelensky had asked allies for air defence the day before.",
    "Russian forces are running short of long-range missiles and fire them in smaller salvoes, according to Norwegian "
    "Colonel Henrik Aas. Aas told reporters in Oslo that factories cannot replace what is spent on the Ukrainian grid. "
    "Cold weather will make repairs slower all the same.",
]


def _stories(articles: Sequence[Article], encoder: Encoder) -> set[frozenset[str]]:
    """The stories that the articles make in this order, and no duplicate among them."""
    store = MemoryStore()
    results = Desk(store, encoder).receive([Submission(article) for article in articles], NOW)
    assert {result.decision.relation for result in results} <= {Relation.NEW_STORY, Relation.SAME_STORY}
    members: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        filed = store.article(article.id)
        assert filed is not None
        members[filed.story_id].add(article.id)
    return set(map(frozenset, members.values()))


@pytest.mark.usefixtures("shipped_calibration")
@pytest.mark.parametrize("seed", range(8))
def test_four_appeals_are_one_story_and_their_neighbours_stay_out(encoder: Encoder, seed: int) -> None:
    page = [Article(f"appeal{n}", text=text) for n, text in enumerate(APPEALS)]
    page += [Article(f"other{n}", text=text) for n, text in enumerate(NEIGHBOURS)]
    Random(seed).shuffle(page)
    stories = _stories(page, encoder)
    assert frozenset(f"appeal{n}" for n in range(4)) in stories
