"""Texts as the token numbers that a model reads, lead first."""

import threading
from collections.abc import Sequence
from typing import Any

from tokenizers import Tokenizer

from embeddings.batches import Tokens
from embeddings.encoder import Views, encodable

_FEW = 2
"""Texts, the lead of a report and the rest, that are read here: more are dealt to threads, which have to be woken."""


class TokenIds:
    """A model's tokenizer. Safe to call from several threads.

    Parameters
    ----------
    tokenizer
        Of transformers. Where a text is to end with its lead and go on behind it, its texts begin with one special
        token and end with one, as BERT's do.
    limit
        The most tokens that the model takes; what is longer is cut.
    prompt
        What the model wants before every text.
    """

    def __init__(self, tokenizer: Any, limit: int, prompt: str) -> None:  # noqa: ANN401 - the library has many kinds
        self._tokenizer = tokenizer
        self._fast = bool(getattr(tokenizer, "is_fast", False))
        self._limit = limit
        self._prompt = prompt
        self._turn = threading.Lock()  # a tokenizer cannot be set to cut for two callers at once

    def of(self, views: Sequence[Views]) -> list[Tokens]:
        """Tokens of the wholes. The lead comes as it would alone, with its last token, and the rest behind that."""
        rests = [whole[len(lead) :] for whole, lead in views]
        ids = self._read([self._prompt + lead for _, lead in views] + [rest for rest in rests if rest])
        behind = iter(ids[len(views) :])
        return [
            self._join(lead, next(behind)[1:] if rest else ())
            for lead, rest in zip(ids[: len(views)], rests, strict=True)
        ]

    def _join(self, lead: Sequence[int], rest: Sequence[int]) -> Tokens:
        room = self._limit - len(lead)
        if min(room, len(rest)) <= 1:  # nothing, or nothing but the last token
            return Tokens(lead, len(lead))
        cut = rest if len(rest) <= room else [*rest[: room - 1], rest[-1]]
        return Tokens([*lead, *cut], len(lead))

    def _read(self, texts: Sequence[str]) -> list[list[int]]:
        read = [encodable(text) for text in texts]
        with self._turn:
            return self._read_fast(read) if self._fast else self._read_by_library(read)

    def _read_fast(self, texts: list[str]) -> list[list[int]]:
        """As the library does, without what it makes of each text besides: a quarter less time."""
        tokenizer: Tokenizer = self._tokenizer.backend_tokenizer
        # Each time: the library sets it for itself as well.
        tokenizer.enable_truncation(self._limit, direction=self._tokenizer.truncation_side)
        tokenizer.no_padding()
        if len(texts) <= _FEW:
            return [tokenizer.encode(text).ids for text in texts]
        return [one.ids for one in tokenizer.encode_batch_fast(texts)]

    def _read_by_library(self, texts: list[str]) -> list[list[int]]:
        read = self._tokenizer(
            texts,
            truncation=True,
            max_length=self._limit,
            padding=False,
            return_attention_mask=False,
            return_token_type_ids=False,
        )
        ids: list[list[int]] = read["input_ids"]
        return ids
