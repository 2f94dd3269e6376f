"""What is compiled where it is first called is called once before the service opens, so that no request waits for it.

A desk that is thrown away files the demo reports, some made from one form and many copies of one, and is opened anew.
At the first start on a machine that takes a while; what was compiled is kept on disk, and later starts only load it
(see :mod:`embeddings.compiled`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from threading import Timer

import numpy as np
import structlog

from embeddings import EncoderIdentity, FloatArray, ViewsApart
from embeddings.lexical import word_rows
from service.demo import demo_lines
from service.desk import Desk
from service.formats.reading import read
from service.model import Article, Submission
from service.stores.memory import MemoryStore

PATIENCE_SECONDS = 4.0
"""What takes longer is told."""

FORM = (
    "Firm{0} said that its profit rose to {0} million in the quarter, as orders at home and abroad grew and costs of "
    "energy, transport and wages fell. It keeps its outlook for the whole year and will pay the usual dividend."
)
FORMS = 10
"""More than it takes to recognise one."""
COPIES = 32
"""More than are looked at of a story."""

_log = structlog.stdlib.get_logger("newsfold.serve")


@cache
def warm_up() -> None:
    """Do once, in this process, what grouping does."""
    notice = Timer(
        PATIENCE_SECONDS, _log.info, ["compiling grouping for this machine: once, takes about a minute"]
    )
    notice.daemon = True
    notice.start()
    try:
        _work()
    finally:
        notice.cancel()


def _work() -> None:
    now = datetime.now(UTC)
    store, encoder = MemoryStore(), _ByWords()
    forms = [Submission(Article(f"form-{number}", text=FORM.format(number))) for number in range(FORMS)]
    copies = [Submission(Article(f"copy-{number}", text=FORM.format("x"))) for number in range(COPIES)]
    demo = read(demo_lines(), name="the demo reports", now=now).submissions
    Desk(store, encoder).receive([*demo, *forms, *copies], now)
    Desk(store, encoder)


class _ByWords(ViewsApart):
    """Embeds a text by its words alone: it costs nothing, and texts on one event are alike."""

    @property
    def identity(self) -> EncoderIdentity:
        """Its name says what it is."""
        return EncoderIdentity("by-words", "0" * 64, 384)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """As :meth:`embeddings.Encoder.encode`."""
        rows = word_rows(texts)
        vectors = np.full((len(texts), self.identity.dimension), 1e-3, np.float32)
        for vector, start, end in zip(vectors, rows.starts[:-1], rows.starts[1:], strict=True):
            np.add.at(vector, rows.terms[start:end] % len(vector), 1.0)
        unit: FloatArray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
