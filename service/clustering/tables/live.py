"""What is known of a live article: its numbers stand in the tables of the window, and are looked up there."""

from service.clustering.evidence import Evidence, NameRow, SparseRow
from service.clustering.tables.terms import Entries, TermTable
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray, Vectors

_OWN = (
    *("article_id", "at", "published_at", "foreign", "digest", "url", "days", "brevity", "series"),
    "origin_id",
)


class LiveEvidence(Evidence):
    """Tells the same as the evidence that it was made from.

    Its arrays hold until the tables give back the places of those that have gone.
    """

    __slots__ = ("_table", "_texts", "place")

    place: int
    _table: VectorTable
    _texts: TermTable

    def __init__(self, evidence: Evidence, place: int, table: VectorTable, texts: TermTable) -> None:
        keep = object.__setattr__
        for name in _OWN:
            keep(self, name, getattr(evidence, name))
        # Most are copies of none: one string is enough.
        if self.origin_id in ("", self.article_id):
            keep(self, "origin_id", self.article_id)
        keep(self, "place", place)
        keep(self, "_table", table)
        keep(self, "_texts", texts)

    def __lt__(self, other: "LiveEvidence") -> bool:
        """By time, ties by id."""
        return (self.at, self.article_id) < (other.at, other.article_id)

    @property
    def embedding(self) -> FloatArray:
        """Whole and lead, one behind the other: float32 of shape (2 * d,)."""
        return self._table.row(self.place)

    @property
    def vectors(self) -> Vectors:
        """The same, apart."""
        whole, lead = self.embedding.reshape(2, -1)
        return Vectors(whole, lead)

    @property
    def words(self) -> SparseRow:
        """The words of the beginning of the text."""
        return self._texts.words(self.place)

    @property
    def names(self) -> NameRow:
        """Names and numbers likewise."""
        return self._texts.names(self.place)

    @property
    def codes(self) -> Entries:
        """The first words of the text in order, as CRC-32."""
        return self._texts.codes(self.place)

    @property
    def pieces(self) -> Entries:
        """Names of the pieces at both ends of the text as it came."""
        return self._texts.pieces(self.place)
