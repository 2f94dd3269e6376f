"""The modules of sentence-transformers as they are, run by torch: on a GPU where there is one."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from embeddings.runtimes.cores import usable_cores

_BATCH_TOKENS = {"cpu": 2400, "cuda": 65536}
"""A CPU is fastest while a batch fits its cache (MiniLM, two cores: 11 tokens per ms with 1,000 to 2,000 tokens in a
batch, 7.6 with 9,000); a GPU wants to be filled."""


class TorchRunner:
    """Runs the modules one after another, as ``SentenceTransformer.forward`` does.

    In bf16 only the first one, which is nearly all of the work, is rounded: what follows pools in 32-bit floats.
    """

    turns = 1
    """Torch spreads one batch over the cores; each further thread gets a pool of its own, and idle pools spin on the
    cores that the busy one needs (twice as slow, measured with two pools on two cores)."""

    few_shapes = False

    def __init__(self, modules: Iterable[nn.Module], device: torch.device) -> None:
        self._modules = tuple(modules)
        self._device = device
        self.batch_tokens = _BATCH_TOKENS.get(device.type, _BATCH_TOKENS["cuda"])
        if device.type == "cpu":
            torch.set_num_threads(usable_cores())

    def run(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """As :meth:`embeddings.runtimes.Runner.run`."""
        with torch.inference_mode():
            features = {
                "input_ids": torch.from_numpy(ids).to(self._device),
                "attention_mask": torch.from_numpy(mask).to(self._device),
            }
            vectors: npt.NDArray[np.float32] = forward(self._modules, features).cpu().numpy()
        return vectors


def forward(modules: Iterable[nn.Module], features: dict[str, torch.Tensor]) -> torch.Tensor:
    """Give unit rows, float32 of shape (texts, dimension)."""
    for module in modules:
        features = {
            name: value.float()
            if isinstance(value, torch.Tensor) and value.dtype is torch.bfloat16
            else value
            for name, value in module(features).items()
        }
    return nn.functional.normalize(features["sentence_embedding"].float(), dim=1)


def has_bf16() -> bool:
    """Whether this CPU multiplies in bf16; where it does not, torch would imitate it slowly."""
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))
