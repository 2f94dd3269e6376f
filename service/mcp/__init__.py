"""The service as tools for language models (Model Context Protocol): a client of it over HTTP, and nothing more."""

from service.mcp.server import serve

__all__ = ["serve"]
