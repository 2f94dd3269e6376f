"""Which models give whole and lead in one pass, and what the others do."""

import numpy as np
import pytest
import torch
from torch import nn

from embeddings import Encoder
from embeddings.runtimes.modules import one_pass
from embeddings.transformer import TransformerEncoder
from embeddings.weights import find_weights

VIEWS = [
    (
        "Pilots of Lindholm walked out on Tuesday. The mayor asked them back.",
        "Pilots of Lindholm walked out on Tuesday.",
    )
]


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


@pytest.mark.parametrize(("takes", "mode"), [(True, "mean"), (False, "mean"), (False, "cls")])
def test_a_model_that_cannot_is_told_by_trying(takes: bool, mode: str) -> None:
    ids = torch.tensor([[1, 3, 2, 4, 5, 6, 7, 2]])
    assert not one_pass([Tokenwise(takes=takes), Pooled(mode)], ids, 3)
    assert not one_pass([Tokenwise(takes=takes)], ids, 3)


@pytest.mark.model
def test_such_a_model_embeds_both_as_texts_of_their_own(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.transformer.one_pass", lambda *_: False)
    apart = TransformerEncoder(find_weights("all-MiniLM-L6-v2")).encode_views(VIEWS)
    np.testing.assert_allclose(apart[0], encoder.encode(VIEWS[0]), atol=1e-5)
    together = encoder.encode_views(VIEWS)
    np.testing.assert_allclose(together[:, 1], apart[:, 1], atol=1e-4)
    assert not np.allclose(together[:, 0], apart[:, 0], atol=1e-2)
