import gzip
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from embeddings import EncoderIdentity, FloatArray, ViewsApart, Wanted

DIMENSION = 256


class BagOfWords(ViewsApart):
    """Deterministic: each word adds one to a component of its own, so texts that share words are close."""

    def __init__(self, name: str = "all-MiniLM-L6-v2") -> None:
        self.identity = EncoderIdentity(name, hashlib.sha256(name.encode()).hexdigest(), DIMENSION)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()) or ["nothing"]:
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSION] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


FLOOD = "The river Tarn burst its banks in Millau on Monday and 40 families left their homes, the mayor said."
STRIKE = "Ferry crews in Bergen walked out on Tuesday over night shifts, and 12 sailings were called off."


def report(identifier: str, title: str, text: str, **other: object) -> dict[str, object]:
    return {"id": identifier, "title": title, "text": text} | other


@pytest.fixture
def reports() -> list[dict[str, object]]:
    """Two copies of one report on a flood, and one on a strike between them."""
    return [
        report("a", "River floods Millau", FLOOD, source="Northwire", published_at="2026-11-02T08:00:00Z"),
        report("b", "Ferry strike in Bergen", STRIKE, source="Kysten", published_at="2026-11-02T09:00:00Z"),
        report("c", "River floods Millau", FLOOD, source="Le Causse", published_at="2026-11-02T09:30:00Z"),
    ]


def _load(wanted: Wanted | None = None) -> BagOfWords:
    return BagOfWords((wanted or Wanted()).model)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, logging_put_back: None) -> CliRunner:
    """A terminal in an empty folder, with an encoder that needs no model and no settings from outside."""
    monkeypatch.setattr("embeddings.load_encoder", _load)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSFOLD_DATABASE_URL", "sqlite:///desk.db")
    monkeypatch.delenv("NEWSFOLD_MODEL", raising=False)
    return CliRunner()


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., str]:
    """Writes rows as JSON Lines and gives the name of the file; gzipped where the name says so."""

    def write(*rows: object, name: str = "reports.jsonl") -> str:
        lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
        raw = lines.encode()
        (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return name

    return write
