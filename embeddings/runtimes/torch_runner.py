"""The modules of sentence-transformers, run by torch: on a GPU where there is one."""

import torch
from torch import nn

from embeddings.runtimes.cores import usable_cores
from embeddings.runtimes.kinds import FloatArray, IntArray

_BATCH_TOKENS = {"cpu": 2400, "cuda": 65536}
"""A CPU is fastest while a batch fits its cache (MiniLM, two cores: 11 tokens per ms with 1,000 to 2,000 tokens in a
batch, 7.6 with 9,000); a GPU wants to be filled."""


class TorchRunner:
    """Runs the model as it is; safe to call from several threads."""

    turns = 1
    """Torch spreads one batch over the cores; each further thread gets a pool of its own, and idle pools spin on the
    cores that the busy one needs (twice as slow, measured with two pools on two cores)."""

    few_shapes = False

    def __init__(self, model: nn.Module, device: torch.device) -> None:
        self._model = model.eval()
        self._device = device
        self.batch_tokens = _BATCH_TOKENS.get(device.type, _BATCH_TOKENS["cuda"])
        if device.type == "cpu":
            torch.set_num_threads(usable_cores())

    def run(self, ids: IntArray, mask: IntArray, leads: IntArray) -> FloatArray:
        """As :meth:`embeddings.runtimes.Runner.run`."""
        with torch.inference_mode():
            given = (torch.from_numpy(array).to(self._device) for array in (ids, mask, leads))
            vectors: FloatArray = self._model(*given).cpu().numpy()
        return vectors

    run_alone = run
    """It spreads each batch over the cores."""


def has_bf16() -> bool:
    """Whether this CPU multiplies in bf16; where it does not, torch would imitate it slowly."""
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))
