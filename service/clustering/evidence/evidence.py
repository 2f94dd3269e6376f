"""What is known of one article when it is compared: made once, from the article and its vectors alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, repeat
from zlib import crc32

import numpy as np
import numpy.typing as npt

from embeddings import Encoder
from embeddings.lexical import LOOKED_AT, NameRows, TermRows, has_foreign_letters, word_and_name_rows
from service.clustering.evidence.brevity import brevity_of
from service.clustering.evidence.compared import as_compared
from service.clustering.evidence.daynames import read_days
from service.clustering.evidence.page import Page, Scraped
from service.clustering.evidence.series import series_of
from service.clustering.evidence.views import embed_compared, joined, told_text
from service.clustering.evidence.words import codes_in, compared_form
from service.model import Article, FloatArray, Vectors
from service.text.boilerplate import without_credits
from service.text.names import fold_names
from service.text.normal import Codes, digest
from service.text.plain import plain_text
from service.text.urls import canonical_url

WORD_CHARACTERS = 2_000
NAME_CHARACTERS = 1_200
"""Words and names are read from the beginning of the text: who matters is named early, and what a long text names
later it mostly mentions."""
MOST_COUNTED = 2**10 - 1
"""How often a text can hold a term, as far as it is told: a title may be as long as one likes."""


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
    """Whether it is in another language than English, by its stop words or its letters
    (:mod:`embeddings.lexical.languages`)."""
    codes: Codes
    """The first words of the text in order, as CRC-32; none where nothing is told, as in a notice without a title."""
    pieces: Codes
    """Names of the pieces at both ends of the text as it came (:mod:`service.text.edges`)."""
    digest: bytes
    url: str | None
    days: int
    """A bit for each weekday that it names."""
    brevity: float
    """How much of a bare headline it is, in [0, 1] (:mod:`service.clustering.evidence.brevity`)."""
    series: int = 0
    """What names its publisher and its title but for numbers and days, in 32 bits; 0 where either is missing
    (:mod:`service.clustering.evidence.series`)."""
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
Told = tuple[int, int] | None
"""Where in a text the report stands; None where nothing is known to be repeated by its page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read from the text of an article, for its evidence."""

    words: SparseRow
    names: NameRow
    foreign: bool
    """By its stop words at least."""
    codes: Codes
    pieces: Codes
    digest: bytes
    url: str | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be had of an article before it is decided on."""

    vectors: Vectors
    reading: Reading
    page: Page

    def evidence(self, article: Article, at: datetime, origin_id: str) -> Evidence:
        """Make the article's evidence."""
        return known((article, at, self.vectors, origin_id), self.reading)


def prepare(pages: Sequence[Page], encoder: Encoder) -> list[Prepared]:
    """Read and embed what is told on each page, in the same order."""
    reports = [as_compared(page.report) for page in pages]
    return [*map(Prepared, embed_compared(reports, encoder), _read(reports, pages), pages)]


def gather(items: Sequence[Item], told: Iterable[Told] = ()) -> list[Evidence]:
    """Read the evidence for the items from their texts, in the same order.

    ``told`` says of each where in its text the report stands, where more is known of that than by its form.
    """
    pages = [
        Page(Scraped(article), told=its)
        for (article, *_), its in zip(items, told or repeat(None), strict=False)
    ]
    readings = _read([as_compared(page.report) for page in pages], pages)
    return list(map(known, items, readings))


def _read(reports: Sequence[Article], pages: Sequence[Page]) -> list[Reading]:
    """Read the reports, in the same order: many at once cost much less than one by one."""
    texts = [_beginning(report, WORD_CHARACTERS) for report in reports]
    words, names = word_and_name_rows(
        texts,
        [
            # Most texts end before either limit.
            text if len(report.text) <= NAME_CHARACTERS else _beginning(report, NAME_CHARACTERS)
            for report, text in zip(reports, texts, strict=True)
        ],
    )
    read_rows = zip(_rows(words), _name_rows(names), words.foreign.tolist(), strict=True)
    return list(map(_reading, reports, pages, read_rows))


def known(item: Item, reading: Reading) -> Evidence:
    """Evidence for the item, with what has been read of its text."""
    article, at, vectors, origin_id = item
    opening = plain_text((article.title or article.text)[:LOOKED_AT])
    foreign = bool(reading.foreign) or has_foreign_letters(opening)
    return Evidence(
        article_id=article.id,
        at=at,
        published_at=min(article.published_at, at) if article.published_at else None,
        vectors=vectors,
        words=reading.words,
        names=reading.names,
        foreign=foreign,
        codes=reading.codes,
        pieces=reading.pieces,
        digest=reading.digest,
        url=reading.url,
        days=read_days(reading.words.indices),
        brevity=brevity_of(len(reading.words.indices), foreign=foreign),
        series=series_of(article),
        origin_id=origin_id,
    )


def _reading(report: Article, page: Page, rows: tuple[SparseRow, NameRow, bool]) -> Reading:
    form = compared_form(report)
    codes, told_by = codes_in(form), digest(form)
    if not form:
        # No word at all ("!!!"): the text as it stands is the one word. Of which nothing is left is like no other.
        bare = joined(report.title, told_text(report.text)).encode("utf-8", "surrogatepass")
        codes = np.array([crc32(bare)] if bare else [], np.uint32)
        told_by = digest(bare or report.id.encode("utf-8", "surrogatepass"))
    return Reading(
        *rows, codes=codes, pieces=page.scraped.edges.names, digest=told_by, url=canonical_url(report.url)
    )


def _beginning(report: Article, characters: int) -> str:
    return fold_names(joined(report.title, without_credits(told_text(report.text))[:characters]))


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
