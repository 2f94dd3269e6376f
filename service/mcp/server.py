"""The MCP server over stdin and stdout: the tools with their hints, and what a client is told of them."""

from importlib.metadata import version

from mcp.server import MCPServer
from mcp.types import ToolAnnotations

from service.mcp.calling import Service
from service.mcp.tools import Tools

_ABOUT = (
    "newsfold folds the reports a newsroom receives into stories: one story is one event, and copies "
    "of a text are told from independent sources. Summaries are quoted word for word: keep quotations as they are, "
    "and name their sources. An id is lasting; what was withdrawn is not shown."
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_FILES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def build(service: Service) -> MCPServer:
    """Offer the tools, over the service given."""
    server = MCPServer("newsfold", instructions=_ABOUT, version=version("newsfold"), log_level="WARNING")
    tools = Tools(service)
    for tool in (tools.check_report, tools.get_briefing, tools.find_stories, tools.get_story):
        server.add_tool(tool, annotations=_READS)
    server.add_tool(tools.submit_report, annotations=_FILES)
    return server


def serve(url: str, key: str) -> None:
    """Serve over stdin and stdout until stdin ends. Raises StartupError where the address is none."""
    build(Service(url, key)).run("stdio")
