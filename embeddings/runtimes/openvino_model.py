"""A model of sentence-transformers turned into one of OpenVINO, once, into the cache folder.

Nothing is fetched: the model as loaded is traced, pooling and all. Weights go to 8 bits by the row, symmetrically:
no texts are needed to calibrate them, and what they are multiplied with is scaled by OpenVINO for each token by itself,
so that a vector does not depend on what else stands in the batch.
"""

import contextlib
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from embeddings.runtimes.untracked import ops, ov

_FORM = 2
"""Of what is kept; to be raised with every change to what is made here."""

_FILE = "model.xml"

log = logging.getLogger(__name__)


def openvino_model(model: nn.Module, digest: str, folder: Path | None, *, int8: bool) -> ov.Model:
    """Read the model of OpenVINO from ``folder``, or make it, keep it there, and read that.

    Always read: the model as converted has other names and orders, by which OpenVINO fuses it in another way, and so
    other last bits.

    Parameters
    ----------
    digest
        Of the weights.
    folder
        Where converted models are kept; None, or one that cannot be written: it is made anew for each start.
    """
    version = ov.get_version().partition("-")[0]
    name = f"openvino-{digest[:16]}-{'int8' if int8 else 'float'}-{version}-{_FORM}"
    kept = folder / name if folder else None
    if kept and kept.exists():
        try:
            return _read(kept)
        except RuntimeError:
            log.warning("the converted model in %s cannot be read; it is made anew", kept)
            shutil.rmtree(kept, ignore_errors=True)
    log.info("converting the model for OpenVINO, once; it takes a few seconds")
    made = _convert(model)
    if int8:
        _compress(made)
    return _kept(made, kept)


def _read(folder: Path) -> ov.Model:
    return ov.Core().read_model(folder / _FILE)


def _kept(model: ov.Model, kept: Path | None) -> ov.Model:
    """Write the model whole or not at all, and read it; another process that was faster has written the same."""
    made = _room(kept.parent if kept else None)
    try:
        ov.save_model(model, str(made / _FILE), compress_to_fp16=False)
        if kept and made.parent == kept.parent:
            with contextlib.suppress(OSError):
                made.rename(kept)
        return _read(made if made.exists() else kept or made)
    finally:
        shutil.rmtree(made, ignore_errors=True)  # what has been read of it stays, unlinked


def _room(folder: Path | None) -> Path:
    """Make a folder to write in: in this one if that can be, so that it needs only a new name."""
    if folder:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(dir=folder, prefix="making-"))
        except OSError as error:
            log.warning(
                "the converted model cannot be kept in %s (%s); set NEWSFOLD_CACHE_FOLDER",
                folder,
                error.strerror,
            )
    return Path(tempfile.mkdtemp(prefix="newsfold-"))


def _convert(model: nn.Module) -> ov.Model:
    ids = torch.ones((2, 16), dtype=torch.long)
    with _quiet():
        made: ov.Model = ov.convert_model(model.eval(), example_input=(ids, ids, torch.full((2,), 8)))
    return made


def _compress(model: ov.Model) -> None:
    """Put the weights of all matrix products into 8 bits, each row by its own scale."""
    for op in model.get_ordered_ops():
        if op.get_type_name() != "MatMul":
            continue
        source = op.input_value(1).get_node()
        if source.get_type_name() != "Constant" or len(source.get_output_shape(0)) != 2:  # noqa: PLR2004 - a matrix
            continue
        op.input(1).replace_source_output(_in_8_bits(source.data, by=1 if _transposed(op) else 0).output(0))


def _in_8_bits(weights: Any, *, by: int) -> ov.Node:  # noqa: ANN401 - whatever array OpenVINO gives
    scale = np.maximum(np.abs(weights).max(axis=by, keepdims=True), 1e-12).astype(np.float32) / np.float32(
        127
    )
    rounded = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    return ops.multiply(ops.convert(ops.constant(rounded), "f32"), ops.constant(scale))


def _transposed(op: ov.Node) -> bool:
    return bool(op.get_attributes().get("transpose_b", False))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Tracing warns of what a fixed number of layers makes harmless."""
    library = logging.getLogger("transformers")
    level = library.level
    library.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        library.setLevel(level)
