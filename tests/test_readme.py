"""The README is a session, and docs/ go on from it: every command is run, in order, and must answer what is shown.

In what it shows, ``…`` stands for what is left out: part of a line, lines (where it stands alone), the rest of a JSON
list, other members of a JSON object. JSON may be laid out in any way, and its numbers may be off by a little.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import pytest

from service.api.problems import KINDS
from service.app import create_app
from service.cli import app as cli
from service.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {page.name: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
LEFT_OUT = "…"
TOLERANCE = 0.02
SHOWN_PORT = "8000"
SHOWN_RECEIVER = "9100"
"""The port that the receiver of webhooks listens on, in docs/integrating.md."""
SERVED_WITH = {"NEWSFOLD_ALLOW_PRIVATE_ADDRESSES": "true", "NEWSFOLD_SUPERDESK_SECRET": "rosebud"}
"""What docs/integrating.md says that its service was started with."""


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a page, and what the page says it answers."""

    command: str
    expected: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command really answered."""

    stdout: str
    stderr: str
    status: int


def _examples(page: str) -> Iterator[Example]:
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        lines = iter(block.splitlines())
        command, output = "", list[str]()
        for line in lines:
            if not line.startswith("$ "):
                output.append(line)
                continue
            if command:
                yield Example(command, "\n".join(output))
            command, output = line.removeprefix("$ "), []
            if here := re.search(r"<<'(\w+)'$", command):
                command = "\n".join([command, *takewhile(here[1].__ne__, lines), here[1]])
        yield Example(command, "\n".join(output))


MAKE_RUN, MAKE_TEST = "make run", "make test"
EXAMPLES = tuple(example for page in (README, *DOCS.values()) for example in _examples(page))
PLAYED = tuple(example for example in EXAMPLES if example.command != MAKE_TEST)
FIRST_LINES = [example.command.splitlines()[0] for example in PLAYED]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Example, Answer]]:
    """The whole session, played once against one server, in an empty folder."""
    folder = tmp_path_factory.mktemp("readme")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFOLD_")}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    # Measuring takes seconds, and would choose by the machine.
    environment |= {"NEWSFOLD_ENCODER_RUNTIME": "torch", **SERVED_WITH}
    with (folder / "serve.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            ["newsfold", "serve", "--demo", "--port", "0"],
            cwd=folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        try:
            start = _until_it_listens(server)
            assert start.status == 0, f"the server did not start:\n{(folder / 'serve.log').read_text()}"
            yield _play(start, folder, environment)
            server.terminate()
            assert server.wait(timeout=60) == 0
        finally:
            server.kill()
            server.communicate(timeout=30)


def _until_it_listens(server: "subprocess.Popen[str]") -> Answer:
    assert server.stdout is not None
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "newsfold listens on" in line:
            return Answer("".join(lines), "", 0)
    return Answer("".join(lines), "", server.wait() or 1)


def _play(start: Answer, folder: Path, environment: dict[str, str]) -> dict[Example, Answer]:
    """Run the commands in their order; of ``make run``, take what the server printed that it starts."""
    address = re.search(r"http://127\.0\.0\.1:(\d+)", start.stdout)
    assert address is not None
    port, receiver = address[1], str(_free_port())
    answers = {}
    for example in PLAYED:
        if example.command == MAKE_RUN:
            answers[example] = replace(start, stdout=start.stdout.replace(f":{port}", f":{SHOWN_PORT}"))
            continue
        command = example.command.replace(f"localhost:{SHOWN_PORT}", f"127.0.0.1:{port}")
        command = command.replace(SHOWN_RECEIVER, receiver)
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=folder,
            env=environment,
            text=True,
            capture_output=True,
            timeout=120,
            check=False,
        )
        stdout = done.stdout.replace(receiver, SHOWN_RECEIVER)
        answers[example] = Answer(stdout, done.stderr, done.returncode)
    return answers


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.model
@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="needs bash and curl")
@pytest.mark.parametrize("example", PLAYED, ids=FIRST_LINES)
def test_a_command_answers_what_is_shown(example: Example, answers: dict[Example, Answer]) -> None:
    answer = answers[example]
    wrong = "; ".join(_wrong(example.expected, answer.stdout))
    if example.command.startswith("newsfold "):
        wrong = wrong or answer.stderr
    if wrong or answer.status != 0:
        pytest.fail(
            f"{wrong or 'It fails'}. Exit status {answer.status}, it really answers:\n"
            f"{answer.stdout}{answer.stderr}",
            pytrace=False,
        )


def _wrong(shown: str, said: str) -> Iterator[str]:
    try:
        objects = json.loads(shown), json.loads(said)
    except ValueError:
        if not re.fullmatch(_lines_pattern(shown), said.rstrip("\n") + "\n"):
            yield "The lines are others"
    else:
        yield from _differences(*objects, "$")


def _lines_pattern(text: str) -> str:
    """A regular expression for lines, each with its end, of which some or parts of some are left out."""
    return "".join(
        r"(?:.*\n)*" if line == LEFT_OUT else _gaps_pattern(line) + r"\n" for line in text.split("\n")
    )


def _gaps_pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split(LEFT_OUT)))


def _differences(shown: object, said: object, place: str) -> Iterator[str]:
    """Where an answer is not what the README shows."""
    match shown, said:
        case dict(), dict():
            yield from _of_objects(shown, said, place)
        case list(), list():
            head = shown[:-1] if shown[-1:] == [LEFT_OUT] else shown
            if len(said) < len(head) or (len(said) > len(head) and head is shown):
                yield f"{place} has {len(said)} elements"
            for index, (ours, theirs) in enumerate(zip(head, said, strict=False)):
                yield from _differences(ours, theirs, f"{place}[{index}]")
        case str(), str():
            if not re.fullmatch(_gaps_pattern(shown), said, re.DOTALL):
                yield f"{place} is {said!r}"
        case (int() | float(), int() | float()) if not isinstance(shown, bool):
            if abs(shown - said) > TOLERANCE:
                yield f"{place} is {said}"
        case _:
            if shown != said:
                yield f"{place} is {said!r}"


def _of_objects(shown: dict[str, object], said: dict[str, object], place: str) -> Iterator[str]:
    named = {name: value for name, value in shown.items() if name != LEFT_OUT}
    if LEFT_OUT not in shown and (more := said.keys() - named.keys()):
        yield f"{place} also has {sorted(more)}"
    for name, value in named.items():
        if name in said:
            yield from _differences(value, said[name], f"{place}.{name}")
        else:
            yield f"{place} has no {name}"


@pytest.mark.parametrize(
    ("command", "recipe"),
    [
        (MAKE_RUN, "$(BIN)/newsfold serve --demo --host $(HOST) --port $(PORT)"),
        (MAKE_TEST, "$(COMPILE)\n\t$(PYTEST)"),
    ],
)
def test_the_two_commands_are_those_of_the_makefile(command: str, recipe: str) -> None:
    assert command in [example.command for example in EXAMPLES]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command.removeprefix('make ')}:.*\n\t{re.escape(recipe)}$", makefile, re.MULTILINE)
    assert f"PORT ?= {SHOWN_PORT}\n" in makefile


def test_what_the_service_of_the_docs_is_started_with_is_shown() -> None:
    line = " ".join(f"{name}={value}" for name, value in SERVED_WITH.items())
    assert f"\n{line} {MAKE_RUN}\n" in DOCS["integrating.md"]


def test_settings_are_those_of_the_class() -> None:
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        assert field.description
        rows.append(f"| `{PREFIX}{name.upper()}` | `{field.default}` | {field.description} |")
    assert "\n\n" + "\n".join(rows) + "\n\n" in README


def test_every_command_call_and_problem_is_named() -> None:
    commands = {command.callback.__name__ for command in cli.registered_commands if command.callback}
    named = {f"newsfold {command}" for command in commands}
    named |= create_app(Settings()).openapi()["paths"].keys()
    named |= {f"`{kind.name}`" for kind in KINDS.values()}
    assert {name for name in named if name not in README} == set()


def test_links_and_paths_lead_somewhere() -> None:
    links = _links(README) + [f"docs/{link}" for page in DOCS.values() for link in _links(page) if link]
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:service|embeddings|tests)/[^`]*)`", README + contributing)
    assert links
    assert paths
    assert [path for path in links + paths if not (ROOT / path).exists()] == []


def _links(page: str) -> list[str]:
    """What a page links to in the repository, without the place within it."""
    return [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page)]


def test_the_floor_is_the_one_that_is_kept() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = " ".join(contract["contracts"][0]["layers"])
    built = [room for room in re.findall(r"[\w()]+", layers) if not room.startswith("(")]
    floor = re.search(r"^```text\n(cli .*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert floor is not None
    drawn = [re.split(r" {2,}", line)[0] for line in floor[1].splitlines()]
    assert re.findall(r"\w+", " ".join(drawn)) == [*built, "embeddings"]


def test_it_is_short_and_names_no_path_of_the_machine_it_was_written_on() -> None:
    assert len(README.splitlines()) <= 335
    for page in (README, *DOCS.values()):
        assert re.findall(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", page) == []
