"""The one place where things are constructed: settings in, a running service out."""

from service.app.creating import create_app
from service.app.opening import open_desk

__all__ = ["create_app", "open_desk"]
