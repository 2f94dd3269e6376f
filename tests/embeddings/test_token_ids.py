from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from embeddings.batches import Tokens
from embeddings.token_ids import TokenIds

FIRST, LAST = 1, 2
LIMIT = 9
WORDS = st.lists(st.sampled_from("abc"), max_size=LIMIT + 3).map(" ".join)


def letters(texts: Sequence[str], *, max_length: int, **_: bool) -> dict[str, list[list[int]]]:
    """A tokenizer of single letters, as those of transformers are: it cuts, and marks both ends."""
    return {"input_ids": [[FIRST, *map(ord, text.split()[: max_length - 2]), LAST] for text in texts]}


def read(whole: str, lead: str) -> Tokens:
    return TokenIds(letters, LIMIT, prompt="").of([(whole, lead)])[0]


def test_the_lead_comes_as_it_would_alone_and_the_rest_behind_it() -> None:
    assert read("a b c", "a b") == ([FIRST, 97, 98, LAST, 99, LAST], 4)
    assert read("a b", "a b") == read("a b ", "a b") == ([FIRST, 97, 98, LAST], 4)
    assert read("a b", "") == ([FIRST, LAST, 97, 98, LAST], 2)
    assert TokenIds(letters, LIMIT, prompt="c ").of([("a b", "a")])[0].ids == [1, 99, 97, 2, 98, 2]


@given(WORDS, WORDS)
def test_what_is_too_long_is_cut_at_its_end(lead: str, rest: str) -> None:
    ids, length = read(f"{lead} {rest}", lead)
    assert len(ids) <= LIMIT
    assert ids[:length] == read(lead, lead).ids
    assert ids[-1] == ids[length - 1] == LAST
    alone = [number for number in ids if number not in (FIRST, LAST)]
    assert alone == [ord(word) for word in f"{lead} {rest}".split()][: len(alone)]
