"""Sentence-transformers as an :class:`~embeddings.encoder.Encoder`; the only importer of that library."""

import copy
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# oneDNN keeps a compiled kernel for each shape of batch it has seen, a thousand by default: hundreds of MiB that a long
# run never gives back. To be set before torch loads.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")

import numpy as np
import torch
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from torch import nn
from transformers.utils import logging as transformers_logging

from embeddings.encoder import EncoderIdentity, FloatArray, Views, ViewsApart
from embeddings.runtimes import Choice, Runner, Runtime
from embeddings.runtimes.agreement import LEAD, REPORT, TEXTS
from embeddings.runtimes.batched import Batched
from embeddings.runtimes.choice_cache import ChoiceCache
from embeddings.runtimes.choosing import Chooser, NotHere
from embeddings.runtimes.modules import LeadFirst, Plain, one_pass
from embeddings.runtimes.torch_runner import TorchRunner, has_bf16
from embeddings.token_ids import TokenIds
from embeddings.vector_cache import VectorCache
from embeddings.weights import Weights, WeightsError

_loading = threading.Lock()

log = logging.getLogger(__name__)


class TransformerEncoder(ViewsApart):
    """A model of sentence-transformers, in the runtime that was chosen for it.

    What a text is embedded to does not depend on its neighbours in the call, bit by bit (see
    :mod:`embeddings.batches`). It is cut at the model's own limit (256 tokens for all-MiniLM-L6-v2).

    Parameters
    ----------
    weights
        A verified folder, see :func:`embeddings.weights.find_weights`. Nothing else is read, and no network.
    runtime
        What does the arithmetic. On a GPU that is torch, whatever is asked for.
    cache_folder
        Where a converted model and what was measured are kept; None: nothing is.

    Raises
    ------
    WeightsError
        The folder's files do not make a model, or the runtime is not to be had here.
    """

    def __init__(
        self, weights: Weights, runtime: Runtime = Runtime.TORCH, cache_folder: Path | None = None
    ) -> None:
        self._weights = weights
        self._cache_folder = cache_folder
        self._model: SentenceTransformer = load_model(weights)
        tokenizer = self._model.tokenizer
        self._limit = int(self._model.max_seq_length or tokenizer.model_max_length)
        self._pad_id: int = tokenizer.pad_token_id or 0
        prompt = self._model.prompts.get(self._model.default_prompt_name or "", "") or ""
        self._token_ids = TokenIds(tokenizer, self._limit, prompt)
        self._in_one_pass = self._try_one_pass()
        self._batched, self._choice = self._choose(runtime)
        self._vectors = VectorCache()
        dimension = self._embed([("", "")]).shape[2]
        self._identity = EncoderIdentity(weights.name, weights.digest, dimension)
        if self._choice.runtime in (Runtime.OPENVINO_BF16, Runtime.OPENVINO_INT8):
            del self._model  # its weights; OpenVINO has its own

    @property
    def identity(self) -> EncoderIdentity:
        """Name, digest and dimension of the model."""
        return self._identity

    @property
    def choice(self) -> Choice:
        """Which runtime runs, and why."""
        return self._choice

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: C-contiguous float32 of shape (len(texts), dimension), unit rows, in order.

        A text that occurs more than once, or did in a call before, is embedded once.
        """
        return np.ascontiguousarray(self._encode([(text, text) for text in texts])[:, 0])

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode_views`: both in one pass, if the model can.

        Raises
        ------
        ValueError
            A whole does not begin with its lead.
        """
        for whole, lead in views:
            if not whole.startswith(lead):
                raise ValueError(f"{whole[:40]!r} does not begin with {lead[:40]!r}")
        return self._encode(views) if self._in_one_pass else super().encode_views(views)

    def _encode(self, views: Sequence[Views]) -> FloatArray:
        distinct = list(dict.fromkeys(views))
        known = self._vectors.find(distinct)
        new = [pair for pair in distinct if pair not in known]
        if new:
            rows = self._embed(new)
            self._vectors.keep(new, rows)
            known.update(zip(new, rows, strict=True))
        found = [known[pair] for pair in views]
        return np.stack(found) if found else np.zeros((0, 2, self._identity.dimension), np.float32)

    def forget(self) -> None:
        """Forget what was encoded before, as one who measures has to."""
        self._vectors = VectorCache()

    def _embed(self, views: Sequence[Views]) -> FloatArray:
        return self._batched.embed(self._token_ids.of(views))

    def _try_one_pass(self) -> bool:
        ids, lead = self._token_ids.of([(REPORT, REPORT[:LEAD])])[0]
        return one_pass(list(self._model), torch.tensor([ids], device=self._model.device), lead)

    def _choose(self, runtime: Runtime) -> tuple[Batched, Choice]:
        if self._model.device.type != "cpu":
            return self._build(Runtime.TORCH), Choice(Runtime.TORCH, f"on the GPU ({self._model.device})")
        if runtime is Runtime.TORCH:
            return self._build(runtime), Choice(runtime, "as NEWSFOLD_ENCODER_RUNTIME asks for")
        texts = self._token_ids.of([(text, text) for text in TEXTS])
        reference = self._model.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False)
        chooser = Chooser(self._build, texts, reference)
        if runtime is Runtime.AUTO:
            batched, choice = chooser.fastest(ChoiceCache(self._cache_folder, self._weights.digest))
            log.info("the model runs in %s", choice)
            return batched, choice
        try:
            return chooser.take(runtime)
        except NotHere as error:
            raise WeightsError(
                f"the model cannot run in {runtime}: {error}; set NEWSFOLD_ENCODER_RUNTIME to another, or to auto"
            ) from error

    def _build(self, runtime: Runtime) -> Batched:
        return Batched(self._runner(runtime), limit=self._limit, pad_id=self._pad_id)

    def _runner(self, runtime: Runtime) -> Runner:
        if runtime is Runtime.TORCH:
            return TorchRunner(self._whole(list(self._model)), self._model.device)
        if runtime is Runtime.TORCH_BF16:
            if not has_bf16():
                raise NotHere("this CPU does not multiply in bf16")
            first, *rest = self._model
            # The first is nearly all of the work; what follows pools in 32-bit floats.
            rounded = copy.deepcopy(first).to(torch.bfloat16)
            return TorchRunner(self._whole([rounded, *rest]), self._model.device)
        try:
            from embeddings.runtimes.openvino_model import openvino_model  # noqa: PLC0415 - an extra
            from embeddings.runtimes.openvino_runner import OpenVinoRunner  # noqa: PLC0415
        except ImportError as error:
            raise NotHere("OpenVINO is not installed; pip install 'newsfold[openvino]'") from error
        int8 = runtime is Runtime.OPENVINO_INT8
        model = self._whole(list(self._model))

        def make() -> Runner:
            return OpenVinoRunner(openvino_model(model, self._weights.digest, self._cache_folder, int8=int8))

        try:
            # In a thread of its own: the one that loads the library is given a stack for signals, which is freed with
            # the last model, wherever that is let go of. The next signal to that thread would end the process.
            with ThreadPoolExecutor(max_workers=1) as pool:
                return pool.submit(make).result()
        except RuntimeError as error:
            raise NotHere(f"OpenVINO cannot take the model ({str(error).partition(chr(10))[0]})") from error

    def _whole(self, modules: Sequence[nn.Module]) -> nn.Module:
        return LeadFirst(modules) if self._in_one_pass else Plain(modules)


def load_model(weights: Weights) -> SentenceTransformer:
    """Load the model in the folder of the weights.

    Raises
    ------
    WeightsError
        The folder's files do not make a model.
    """
    try:
        with _quiet():
            model = SentenceTransformer(
                str(weights.path),
                device="cuda" if torch.cuda.is_available() else "cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True, "dtype": torch.float32},
            )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise WeightsError(
            f"the files in {weights.path} ({weights.source}) do not make a model "
            f"({type(error).__name__}: {reason}); "
            "save or download the model again, or choose another"
        ) from error
    return model.eval()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the loader's progress bar and remarks off stderr, and leave its settings as they were."""
    with _loading:
        no_bar: Any = transformers_logging.EmptyTqdm
        bars = transformers_logging.set_tqdm_hook(lambda _, args, options: no_bar(*args, **options))
        loggers = [logging.getLogger(library) for library in ("transformers", "sentence_transformers")]
        levels = [logger.level for logger in loggers]
        try:
            for logger in loggers:
                logger.setLevel(logging.ERROR)
            yield
        finally:
            transformers_logging.set_tqdm_hook(bars)
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
