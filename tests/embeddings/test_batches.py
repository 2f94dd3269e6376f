from hypothesis import given
from hypothesis import strategies as st

from embeddings.batches import STEP, Tokens, deal, fill, padded

LIMIT = 300


@given(
    st.lists(st.integers(min_value=1, max_value=LIMIT), max_size=50),
    st.integers(min_value=64, max_value=4000),
    st.booleans(),
)
def test_batches_hold_every_text_once_and_their_width_follows_from_each(
    lengths: list[int], most_tokens: int, few_shapes: bool
) -> None:
    batches = list(deal(lengths, most_tokens=most_tokens, limit=LIMIT, few_shapes=few_shapes))
    assert not few_shapes or all(len(batch.places).bit_count() == 1 for batch in batches)
    assert sorted(place for batch in batches for place in batch.places) == list(range(len(lengths)))
    for batch in batches:
        assert {padded(lengths[place], LIMIT) for place in batch.places} == {batch.width}
        assert all(0 <= batch.width - lengths[place] < STEP for place in batch.places)
        assert len(batch.places) == 1 or batch.width * len(batch.places) <= most_tokens


def test_nothing_is_padded_beyond_what_the_model_takes() -> None:
    assert padded(250, 250) == padded(249, 250) == 250
    assert padded(0, 250) == 1


def test_a_batch_is_laid_out_with_its_mask_and_leads() -> None:
    texts = [Tokens([5, 6, 7], 2), Tokens([8], 1), Tokens([9, 9, 9], 3)]
    (batch,) = deal([3, 1, 3], most_tokens=100, limit=100)
    ids, mask, leads = fill(batch, texts, pad_id=1)
    assert ids.shape == mask.shape == (3, STEP)
    for row, place in enumerate(batch.places):
        own = texts[place]
        assert ids[row].tolist() == [*own.ids, *[1] * (STEP - len(own.ids))]
        assert mask[row].sum() == len(own.ids)
        assert leads[row] == own.lead
