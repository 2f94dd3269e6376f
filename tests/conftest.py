"""The one thing that is dear enough to share among all tests, which of them begin, and which go together."""

import logging
import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import structlog
from hypothesis import settings

from embeddings import Encoder, Runtime, load_encoder
from tests.long import half
from tests.postgresql import Server

# The same arithmetic on every machine; the tests of the runtimes name those they are about.
os.environ.setdefault("NEWSFOLD_ENCODER_RUNTIME", Runtime.TORCH)

# How long one example takes says how busy the machine is.
settings.register_profile("newsfold", deadline=None, max_examples=half(100))
settings.load_profile("newsfold")

WITH_MODEL = (
    "tests/embeddings/test_modules.py",
    "tests/embeddings/test_runtimes.py",
    "tests/embeddings/test_static.py",
    "tests/embeddings/test_transformer.py",
    "tests/clustering/test_first_of_their_kind.py",
    "tests/clustering/test_one_town.py",
    "tests/clustering/test_real_page.py",
    "tests/demo/test_golden_briefing.py",
    "tests/desk/test_golden.py",
    "tests/desk/test_hard_input.py",
)
"""Files whose tests load the model, all in one process: importing what it runs on takes others seconds each."""
LONGEST = (*WITH_MODEL, "tests/e2e/", "tests/test_readme.py", "tests/mcp/", "tests/cli/", "tests/web/")
"""Those with the model are many, the others wait for servers: begun first, they are done when the rest is."""


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default model, loaded once. Mark a test that uses it with ``@pytest.mark.model``."""
    return load_encoder()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started once; tests that ask for it are skipped where there can be none."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """For tests in which logging is configured: what it writes to is gone after them, and others log as well."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take longest first, and of these the ones with the model."""
    items.sort(key=lambda item: (not item.nodeid.startswith(LONGEST), not item.nodeid.startswith(WITH_MODEL)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Send files of tests to processes one at a time, but those with the model together."""
    if config.getoption("dist") != "loadfile":
        return None
    scheduler = import_module("xdist.scheduler").LoadFileScheduling(config, log)
    by_file = scheduler._split_scope
    scheduler._split_scope = lambda test: "model" if test.startswith(WITH_MODEL) else by_file(test)
    return scheduler
