"""Each runtime gives the model's vectors, and the same ones whatever else is encoded at the same time."""

import ctypes
import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings import Encoder, FloatArray, Runtime, Wanted, load_encoder
from embeddings.runtimes.agreement import LEAST_COSINE, agreement
from embeddings.weights import WeightsError, find_weights

if TYPE_CHECKING:
    from embeddings.transformer import TransformerEncoder

ROOT = Path(__file__).parents[2]
HAS_OPENVINO = importlib.util.find_spec("openvino") is not None
needs_openvino = pytest.mark.skipif(not HAS_OPENVINO, reason="the extra openvino is not installed")
WORDS = (
    "Harbour pilots at Lindholm walked out on Tuesday over night shifts, and 12 sailings were called off. "
)
LATER = "The port of Lindholm expects 3,000 passengers; the mayor asked both sides to talk again. "
SHORT = [f"Pilots walk out, {number}" for number in range(28)]
"""All of one padded length, so that the number of texts in a batch is what differs."""
ALIKE = 0.8
"""Cosine of a whole read lead first to the same text read in one: another look at it, no other text."""
OTHERS = ["Storm.", "Pilots of Lindholm end strike", WORDS, WORDS * 2, WORDS * 5, "港口渡轮相撞", WORDS * 30]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module", params=[Runtime.TORCH, Runtime.TORCH_BF16, Runtime.OPENVINO_INT8])
def made(
    request: pytest.FixtureRequest,
    folder: Path,
    encoder: Encoder,
    transformer_encoder: "type[TransformerEncoder]",
) -> "TransformerEncoder":
    runtime: Runtime = request.param
    torch_runner = importlib.import_module("embeddings.runtimes.torch_runner")
    if runtime is Runtime.TORCH:
        assert isinstance(encoder, transformer_encoder)
        return encoder
    if runtime is Runtime.TORCH_BF16 and not torch_runner.has_bf16():
        pytest.skip("this CPU does not multiply in bf16")
    if runtime is Runtime.OPENVINO_INT8 and not HAS_OPENVINO:
        pytest.skip("the extra openvino is not installed")
    made = load_encoder(Wanted(runtime=runtime, cache_folder=folder))
    assert isinstance(made, transformer_encoder)
    assert made.choice.runtime is runtime
    return made


def _afresh(encoder: "TransformerEncoder", texts: list[str]) -> FloatArray:
    """Vectors of the texts, and of the same with a word of theirs as the lead: by the model, not from memory."""
    return np.hstack([encoder._embed([(text, text[:end]) for text in texts])[:, :2] for end in (None, 6)])


@pytest.mark.model
def test_a_runtime_gives_the_vectors_of_the_model(made: "TransformerEncoder", encoder: Encoder) -> None:
    texts = [*SHORT[:3], *OTHERS]
    vectors = made.encode(texts)
    assert agreement(vectors, encoder.encode(texts)).least >= LEAST_COSINE[made.choice.runtime]
    assert made.identity == encoder.identity
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.model
def test_a_lead_embedded_with_its_whole_has_the_vector_that_it_has_alone(made: "TransformerEncoder") -> None:
    views = [
        (lead + rest, lead)
        for lead in (WORDS, "Storm.\n" + WORDS, WORDS * 30)
        for rest in (LATER, LATER * 20)
    ]
    wholes, leads = np.moveaxis(made.encode_views(views), 1, 0)
    agreed = LEAST_COSINE[made.choice.runtime]
    assert agreement(leads, made.encode([lead for _, lead in views])).least >= agreed
    assert agreement(wholes, made.encode([whole for whole, _ in views])).least >= ALIKE
    np.testing.assert_array_equal(
        made.encode_views([(text, text) for text in OTHERS])[:, 0], made.encode(OTHERS)
    )
    assert made.encode_views([]).shape == (0, 2, 384)
    with pytest.raises(ValueError, match="'a report' does not begin with 'A lead'"):
        made.encode_views([("a report", "A lead")])


