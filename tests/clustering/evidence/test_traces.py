"""What was read from a text comes back to the last bit; what cannot be used is read from the text again."""

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import LENGTHS
from service.clustering.evidence import MOST_COUNTED, Evidence, Item, NameRow, SparseRow, gather, traces
from service.clustering.evidence.brevity import brevity_of
from service.clustering.evidence.traces import TRACES_VERSION, pack, restore, unpack
from service.model import Article
from service.text.edges import MOST_NAMES
from tests.clustering.support import NOON, bits, evidence, pointing

BLANK = evidence("a", 30)
ITEM: Item = (Article("a", published_at=NOON), NOON, BLANK.vectors, "a")

indices = st.lists(st.integers(0, 2**20 - 1), max_size=20, unique=True)
frequencies = st.integers(1, 3) | st.integers(1, MOST_COUNTED)


@st.composite
def sparse_rows(draw: st.DrawFn) -> SparseRow:
    terms = draw(indices)
    counts = draw(st.lists(frequencies, min_size=len(terms), max_size=len(terms)))
    return SparseRow(np.array(terms, np.int32), np.array(counts, np.uint16))


@st.composite
def name_rows(draw: st.DrawFn) -> NameRow:
    row = draw(sparse_rows())
    many = len(row.indices)
    lengths = draw(st.lists(st.integers(1, LENGTHS - 1), min_size=many, max_size=many))
    return NameRow(row.indices, row.counts, np.array(lengths, np.uint8))


any_evidence = st.builds(
    lambda words, names, foreign, codes, pieces, digest, url: replace(
        BLANK,
        words=words,
        names=names,
        foreign=foreign,
        codes=np.array(codes, np.uint32),
        pieces=np.array(pieces, np.uint32),
        digest=digest,
        url=url,
        brevity=brevity_of(len(words.indices), foreign=foreign),
    ),
    sparse_rows(),
    name_rows(),
    st.booleans(),
    st.lists(st.integers(0, 2**32 - 1), max_size=20),
    st.lists(st.integers(1, 2**32 - 1), max_size=MOST_NAMES),
    st.binary(min_size=16, max_size=16),
    st.none() | st.text(st.characters(), max_size=20),
)


@given(made=any_evidence)
def test_whatever_is_packed_comes_back_to_the_last_bit(made: Evidence) -> None:
    back = unpack(pack(made), ITEM)
    assert back is not None
    assert bits(back) == bits(made)


@given(made=any_evidence, data=st.data())
def test_what_is_not_whole_is_not_used(made: Evidence, data: st.DataObject) -> None:
    packed = pack(made)
    cut = data.draw(st.integers(0, len(packed) - 1))
    assert unpack(packed[:cut], ITEM) is None
    assert unpack(packed + b"\0", ITEM) is None


def test_what_is_missing_or_of_another_version_is_read_from_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(name, f"Flood in {name}", f"{name} rises " * 9, f"https://{name}/1") for name in "pqrs"
    ]
    items: list[Item] = [(article, NOON, pointing(7), article.id) for article in articles]
    made = gather(items)
    older = bytes([TRACES_VERSION + 1]) + pack(made[1])[1:]
    read: list[str] = []

    def reading(some: list[Item], told: list[tuple[int, int] | None]) -> list[Evidence]:
        read.extend(article.id for article, *_ in some)
        return gather(some, told)

    monkeypatch.setattr(traces, "gather", reading)
    restored = restore(items, [pack(made[0]), older, None, pack(made[3])], [None] * 4)
    assert [bits(one) for one in restored] == [bits(one) for one in made]
    assert read == ["q", "r"]
    monkeypatch.undo()
    [half] = restore(items[:1], [None], [(0, 24)])
    [cut] = gather([(replace(articles[0], text=articles[0].text[:24]), *items[0][1:])])
    assert half.codes.tolist() == cut.codes.tolist()
    assert half.pieces.tolist() == made[0].pieces.tolist()


MEANING = "514179d50fdb74c1"
TEXTS = (
    "The River Orle, at 6.2 metres, has flooded Brackwater's homes; 1,340 residents fled, said Mrs. Ilse Brandt-Òg.",
    "Die Straßenbahnen von Lindhaven stehen seit 5 Uhr still, sagte Jürgen Großmann am 3. März.",
    "東京で大雨、1200人が避難。 Мэр Анна Орлова подала в отставку.",
    "Watch live.",
    "!!!",
    "BRACKWATER, Nov 3 (Reuters) - The river has flooded forty homes. (Reporting by Ida Brandt; editing by Jon Hale)",
    "long " * 3_000 + "End",
    "We use cookies on our site. By using this website you agree to our privacy policy.",
    "Brackwater&#8217;s mayor, Ilse Brandt, has quit.\n\nREAD MORE: Storm closes bridge\n\nShe goes today. https://t.co/x",
)


def test_the_version_is_raised_whenever_the_meaning_changes() -> None:
    """When this fails, raise ``TRACES_VERSION``, then write down the new value here."""
    items: list[Item] = [
        (
            Article(str(n), f"Report {n} from Estmark", text, f"https://www.news.example/{n}/?utm_source=x"),
            *ITEM[1:],
        )
        for n, text in enumerate(TEXTS)
    ]
    packed = b"".join(pack(one) for one in gather(items))
    assert (TRACES_VERSION, sha256(packed).hexdigest()[:16]) == (14, MEANING)
