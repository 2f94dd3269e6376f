"""Encoding: the same texts and articles through sentence-transformers' own ``encode`` and through ours, in turns.

What is compared is processor-bound and short, so the two take turns round by round in one process, and each counts by
its best round: a busy moment hits both.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from embeddings import FloatArray, Runtime, WeightsError
from embeddings.runtimes.agreement import agreement
from embeddings.runtimes.cores import usable_cores
from embeddings.transformer import TransformerEncoder
from embeddings.weights import find_weights
from service.clustering.evidence import views
from service.model import Article
from service.settings import load_settings, wanted_encoder
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.speed import VOLUME

HEADLINES = "uci-stream"
COUNT = 192
"""Texts of each kind; headlines, which are short, eight times as many."""
ROUNDS = 3
PEER_BATCH = 32
ABOUT_150 = range(130, 171)
FULL = 256
CHUNK = 256
"""Articles handed over at once, as ``newsfold group`` does."""
FLOP_A_TOKEN, FLOP_A_TOKEN_AND_LENGTH = 21.2e6, 9.2e3
"""Of all-MiniLM-L6-v2: its matrix products, and attention that grows with the text."""
BITS8 = 2.0
"""Products in 8 bits a second, to those in bf16: twice as many fit a register."""
RUNTIMES = (Runtime.TORCH, Runtime.TORCH_BF16, Runtime.OPENVINO_BF16, Runtime.OPENVINO_INT8)

Encode = Callable[[Sequence[str]], FloatArray]


@dataclass(frozen=True, slots=True)
class Timing:
    """The best round of one encoder on one kind of text."""

    seconds: float
    vectors: FloatArray


def run(folder: Path, *, limit: int | None = None) -> Section:
    """Measure every runtime that can be had here, on every kind of text and on whole articles."""
    path = folder / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        return Section("Encoding", f"There is no {path.name}.")
    peer = _Peer()
    encoders = dict(_encoders())
    kinds = _kinds(folder, peer, limit or COUNT)
    articles = read_articles(path)[0][: 40 * (limit or COUNT)]
    chosen = {
        "article": articles[: 2 * (limit or COUNT)],
        "full article": _full(articles, peer)[: (limit or COUNT) // 2],
    }
    peaks = _peaks()
    tables = {
        f"{kind}, {len(texts)} texts": _same_tokens(kind, texts, peer, encoders, peaks)
        for kind, texts in kinds.items()
    }
    for kind, some in chosen.items():
        tables[f"Per {kind}, through the pipeline"] = _per_article(some, peer, encoders)
    reached = ", ".join(f"{name} {flops / 1e9:,.0f} GFLOP/s" for name, flops in peaks.items())
    caption = (
        f"Best of {ROUNDS} rounds in turns, {usable_cores()} cores. `times` is against sentence-transformers' own "
        f"`encode` in 32-bit floats, batches of {PEER_BATCH}. The roof is what matrix products alone reach here "
        f"in the precision of the runtime ({reached}; int8 taken as twice bf16)."
    )
    return Section("Encoding", caption, tables)


class _Peer:
    """Sentence-transformers as its page shows it."""

    def __init__(self) -> None:
        torch.set_num_threads(usable_cores())
        self.model = SentenceTransformer(str(find_weights("all-MiniLM-L6-v2").path), device="cpu")

    def encode(self, texts: Sequence[str]) -> FloatArray:
        vectors: FloatArray = self.model.encode(
            list(texts), batch_size=PEER_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return vectors

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as far as the model reads."""
        tokens = self.model.tokenizer(list(texts), truncation=True, max_length=self.model.max_seq_length)
        return [len(ids) for ids in tokens["input_ids"]]


def _encoders() -> Iterator[tuple[Runtime, TransformerEncoder]]:
    wanted = wanted_encoder(load_settings())
    for runtime in RUNTIMES:
        try:
            yield runtime, TransformerEncoder(find_weights(wanted.model), runtime, wanted.cache_folder)
        except WeightsError as error:
            say(f"encoding: {error}")


