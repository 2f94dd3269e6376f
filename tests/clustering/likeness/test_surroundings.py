"""What an article shares with all around it says nothing; what it shares with a few says much."""

import numpy as np
import numpy.typing as npt
import pytest

from embeddings.lexical import name_rows, word_rows
from service.clustering.evidence import Evidence
from service.clustering.evidence.background import usual_shares
from service.clustering.likeness.surroundings import Surroundings, look_around
from service.clustering.sides.scales import NEAREST, NOT_NUMBERED, Scale, numbers_at
from service.clustering.tables.terms import NAMES, WORDS
from tests.clustering.support import evidence, window_of


def _around(*texts: str) -> Surroundings:
    first, *near = [evidence(f"a{place}", place, text=text) for place, text in enumerate(texts)]
    return look_around(first, window_of({one.article_id: [one] for one in near}))


def _field(counts: dict[str, int], size: int) -> Surroundings:
    """As many texts as ``size``, of which so many hold each word."""
    return _around(
        *(" ".join(word for word, held in counts.items() if place < held) for place in range(size))
    )


def _weights(scale: Scale, terms: npt.NDArray[np.int32]) -> list[float]:
    """What these terms weigh."""
    weights = dict(zip(scale.terms[1:].tolist(), scale.weights[1:].tolist(), strict=True))
    return [weights.get(term, 0.0) for term in terms.tolist()]


def _word(around: Surroundings, word: str) -> float:
    return _weights(around.scales.words, word_rows([word]).terms)[0]


def _name(around: Surroundings, name: str) -> float:
    return _weights(around.scales.names, name_rows([f"the {name}"]).terms)[0]


FULL = _field({"ferry": NEAREST, "harbour": 20, "quay": 2, "anchor": 1}, NEAREST)


def test_what_all_hold_weighs_next_to_nothing_and_the_few_the_most() -> None:
    assert _word(FULL, "ferry") == pytest.approx(0, abs=0.02)
    assert _word(FULL, "quay") > 2 * _word(FULL, "harbour") > 0


def test_what_none_of_the_others_holds_is_left_out() -> None:
    assert _word(FULL, "anchor") == 0
    assert _word(FULL, "submarine") == 0


def test_names_are_weighed_like_words() -> None:
    around = _around(*(f"Talle {'Brandt' if place < 2 else ''}" for place in range(NEAREST)))
    assert _name(around, "Talle") == pytest.approx(0, abs=0.02)
    assert _name(around, "Brandt") > 2


def test_a_small_window_leans_on_what_is_usual_in_the_news() -> None:
    """Among two reports every word they share is held by all: the table must say which of them are common."""
    pair = _around("the ferry said", "the ferry said")
    assert _word(pair, "ferry") > 3 * _word(pair, "said") > 0


def test_the_table_fades_as_the_window_fills() -> None:
    said = [_word(_field({"said": 2}, size), "said") for size in (2, 12, 24, 48)]
    assert said == sorted(said)
    once = [_word(_field({"ferry": 1, "quay": size}, size), "ferry") for size in (2, 12, 24, 48)]
    assert once == sorted(once, reverse=True)
    assert once[0] > 2
    assert once[-1] == 0


def test_the_order_of_the_articles_changes_nothing() -> None:
    texts = [f"ferry {'quay' * (place % 3 == 0)} harbour{place % 7}" for place in range(30)]
    made: list[Evidence] = [evidence(f"a{place}", 0, text=text) for place, text in enumerate(texts)]
    terms = np.unique(np.concatenate([one.words.indices for one in made]))
    one, other = (
        look_around(seen[0], window_of({one.article_id: [one] for one in seen[1:]}))
        for seen in (made, made[::-1])
    )
    assert _weights(one.scales.words, terms) == _weights(other.scales.words, terms)


def test_weights_are_never_negative() -> None:
    terms = np.flatnonzero(usual_shares().words).astype(np.int32)
    for size in (1, 5, NEAREST):
        assert min(_weights(_field({"said": size}, size).scales.words, terms)) >= 0


def test_numbers_kept_from_the_making_of_the_scales_are_those_that_a_look_finds() -> None:
    around = _around(*(f"Talle: Brandt saw {place % 7} ferries at quay {place % 5}" for place in range(9)))
    scales = around.scales
    texts = scales.texts.entries, scales.texts.bounds
    for kind, scale in ((WORDS, scales.words), (NAMES, scales.names)):
        for place in scales.places:
            kept = numbers_at(texts, place, kind, scale, scales.numbered)
            looked_up = numbers_at(texts, place, kind, scale, NOT_NUMBERED)
            assert kept.tolist() == looked_up.tolist() != []


def test_where_one_story_fills_the_surroundings_what_it_has_in_common_still_tells() -> None:
    """Forty reports of one matter, others further away: among the forty alone "Brannock" would weigh nothing."""
    many = [
        evidence(f"many{place:02}", 0.1 * place, text="Brannock files petition") for place in range(NEAREST)
    ]
    others = [
        evidence(f"other{place:02}", 30 + place, text="Tarn files petition") for place in range(NEAREST)
    ]
    apart = {one.article_id: [one] for one in others}
    among_them = look_around(many[0], window_of({one.article_id: [one] for one in many[1:]} | apart))
    as_a_story = look_around(many[0], window_of({"many": many[1:]} | apart))
    assert _word(among_them, "brannock") == pytest.approx(0, abs=0.05)
    assert _word(as_a_story, "brannock") > 1
    assert _word(as_a_story, "petition") == pytest.approx(0, abs=0.02)
    assert as_a_story.near == among_them.near
    assert as_a_story.filled == 1.0
