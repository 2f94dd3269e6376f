"""The use cases: receive, check, withdraw, merge, split, pin, undo, brief. Time is an argument: no clock is in here."""

from service.desk.desk import MAX_BATCH, Desk
from service.desk.editing import Editing
from service.desk.orders import Edited, Order
from service.desk.parcels import Embedded, Parcel, Seal

__all__ = ["MAX_BATCH", "Desk", "Edited", "Editing", "Embedded", "Order", "Parcel", "Seal"]