def _kinds(folder: Path, peer: _Peer, count: int) -> dict[str, list[str]]:
    articles = read_articles(folder / f"{VOLUME}.jsonl.gz")[0][: count * 40]
    texts = list(dict.fromkeys(map(_title_and_text, articles)))
    lengths = peer.lengths(texts)
    sized = list(zip(texts, lengths, strict=True))
    kinds = {
        "Articles of about 150 tokens": [text for text, length in sized if length in ABOUT_150][:count],
        "Full articles": [text for text, length in sized if length >= FULL][: count // 2],
    }
    path = folder / f"{HEADLINES}.jsonl.gz"
    if path.exists():
        titles = dict.fromkeys(article.title for article in read_articles(path)[0])
        kinds["Headlines"] = list(titles)[: count * 8]
    return kinds


def _same_tokens(
    kind: str,
    texts: Sequence[str],
    peer: _Peer,
    encoders: dict[Runtime, TransformerEncoder],
    peaks: dict[str, float],
) -> list[Row]:
    say(f"encoding: {kind}")
    lengths = np.array(peer.lengths(texts))
    flops = float((FLOP_A_TOKEN * lengths + FLOP_A_TOKEN_AND_LENGTH * lengths**2).sum())
    timed = _in_turns(
        {"sentence-transformers": peer.encode} | {str(name): _afresh(one) for name, one in encoders.items()},
        texts,
    )
    base = timed["sentence-transformers"]
    rows = []
    for name, timing in timed.items():
        near = agreement(timing.vectors, base.vectors)
        peak = peaks[_precision(name)]
        rows.append(
            {
                "encoder": name,
                "texts/s": round(len(texts) / timing.seconds),
                "tokens/s": round(lengths.sum() / timing.seconds),
                "times": round(base.seconds / timing.seconds, 2),
                "least cosine": round(near.least, 5),
                "mean cosine": round(near.mean, 5),
                "share of the roof": round(flops / timing.seconds / peak, 2),
            }
        )
    return rows


def _full(articles: Sequence[Article], peer: _Peer) -> list[Article]:
    """Those with as many tokens as sentence-transformers ever reads of a text."""
    lengths = peer.lengths([_title_and_text(article) for article in articles])
    return [article for article, length in zip(articles, lengths, strict=True) if length >= FULL]


def _title_and_text(article: Article) -> str:
    return f"{article.title}\n{article.text}".strip()


def _per_article(
    articles: Sequence[Article], peer: _Peer, encoders: dict[Runtime, TransformerEncoder]
) -> list[Row]:
    """What an article costs with all that is saved: no text twice, no more of it than grouping needs."""
    say(f"encoding: {len(articles)} articles through the pipeline")
    full = [_title_and_text(article) for article in articles]
    pairs = [views(article) for article in articles]
    both = [text for pair in pairs for text in pair]
    timed = _in_turns(
        {"sentence-transformers, title and text": lambda _: peer.encode(full)}
        | {"sentence-transformers, both views": lambda _: peer.encode(both)}
        | {str(name): _pipeline(one, pairs) for name, one in encoders.items()},
        (),
    )
    tokens = {"sentence-transformers, title and text": sum(peer.lengths(full))}
    tokens["sentence-transformers, both views"] = sum(peer.lengths(both))
    ours = sum(peer.lengths(list(dict.fromkeys(whole for whole, _ in pairs))))
    one, two = (timed[name].seconds for name in tokens)
    return [
        {
            "encoder": name,
            "articles/s": round(len(articles) / timing.seconds),
            "tokens an article": round(tokens.get(name, ours) / len(articles)),
            "times one text an article": round(one / timing.seconds, 2),
            "times both views": round(two / timing.seconds, 2),
        }
        for name, timing in timed.items()
    ]


def _afresh(encoder: TransformerEncoder) -> Encode:
    """Encode with nothing remembered of the round before."""

    def encode(texts: Sequence[str]) -> FloatArray:
        encoder.forget()
        return encoder.encode(texts)

    return encode


def _pipeline(encoder: TransformerEncoder, pairs: Sequence[tuple[str, str]]) -> Encode:
    def encode(_: Sequence[str]) -> FloatArray:
        encoder.forget()
        chunks = [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]
        return np.vstack([encoder.encode_views(chunk) for chunk in chunks])

    return encode


def _in_turns(encoders: dict[str, Encode], texts: Sequence[str]) -> dict[str, Timing]:
    best: dict[str, Timing] = {}
    for _ in range(ROUNDS):
        for name, encode in encoders.items():
            started = time.perf_counter()
            vectors = encode(texts)
            seconds = time.perf_counter() - started
            if name not in best or seconds < best[name].seconds:
                best[name] = Timing(seconds, vectors)
    return best


def _precision(name: str) -> str:
    if name.endswith("int8"):
        return "int8"
    return "bf16" if name.endswith("bf16") else "fp32"


def _peaks() -> dict[str, float]:
    """Floating point operations a second of the model's largest product, by precision; int8 by what bf16 gives."""
    found = {name: _peak(dtype) for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16))}
    return found | {"int8": BITS8 * found["bf16"]}


def _peak(dtype: torch.dtype) -> float:
    layer = torch.nn.Linear(384, 1536, bias=False, dtype=dtype)
    tokens = torch.randn(2048, 384, dtype=dtype)
    best = 0.0
    with torch.inference_mode():
        for _ in range(5):
            started = time.perf_counter()
            for _ in range(8):
                layer(tokens)
            best = max(best, 8 * 2 * 2048 * 384 * 1536 / (time.perf_counter() - started))
    return best
