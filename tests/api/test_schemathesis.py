"""Every call that the document describes, with thousands of bodies and parameters that nobody would think of."""

import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from service.demo import demo_lines
from service.desk import Desk
from service.formats.reading import read
from tests.api.support import Clock

CONFIG = Path(__file__).with_name("schemathesis.toml")


def test_the_service_does_what_its_document_says(
    app: FastAPI, address: str, desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    app.state.front.notifier.closed = True  # so that streams end as soon as they have begun
    desk.receive(read(demo_lines(), name="the demo reports", now=clock()).submissions[:12], clock())
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)]
    done = subprocess.run(
        [*command, "run", f"{address}/openapi.json"],
        cwd=tmp_path,
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )
    if done.returncode != 0:
        pytest.fail(f"{done.stdout}\n{done.stderr}", pytrace=False)
