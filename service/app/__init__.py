"""Where everything is constructed, started and stopped: settings in, a running service out."""

from service.app.factory import create_app
from service.app.opening import open_desk
from service.app.stopping import drain

__all__ = ["create_app", "drain", "open_desk"]
