"""What is known of one article when it is compared: made once, from the article and its vectors alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, repeat
from zlib import crc32

import numpy as np
import numpy.typing as npt

from embeddings import Encoder
from embeddings.lexical import NameRows, TermRows, word_and_name_rows
from service.clustering.evidence.brevity import brevity_of
from service.clustering.evidence.daynames import read_days
from service.clustering.evidence.views import READ_CHARACTERS, embed, inner_body, joined, told_text
from service.model import Article, FloatArray, Vectors
from service.text.boilerplate import body
from service.text.edges import NO_PIECES, Edges, Pieces, edges_of
from service.text.names import fold_names
from service.text.normal import Codes, digest, normal_form, word_codes
from service.text.urls import canonical_url

WORD_CHARACTERS = 2_000
NAME_CHARACTERS = 1_200
"""Words and names are read from the beginning of the text: who matters is named early, and what a long text names
later it mostly mentions."""
SHORTEST_TEXT = 5
"""Words; below this the text alone ("Watch live.") says nothing, and is compared together with its title."""
MOST_COUNTED = 2**10 - 1
"""How often a text can hold a term, as far as it is told: a title may be as long as one likes."""
COPY_WORDS = 1_500
"""Words kept for telling copies; a reprint shows itself long before."""


@dataclass(frozen=True, slots=True)
class SparseRow:
    """Term frequencies of one text: ``indices`` int32 and ``counts`` uint16, both of shape (terms,)."""

    indices: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class NameRow(SparseRow):
    """Names and numbers of one text."""

    lengths: npt.NDArray[np.uint8]
    """Of how many words the shortest name is that each stands in (:class:`embeddings.lexical.NameRows`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One article, ready to be compared."""

    article_id: str
    at: datetime
    """What the window keeps time by."""
    published_at: datetime | None
    """What the time features go by; None: no evidence."""
    vectors: Vectors
    words: SparseRow
    names: NameRow
    foreign: bool
    """Whether it is in another language than English (:mod:`embeddings.lexical.languages`)."""
    codes: Codes
    """The first words of the text in order, as CRC-32; none where nothing is told, as in a notice without a title."""
    edges: Codes
    """Names of the pieces at both ends of the text as it came (:mod:`service.text.edges`)."""
    digest: bytes
    url: str | None
    days: int
    """A bit for each weekday that it names."""
    brevity: float
    """How much of a bare headline it is, in [0, 1] (:mod:`service.clustering.evidence.brevity`)."""
    origin_id: str = ""

    @property
    def place(self) -> int:
        """Where it stands in the tables of the window; -1 where it is not live."""
        return -1

    @property
    def embedding(self) -> FloatArray:
        """Whole and lead, one behind the other: float32 of shape (2 * d,)."""
        return np.concatenate([self.vectors.whole, self.vectors.lead])


def by_time(evidence: Evidence) -> tuple[datetime, str]:
    """Sort key: time, then id."""
    return evidence.at, evidence.article_id


Item = tuple[Article, datetime, Vectors, str]
"""What evidence is made from: ``(article, at, vectors, origin_id)``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read from the text of an article, for its evidence."""

    words: SparseRow
    names: NameRow
    foreign: bool
    codes: Codes
    edges: Codes
    digest: bytes
    url: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What of a text is its page's."""

    edges: Edges
    repeated: Pieces = NO_PIECES
    """Those of its pieces that pages are known to repeat (:mod:`service.clustering.pages`)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be had of an article before it is decided on."""

    vectors: Vectors
    reading: Reading
    page: Page

    def evidence(self, article: Article, at: datetime, origin_id: str) -> Evidence:
        """Make the article's evidence."""
        return known((article, at, self.vectors, origin_id), self.reading)


def prepare(articles: Sequence[Article], encoder: Encoder, pages: Sequence[Page]) -> list[Prepared]:
    """Read and embed each as it stands on its page, in the same order."""
    readings, repeated = read(articles, pages), [page.repeated for page in pages]
    return [*map(Prepared, embed(articles, encoder, repeated), readings, pages)]


def gather(items: Sequence[Item]) -> list[Evidence]:
    """Read the evidence for the items from their texts, in the same order."""
    articles = [article for article, *_ in items]
    readings = read(articles, [Page(edges_of(article.text)) for article in articles])
    return [known(item, reading) for item, reading in zip(items, readings, strict=True)]


def read(articles: Sequence[Article], pages: Sequence[Page]) -> list[Reading]:
    """Read the texts, in the same order: many at once cost much less than one by one."""
    texts = list(map(_beginning, articles, pages, repeat(WORD_CHARACTERS)))
    words, names = word_and_name_rows(
        texts,
        [
            # Most texts end before either limit.
            text if len(article.text) <= NAME_CHARACTERS else _beginning(article, page, NAME_CHARACTERS)
            for article, page, text in zip(articles, pages, texts, strict=True)
        ],
    )
    read_rows = zip(_rows(words), _name_rows(names), words.foreign.tolist(), strict=True)
    return list(map(_reading, articles, pages, read_rows))


def known(item: Item, reading: Reading) -> Evidence:
    """Evidence for the item, with what has been read of its text."""
    article, at, vectors, origin_id = item
    return Evidence(
        article_id=article.id,
        at=at,
        published_at=min(article.published_at, at) if article.published_at else None,
        vectors=vectors,
        words=reading.words,
        names=reading.names,
        foreign=reading.foreign,
        codes=reading.codes,
        edges=reading.edges,
        digest=reading.digest,
        url=reading.url,
        days=read_days(reading.words.indices),
        brevity=brevity_of(article.title or article.text, len(reading.words.indices), reading.foreign),
        origin_id=origin_id,
    )


def codes_of(article: Article, repeated: Pieces = NO_PIECES) -> Codes:
    """The first words of the text in order, as CRC-32, without what its page is known to have repeated."""
    return word_codes(_compared(article, repeated), COPY_WORDS)


def _reading(article: Article, page: Page, rows: tuple[SparseRow, NameRow, bool]) -> Reading:
    form = _compared(article, page.repeated)
    codes, told_by = word_codes(form, COPY_WORDS), digest(form)
    if not form:
        # No word at all ("!!!"): the text as it stands is the one word. Of which nothing is left is like no other.
        bare = joined(article.title, told_text(article.text, page.repeated)).encode("utf-8", "surrogatepass")
        codes = np.array([crc32(bare)] if bare else [], np.uint32)
        told_by = digest(bare or article.id.encode("utf-8", "surrogatepass"))
    return Reading(*rows, codes=codes, edges=page.edges.names, digest=told_by, url=canonical_url(article.url))


def _compared(article: Article, repeated: Pieces) -> bytes:
    """The words by which copies are told, in normal form."""
    text = told_text(article.text, repeated)
    form = normal_form(inner_body(text) if len(text) <= READ_CHARACTERS else body(text))
    if form.count(b" ") < SHORTEST_TEXT - 1:
        form = normal_form(joined(article.title, text))
    return form


def _beginning(article: Article, page: Page, characters: int) -> str:
    return fold_names(joined(article.title, told_text(article.text, page.repeated)[:characters]))


def _rows(rows: TermRows) -> list[SparseRow]:
    counts = np.minimum(rows.counts, MOST_COUNTED).astype(np.uint16)
    return [
        # Each by itself, lest a part keep the whole in memory.
        SparseRow(rows.terms[start:end].copy(), counts[start:end].copy())
        for start, end in pairwise(rows.starts.tolist())
    ]


def _name_rows(rows: NameRows) -> list[NameRow]:
    return [
        NameRow(row.indices, row.counts, rows.lengths[start:end].copy())
        for row, (start, end) in zip(_rows(rows), pairwise(rows.starts.tolist()), strict=True)
    ]
