"""Parts of models that cannot give whole and lead in one pass."""

import torch
from torch import nn

from embeddings.runtimes.modules import one_pass

IDS = [[1, 3, 2, 4, 5, 6, 7, 2]]


class Tokenwise(nn.Module):
    """A transformer whose tokens look at all others, whatever the mask says; or that takes no such mask."""

    def __init__(self, *, takes: bool) -> None:
        super().__init__()
        self._takes = takes

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        ids, mask = features["input_ids"], features["attention_mask"]
        if mask.ndim > 2 and not self._takes:
            raise ValueError("Wrong shape for attention_mask")
        seen = nn.functional.one_hot(ids, 10).float()
        return features | {"token_embeddings": seen + seen.sum(dim=1, keepdim=True)}


class Pooled(nn.Module):
    def __init__(self, mode: str) -> None:
        super().__init__()
        self.pooling_mode = mode

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        mask = features["attention_mask"].unsqueeze(-1)
        return {"sentence_embedding": (features["token_embeddings"] * mask).sum(dim=1)}


def pass_at_once(*modules: nn.Module) -> bool:
    """Whether a model of these is said to give both views of :data:`IDS`, a lead of three, in one pass."""
    return one_pass(modules, torch.tensor(IDS), 3)
