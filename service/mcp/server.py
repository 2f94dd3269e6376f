"""The MCP server over stdin and stdout: the tools with their hints, and what a client is told of them."""

from collections.abc import Callable
from importlib.metadata import version

from mcp.server import MCPServer
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from service.mcp.calling import Service
from service.mcp.tools import Tools

_ABOUT = (
    "newsfold folds the reports a newsroom receives into stories: one story is one event, and copies "
    "of a text do not count as independent sources. Summaries are quoted word for word: keep quotations as they are, "
    "and name their sources. Ids are permanent; withdrawn reports are not shown."
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_FILES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def build(service: Service) -> MCPServer:
    """Offer the tools, over the service given."""
    tools = Tools(service)
    reading = (tools.check_report, tools.get_briefing, tools.find_stories, tools.get_story)
    return MCPServer(
        "newsfold",
        instructions=_ABOUT,
        version=version("newsfold"),
        log_level="WARNING",
        tools=[*(_exact(tool, _READS) for tool in reading), _exact(tools.submit_report, _FILES)],
    )


def _exact(does: Callable[..., object], hints: ToolAnnotations) -> Tool:
    """A tool that refuses arguments it does not know.

    Models make some up. Stories looked up by one that is passed over are any stories, and would be told as found.
    """
    tool = Tool.from_function(does, annotations=hints)
    arguments = tool.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    return tool.model_copy(update={"parameters": arguments.model_json_schema(by_alias=True)})


def serve(url: str, key: str) -> None:
    """Serve over stdin and stdout until stdin ends. Raises StartupError where the address is none."""
    build(Service(url, key)).run("stdio")
