"""Parts of models that cannot give whole and lead in one pass, and a model that is quickly distilled."""

from collections.abc import Callable, Iterator

import torch
from sentence_transformers import SentenceTransformer
from torch import nn

from embeddings.runtimes.modules import one_pass

Features = dict[str, torch.Tensor]
IDS = [[1, 3, 2, 4, 5, 6, 7, 2]]


class Tokenwise(nn.Module):
    """A transformer whose tokens look at all others, whatever the mask says; or that takes no such mask."""

    def __init__(self, *, takes: bool) -> None:
        super().__init__()
        self._takes = takes

    def forward(self, features: Features) -> Features:
        ids, mask = features["input_ids"], features["attention_mask"]
        if mask.ndim > 2 and not self._takes:
            raise ValueError("Wrong shape for attention_mask")
        seen = nn.functional.one_hot(ids, 10).float()
        return features | {"token_embeddings": seen + seen.sum(dim=1, keepdim=True)}


class Pooled(nn.Module):
    def __init__(self, mode: str) -> None:
        super().__init__()
        self.pooling_mode = mode

    def forward(self, features: Features) -> Features:
        mask = features["attention_mask"].unsqueeze(-1)
        return {"sentence_embedding": (features["token_embeddings"] * mask).sum(dim=1)}


def pass_at_once(*modules: nn.Module) -> bool:
    """Whether a model of these is said to give both views of :data:`IDS`, a lead of three, in one pass."""
    return one_pass(modules, torch.tensor(IDS), 3)


class Thinned:
    """A model that embeds some word pieces only: the texts' and one in ``every``; others pass for one before them."""

    def __init__(self, model: SentenceTransformer, texts: list[str], every: int) -> None:
        self._model, self._every = model, every
        self._texts = torch.tensor([piece for text in texts for piece in model.tokenizer(text)["input_ids"]])
        self._shown = torch.empty(0, dtype=torch.long)

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def __iter__(self) -> Iterator[Callable[[Features], Features]]:
        yield self._few
        yield from self._model
        yield self._all

    def _few(self, features: Features) -> Features:
        pieces = features["input_ids"][:, 1]
        embedded = (torch.arange(len(pieces)) % self._every == 0) | torch.isin(pieces, self._texts)
        self._shown = embedded.cumsum(0) - 1
        return {name: rows[embedded] for name, rows in features.items()}

    def _all(self, features: Features) -> Features:
        return {"sentence_embedding": features["sentence_embedding"][self._shown]}
