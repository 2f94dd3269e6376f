"""The one place where things are constructed: settings in, a running service out."""

from service.app.creating import create_app
from service.app.opening import open_desk
from service.app.stopping import stand_down

__all__ = ["create_app", "open_desk", "stand_down"]
