"""A vector for every word piece, and texts as the sums of theirs; kept in two files, read without torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file, save
from tokenizers import Tokenizer

from embeddings.compiled import compiled
from embeddings.encoder import FloatArray, encodable

_TABLE, _TOKENIZER = "model.safetensors", "tokenizer.json"
_NAME = "embedding.weight"

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What parts a text into word pieces, and a row for each piece that there is."""

    tokenizer: Tokenizer
    table: FloatArray
    """Of shape (pieces, dimension)."""

    def write(self, folder: Path) -> None:
        """Keep them in a folder that is there. Raises OSError where there is no room."""
        # Not by the libraries' own ways to a file, whose errors are of no class by which they could be told.
        (folder / _TOKENIZER).write_text(self.tokenizer.to_str(pretty=True), encoding="utf-8")
        (folder / _TABLE).write_bytes(save({_NAME: self.table}))

    def sums(self, texts: Sequence[str]) -> FloatArray:
        """Of shape (texts, dimension): unit rows, all 0 for a text without a piece."""
        parted = self.tokenizer.encode_batch_fast(
            [encodable(text) for text in texts], add_special_tokens=False
        )
        ends = np.cumsum([len(one) for one in parted], dtype=np.int64)
        pieces = np.fromiter((piece for one in parted for piece in one.ids), np.int64, int(ends[-1]))
        rows = np.zeros((len(texts), self.table.shape[1]), np.float32)
        _add_up(self.table, pieces, ends, rows)
        return rows


def read_pieces(folder: Path) -> Pieces:
    """Read what :meth:`Pieces.write` has kept.

    Raises
    ------
    ValueError
        The files are not what was written; says what is wrong with them.
    """
    try:
        table = load_file(folder / _TABLE)[_NAME]
        tokenizer: Tokenizer = Tokenizer.from_buffer((folder / _TOKENIZER).read_bytes())
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    return Pieces(tokenizer, table)


@compiled
def _add_up(table: FloatArray, pieces: Numbers, ends: Numbers, rows: FloatArray) -> None:
    """Add to each row the vectors of its pieces, and scale it to unit length."""
    start = 0
    for text in range(len(ends)):
        for place in range(start, ends[text]):
            for component in range(table.shape[1]):
                rows[text, component] += table[pieces[place], component]
        start = ends[text]
        squares = 0.0
        for component in range(table.shape[1]):
            squares += np.float64(rows[text, component]) ** 2
        if squares > 0.0:
            length = np.float32(np.sqrt(squares))
            for component in range(table.shape[1]):
                rows[text, component] /= length
