"""What the choice adds up must be what the weights say of the whole, and no exchange of a sentence be worth more."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.briefings.summary.budget import Budget
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.briefings.summary.salience import FITTED, parse_salience, shipped_salience
from service.briefings.summary.selection import _Draft, _Values, choose
from service.briefings.wording.quotable import Grade
from service.model import FiledArticle

File = Callable[..., FiledArticle]

TEXTS = (
    "The council of Orr voted on Monday to close the old bridge to lorries. It will stay open to cars. "
    'Mayor Ilse Vann said: "We had no other choice after the report of the engineers." '
    "Repairs will cost 4.1 million crowns and take until the spring of next year.",
    "Lorries may not use the old bridge of Orr from Tuesday, the council decided on Monday night. "
    "Hauliers said that the detour would cost them two hours on every trip to the coast. "
    "They want the northern road to be widened before the winter.",
    "A bridge from 1911 is too weak for lorries, engineers told the council of Orr in a report of 80 pages.",
)


@pytest.fixture(scope="module")
def material(file: File) -> Material:
    articles = [
        file(name, text, title="Orr closes bridge to lorries")
        for name, text in zip("abc", TEXTS, strict=True)
    ]
    return Material(gather(articles), Budget(words=40))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_gains_add_up_to_what_the_whole_is_worth(material: Material, data: st.DataObject) -> None:
    weights = shipped_salience().weights(material.typical)
    vector = np.array([weights[name] for name in FITTED])
    order = data.draw(st.permutations(range(len(material.candidates))))
    draft, nothing = _Draft(material, _Values(material, weights)), float(vector @ material.measure([]))
    for index in order:
        gain = float(draft.gains()[index])
        if np.isfinite(gain):
            before = draft.worth
            draft.take(index)
            assert draft.worth - before == pytest.approx(gain, abs=1e-9)
            whole = float(vector @ material.measure(draft.chosen))
            assert draft.worth == pytest.approx(whole - nothing, abs=1e-9)


def test_a_sentence_that_leans_comes_only_behind_the_one_it_follows(material: Material) -> None:
    leaning = [i for i, c in enumerate(material.candidates) if c.grade is Grade.FOLLOWING]
    assert [material.candidates[i].text for i in leaning] == [
        "It will stay open to cars.",
        "They want the northern road to be widened before the winter.",
    ]
    gains = _Draft(material, _Values(material, shipped_salience().weights(100))).gains()
    assert not np.isfinite(gains[leaning]).any()
    for words in (10, 30, 60, 200):
        for chosen in [choose(Material(material.candidates, Budget(9, words)), shipped_salience())]:
            assert all(index - 1 in chosen for index in chosen if index in leaning)


@pytest.mark.parametrize("sentences", [2, 3, 4])
def test_no_exchange_of_one_sentence_makes_the_whole_worth_more(material: Material, sentences: int) -> None:
    roomy = Material(material.candidates, Budget(sentences, words=300, least=sentences))
    weights = shipped_salience().weights(roomy.typical)
    vector = np.array([weights[name] for name in FITTED])
    chosen = choose(roomy, shipped_salience())
    assert len(chosen) == sentences
    for left_out, index in product(chosen, range(len(roomy.candidates))):
        kept = [one for one in chosen if one != left_out]
        stands = roomy.before[index] in (-1, *kept) and roomy.unlike[index, kept].all()
        led = all(roomy.before[one] in (-1, index, *kept) for one in kept)
        if index not in chosen and stands and led:
            exchanged = vector @ roomy.measure([*kept, index])
            assert exchanged <= vector @ roomy.measure(chosen) + 1e-6


def test_weights_lie_between_those_for_brief_and_for_long_reports() -> None:
    shipped = shipped_salience()
    assert shipped.weights(1)["lead"] == shipped.brief["lead"]
    assert shipped.weights(10**6)["lead"] == shipped.long["lead"]
    low, high = sorted([shipped.brief["lead"], shipped.long["lead"]])
    assert low <= shipped.weights(200)["lead"] <= high
    assert shipped.provenance


def test_weights_that_are_not_all_there_are_refused() -> None:
    with pytest.raises(ValueError, match="should be"):
        parse_salience(
            '{"provenance": "", "brief_words": 1, "long_words": 2, "brief": {}, "long": {}, "by_hand": {}}'
        )
