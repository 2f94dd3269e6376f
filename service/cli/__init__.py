"""The command line: parses, calls the desk, prints. Heavy imports wait inside the commands that need them."""

from service.cli.commands import app

__all__ = ["app", "main"]


def main() -> None:
    """Run ``newsfold``. Exit status 0, or 2 for bad usage or input."""
    app()
