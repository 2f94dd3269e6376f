"""``newsfold mcp`` as programs for language models start it: over stdio, by the SDK's client, at a real service."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import TextContent, Tool

from service.demo import demo_lines
from tests.e2e.support import QUICK, SERVE, address, start

REPORT = {
    "id": "tribune-88",
    "source": "Calder Tribune",
    "title": "Two held after depot fire in Calder",
    "text": "Police in Calder arrested two people after a fire at a bus depot. Nobody was hurt.",
    "published_at": "2026-11-17T09:05:00Z",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the demo reports."""
    process = start(tmp_path_factory.mktemp("mcp"), code=QUICK, NEWSFOLD_LOG_LEVEL="error")
    try:
        url = address(process)
        reports = [json.loads(line) for line in demo_lines().splitlines()]
        httpx2.post(f"{url}/v1/articles", json={"articles": reports}, timeout=60).raise_for_status()
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=30)


def parameters(url: str) -> StdioServerParameters:
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return StdioServerParameters(
        command=sys.executable, args=["-c", SERVE, "mcp", "--url", url], env=environment
    )


class Session:
    """One conversation with the MCP server."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def tools(self) -> dict[str, Tool]:
        return {tool.name: tool for tool in (await self._client.list_tools()).tools}

    async def call(self, name: str, **arguments: object) -> Any:
        """The structured answer of a tool."""
        result = await self._client.call_tool(name, arguments)
        assert not result.is_error, result.content
        return result.structured_content

    async def refused(self, name: str, **arguments: object) -> str:
        """What a tool says that cannot do what it is asked."""
        result = await self._client.call_tool(name, arguments)
        assert result.is_error
        said = result.content[0]
        assert isinstance(said, TextContent)
        return said.text


def converse(url: str, talk: Any) -> None:
    """Start the MCP server for one conversation."""

    async def run() -> None:
        async with Client(stdio_client(parameters(url))) as client:
            await talk(Session(client))

    asyncio.run(run())


def test_a_model_checks_files_finds_and_reads(service: str) -> None:
    async def talk(session: Session) -> None:
        before = await session.call("check_report", report=REPORT)
        assert before["relation"] == "new_story"
        filed = await session.call("submit_report", report=REPORT)
        assert filed["relation"] == "new_story"
        again = await session.call("submit_report", report=REPORT)
        assert again["relation"] == "unchanged"
        copy = await session.call("check_report", report={**REPORT, "id": "a-copy", "source": "Coast Daily"})
        assert (copy["relation"], copy["duplicate_of"]) == ("exact_duplicate", REPORT["id"])
        found = await session.call("find_stories", words="bus depot")
        assert [story["story_id"] for story in found["stories"]] == [filed["story_id"]]
        story = await session.call("get_story", story_id=filed["story_id"], texts=True)
        assert story["articles"][0]["text"] == REPORT["text"]
        bare = await session.call("get_story", story_id=filed["story_id"])
        assert bare["articles"][0]["text"] is None
        briefing = await session.call("get_briefing", limit=3)
        assert len(briefing["stories"]) == 3
        assert all(one["citations"] for told in briefing["stories"] for one in told["summary"])
        page = await session.call("find_stories", limit=2)
        rest = await session.call("find_stories", limit=2, cursor=page["next_cursor"])
        ids = [one["story_id"] for one in page["stories"] + rest["stories"]]
        assert len(set(ids)) == 4

    converse(service, talk)


def test_what_cannot_be_done_is_said_with_the_remedy(service: str) -> None:
    async def talk(session: Session) -> None:
        for unknown in ("s-nowhere", ".", "../articles"):
            assert f"no story has the id '{unknown}'" in await session.refused("get_story", story_id=unknown)
        empty = await session.refused("submit_report", report={"title": " "})
        assert "title and text are both empty" in empty
        assert "Remedy: " in empty
        assert "cursor" in await session.refused("find_stories", cursor="x")
        assert "limit" in await session.refused("get_briefing", limit=0)
        assert "headline" in await session.refused("check_report", report={"headline": "Flood"})
        made_up = await session.refused("find_stories", query="bus depot")
        assert "query\n  Extra inputs are not permitted" in made_up, "or any stories would be told as found"

    converse(service, talk)


def test_each_tool_says_when_to_use_it_and_what_it_changes(service: str) -> None:
    async def talk(session: Session) -> None:
        tools = await session.tools()
        assert set(tools) == {"check_report", "submit_report", "get_briefing", "find_stories", "get_story"}
        for name, tool in tools.items():
            assert tool.description
            assert tool.output_schema
            assert tool.input_schema["additionalProperties"] is False
            assert len(tool.description) < 500
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint is (name != "submit_report")
        hints = tools["submit_report"].annotations
        assert hints is not None
        assert (hints.idempotent_hint, hints.destructive_hint) == (True, False)

    converse(service, talk)


def test_a_service_that_is_down_is_a_tool_error() -> None:
    async def talk(session: Session) -> None:
        said = await session.refused("get_briefing")
        assert "does not answer at http://127.0.0.1:9" in said
        assert "newsfold serve" in said

    converse("http://127.0.0.1:9", talk)


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (f"import sys; sys.modules['mcp'] = None; {SERVE}", [], "pip install 'newsfold[mcp]'"),
        (SERVE, ["--url", "localhost:8000"], "--url"),
    ],
)
def test_what_keeps_it_from_starting_is_said_on_one_line(
    code: str, arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
