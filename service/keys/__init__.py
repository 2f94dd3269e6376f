"""Who may call: keys, what each is for, and the file that they are read anew from.

Only digests are kept in memory; no secret is logged, shown or written.
"""

from service.keys.entries import Key, Scope
from service.keys.making import NewKey, make_key
from service.keys.reach import refuse_to_be_reached
from service.keys.ring import KeyRing, open_ring

__all__ = ["Key", "KeyRing", "NewKey", "Scope", "make_key", "open_ring", "refuse_to_be_reached"]
