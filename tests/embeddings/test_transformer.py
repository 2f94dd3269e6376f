import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings import Encoder, WeightsError
from embeddings.weights import PINNED_DIGESTS, Source, Weights

if TYPE_CHECKING:
    from embeddings.transformer import TransformerEncoder

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
MIXED = ["Rain.", "The ferry ran aground near the harbour at dawn. " * 12, "", "港口 closed", "Rain."]


@pytest.mark.model
def test_the_model_gives_the_vectors_it_always_gave(encoder: Encoder) -> None:
    vectors = encoder.encode(GOLDEN["texts"])
    heads = np.array(GOLDEN["first_components"])
    np.testing.assert_allclose(vectors[:, : heads.shape[1]], heads, atol=1e-4)
    np.testing.assert_allclose(vectors @ vectors.T, GOLDEN["cosines"], atol=1e-4)
    assert encoder.identity.name == "all-MiniLM-L6-v2"
    assert encoder.identity.digest == PINNED_DIGESTS["all-MiniLM-L6-v2"]
    assert encoder.identity.dimension == vectors.shape[1] == 384


@pytest.mark.model
def test_a_vector_depends_on_its_text_alone(encoder: Encoder) -> None:
    together = encoder.encode(MIXED)
    np.testing.assert_allclose(together, np.vstack([encoder.encode([text]) for text in MIXED]), atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.array_equal(together[0], together[4])
    assert together.dtype == np.float32
    assert together.flags.c_contiguous


@pytest.mark.model
def test_no_texts_and_half_a_surrogate_pair_are_taken(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert np.isfinite(encoder.encode(["broken \ud800 text"])).all()


@pytest.mark.model
def test_threads_get_what_one_caller_gets(encoder: Encoder) -> None:
    calls = [[f"{text} {i}" for text in MIXED] for i in range(8)]
    expected = [encoder.encode(texts) for texts in calls]
    with ThreadPoolExecutor(8) as pool:
        for alone, threaded in zip(expected, pool.map(encoder.encode, calls), strict=True):
            np.testing.assert_allclose(threaded, alone, atol=1e-5)


def test_files_that_make_no_model_are_refused(
    tmp_path: Path, transformer_encoder: "type[TransformerEncoder]"
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"no tensors")
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(WeightsError, match=r"do not make a model .* choose another"):
        transformer_encoder(Weights("broken", tmp_path, "", Source.PATH))


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, embeddings; print(*{'torch', 'sklearn', 'sentence_transformers'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.model
def test_loading_and_encoding_say_nothing() -> None:
    code = (
        "from transformers.utils import logging; level = logging.get_verbosity()\n"
        "from embeddings import load_encoder; load_encoder().encode(['text'])\n"
        "assert logging.get_verbosity() == level and logging.set_tqdm_hook(None) is None"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
