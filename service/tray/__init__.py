"""The in-tray: what has come in and waits to be filed.

It holds so much and no more, and threads of its own work it off: whoever reads never waits for those who write.
"""

from service.tray.line import Act
from service.tray.room import Claim, Load, Room
from service.tray.tray import Standing, Tally, Tray

__all__ = ["Act", "Claim", "Load", "Room", "Standing", "Tally", "Tray"]