@pytest.mark.model
def test_a_vector_is_the_same_bit_by_bit_whatever_it_is_encoded_with(
    made: "TransformerEncoder", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.runtimes.batched.IDLE_SECONDS", 0.0)  # a text alone goes on all cores
    together = _afresh(made, [*SHORT, *OTHERS])
    for texts in (SHORT[:1], OTHERS[-3:-2], OTHERS[-1:], SHORT[3:5], [*OTHERS[::-1], *SHORT[10:27]]):
        places = [[*SHORT, *OTHERS].index(text) for text in texts]
        np.testing.assert_array_equal(_afresh(made, texts), together[places])


@pytest.mark.model
def test_a_vector_is_the_same_bit_by_bit_whoever_asks_at_the_same_time(made: "TransformerEncoder") -> None:
    calls = [SHORT[i : i + 9] + OTHERS[i % 4 : 5] for i in range(4)]
    alone = [_afresh(made, texts) for texts in calls]
    with ThreadPoolExecutor(4) as pool:
        for expected, found in zip(alone, pool.map(lambda texts: _afresh(made, texts), calls), strict=True):
            np.testing.assert_array_equal(found, expected)


@pytest.mark.model
def test_a_text_is_read_as_the_library_reads_it(
    made: "TransformerEncoder", monkeypatch: pytest.MonkeyPatch
) -> None:
    views = [(text + rest, text) for text in (*OTHERS, "[SEP] and [CLS]", "\ud800") for rest in ("", LATER)]
    read = made._token_ids.of(views)
    assert [made._token_ids.of([pair])[0] for pair in views] == read
    monkeypatch.setattr(made._token_ids, "_fast", False)
    assert made._token_ids.of(views) == read


@pytest.mark.model
def test_what_was_encoded_before_is_not_encoded_again(
    encoder: Encoder, transformer_encoder: "type[TransformerEncoder]", monkeypatch: pytest.MonkeyPatch
) -> None:
    first = encoder.encode(SHORT[:3])
    monkeypatch.delattr(transformer_encoder, "_embed")
    np.testing.assert_array_equal(encoder.encode([SHORT[2], SHORT[0], SHORT[2]]), first[[2, 0, 2]])


@needs_openvino
@pytest.mark.model
def test_a_converted_model_is_kept_whole_and_a_spoilt_one_is_made_anew(folder: Path) -> None:
    wanted = Wanted(runtime=Runtime.OPENVINO_INT8, cache_folder=folder)
    vectors = load_encoder(wanted).encode(OTHERS)
    (kept,) = folder.iterdir()
    assert {file.name for file in kept.iterdir()} == {"model.xml", "model.bin"}

    (kept / "model.xml").write_text("no model", encoding="utf-8")
    np.testing.assert_array_equal(load_encoder(wanted).encode(OTHERS), vectors)
    assert (kept / "model.xml").stat().st_size > 10_000
    assert list(folder.iterdir()) == [kept]


@needs_openvino
@pytest.mark.model
def test_whoever_loads_a_model_for_openvino_keeps_its_own_stack_for_signals(folder: Path) -> None:
    before = _signal_stack()
    loaded = load_encoder(Wanted(runtime=Runtime.OPENVINO_INT8, cache_folder=folder))
    assert _signal_stack() == before
    del loaded


def _signal_stack() -> bytes:
    """Address, flags and size of the stack on which this thread handles signals."""
    found = ctypes.create_string_buffer(24)
    assert ctypes.CDLL(None).sigaltstack(None, found) == 0
    return found.raw


@needs_openvino
def test_openvino_tells_nobody_of_what_it_converts() -> None:
    importlib.import_module("embeddings.runtimes.untracked")
    telemetry = importlib.import_module("openvino.tools.ovc.telemetry_utils").init_ovc_telemetry()
    assert type(telemetry).__module__ == "openvino.tools.ovc.telemetry_stub"


@needs_openvino
def test_many_threads_may_be_the_first_to_ask() -> None:
    # One in two or three runs never ended where nobody had asked before.
    for _ in range(4):
        subprocess.run([sys.executable, "-m", "tests.embeddings.first_calls"], cwd=ROOT, check=True)


@pytest.mark.model
def test_what_is_not_installed_is_named_with_its_remedy(
    transformer_encoder: "type[TransformerEncoder]", monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("openvino_model", "openvino_runner"):
        monkeypatch.setitem(sys.modules, f"embeddings.runtimes.{name}", None)
    with pytest.raises(
        WeightsError, match=r"pip install 'newsfold\[openvino\]'; set NEWSFOLD_ENCODER_RUNTIME"
    ):
        transformer_encoder(find_weights("all-MiniLM-L6-v2"), Runtime.OPENVINO_INT8)


def test_the_runtimes_take_as_many_names_as_there_are_minima() -> None:
    assert set(LEAST_COSINE) == set(Runtime) - {Runtime.AUTO}
