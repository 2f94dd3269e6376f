"""The modules of sentence-transformers as one: from token numbers to unit rows, lead and all.

A report is embedded as a whole and by its lead, which is how the whole begins. In one pass both come of the same
arithmetic: the tokens of the lead look at the lead alone, so that its row is the one that it has as a text of its own,
and those after it look at everything. More than a quarter of all tokens need not be read twice.
"""

from collections.abc import Sequence

import torch
from torch import nn

LEAST_COSINE = 0.9999
"""Between a lead's row out of a whole, and as a text of its own, in 32-bit floats; else it is no row of the lead."""


class Plain(nn.Module):
    """As the modules do one after another; knows no leads."""

    def __init__(self, modules: Sequence[nn.Module]) -> None:
        super().__init__()
        self._parts = nn.ModuleList(modules)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, leads: torch.Tensor) -> torch.Tensor:
        """Give float32 of shape (texts, 1, dimension)."""
        return _run(self._parts, {"input_ids": ids, "attention_mask": mask}).unsqueeze(1)


class LeadFirst(nn.Module):
    """Whole and lead of each text, for a transformer whose tokens are pooled by their mean."""

    def __init__(self, modules: Sequence[nn.Module]) -> None:
        super().__init__()
        self._transformer, self._rest = modules[0], nn.ModuleList(modules[1:])

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, leads: torch.Tensor) -> torch.Tensor:
        """Give float32 of shape (texts, 2, dimension), wholes before leads.

        ``leads`` are the numbers of tokens of the leads, of shape (texts,); as many as there are: the text is one.
        """
        in_lead = torch.arange(ids.shape[1], device=ids.device) < leads.unsqueeze(1)
        reads = mask.bool()[:, None, None, :] & (in_lead[:, None, None, :] | ~in_lead[:, None, :, None])
        tokens = self._transformer({"input_ids": ids, "attention_mask": reads})["token_embeddings"]
        pooled = [
            _run(self._rest, {"token_embeddings": tokens.float(), "attention_mask": counted})
            for counted in (mask, in_lead.long())
        ]
        return torch.stack(pooled, dim=1)


def one_pass(modules: Sequence[nn.Module], ids: torch.Tensor, lead: int) -> bool:
    """Whether whole and lead of a text can be had of one pass: tried out with a text of ``lead`` tokens and more.

    Not with a transformer that takes no such mask, nor where a single token stands for the text.
    """
    if len(modules) < 2 or getattr(modules[1], "pooling_mode", None) != "mean":  # noqa: PLR2004 - it and its pooling
        return False
    ones, leads = torch.ones_like(ids), torch.full((1,), lead, device=ids.device)
    with torch.inference_mode():
        try:
            both = LeadFirst(modules)(ids, ones, leads)
        except (RuntimeError, TypeError, ValueError, IndexError):
            return False
        alone = Plain(modules)(ids[:, :lead], ones[:, :lead], leads)
    return bool((both[0, 1] @ alone[0, 0]).item() >= LEAST_COSINE)


def _run(modules: Sequence[nn.Module] | nn.ModuleList, features: dict[str, torch.Tensor]) -> torch.Tensor:
    """Give unit rows, float32 of shape (texts, dimension)."""
    for module in modules:
        features = {
            name: value.float()
            if isinstance(value, torch.Tensor) and value.dtype is torch.bfloat16
            else value
            for name, value in module(features).items()
        }
    return nn.functional.normalize(features["sentence_embedding"].float(), dim=1)
