"""Words, and names and numbers, as sparse rows: what tells texts apart where their meanings are alike."""

from embeddings.lexical.capitals import LENGTHS
from embeddings.lexical.languages import LOOKED_AT, has_foreign_letters
from embeddings.lexical.murmur import N_FEATURES
from embeddings.lexical.rows import NameRows, TermRows, WordRows, name_rows, word_and_name_rows, word_rows

__all__ = [
    "LENGTHS",
    "LOOKED_AT",
    "N_FEATURES",
    "NameRows",
    "TermRows",
    "WordRows",
    "has_foreign_letters",
    "name_rows",
    "word_and_name_rows",
    "word_rows",
]
