"""The image is built by the Makefile's commands, runs without root, and says truly whether it is healthy."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Instruction = tuple[str, str]


@pytest.fixture(scope="module")
def stages() -> list[list[Instruction]]:
    """Give the instructions of each stage, continuations joined and comments dropped."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if line.strip() and not line.startswith("#"))
    instructions = [line.split(maxsplit=1) for line in re.sub(r"\\\n\s*", "", text).splitlines()]
    stages: list[list[Instruction]] = []
    for keyword, rest in instructions:
        if keyword == "FROM":
            stages.append([])
        stages[-1].append((keyword, rest))
    return stages


def values(stage: list[Instruction], keyword: str) -> list[str]:
    return [rest for word, rest in stage if word == keyword]


def test_the_build_runs_what_make_runs(stages: list[list[Instruction]]) -> None:
    made = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "image-steps", "PYTHON=python", "IMAGE=/opt/newsfold"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    built = [command for run in values(stages[0], "RUN") for command in run.split(" && ")]
    assert [command.strip() for command in built] == made.stdout.splitlines()


def test_both_stages_stand_on_one_exact_base(stages: list[list[Instruction]]) -> None:
    bases = {values(stage, "FROM")[0].split()[0] for stage in stages}
    assert len(stages) == 2
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-bookworm(@sha256:[0-9a-f]{64})?", bases.pop())


def test_the_service_runs_without_root_and_without_the_hub(stages: list[list[Instruction]]) -> None:
    final = stages[-1]
    keywords = [word for word, _ in final]
    user = values(final, "USER")[-1]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), "numeric, so that it can be checked from outside"
    assert keywords.index("USER") < keywords.index("CMD")
    environment = " ".join(values(final, "ENV"))
    assert "HF_HUB_OFFLINE=1" in environment
    assert "NEWSFOLD_DATABASE_URL=sqlite:////data/newsfold.db" in environment
    assert values(final, "VOLUME") == ["/data"]


def test_the_service_gets_its_own_signals(stages: list[list[Instruction]]) -> None:
    command = json.loads(values(stages[-1], "CMD")[0])
    assert command[:2] == ["newsfold", "serve"]
    assert values(stages[-1], "STOPSIGNAL") == ["SIGTERM"]


def test_the_command_listens_to_others_and_so_asks_for_keys(
    stages: list[list[Instruction]], tmp_path: Path
) -> None:
    command = json.loads(values(stages[-1], "CMD")[0])
    assert command[command.index("--host") + 1] == "0.0.0.0"
    program = [sys.executable, "-c", "from service.cli import main; main()", *command[1:]]
    environment = {name: value for name, value in os.environ.items() if name != "NEWSFOLD_API_KEYS"}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(program, check=False, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert "NEWSFOLD_API_KEYS" in done.stderr


def test_no_secret_is_baked_in(stages: list[list[Instruction]]) -> None:
    names = re.findall(r"(\w+)=", " ".join(values(stages[-1], "ENV") + values(stages[-1], "ARG")))
    assert not [name for name in names if re.search("KEY|SECRET|TOKEN|PASSWORD", name)]


def test_everything_copied_is_sent_to_the_builder(stages: list[list[Instruction]]) -> None:
    sent = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {name for copy in values(stages[0], "COPY") for name in copy.split()[:-1]}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied - {"README.md"})


@contextmanager
def answering(status: int) -> Iterator[int]:
    """Serve ``status`` at every address of a free loopback port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_the_health_check_tells_sick_from_well(
    stages: list[list[Instruction]], status: int, healthy: bool
) -> None:
    check = values(stages[-1], "HEALTHCHECK")[0].split("CMD", 1)[1]
    python, flag, code = json.loads(check)
    assert (python, flag) == ("python", "-c")
    with answering(status) as port:
        done = subprocess.run(
            [sys.executable, "-c", code.replace(":8000/", f":{port}/")], check=False, capture_output=True
        )
    assert (done.returncode == 0) is healthy
