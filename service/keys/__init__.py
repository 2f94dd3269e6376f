"""Who may call: keys, what each is for, and the file that they are read anew from.

Only digests are kept in memory; no secret is logged, shown or written. The keys in use are in
:mod:`service.keys.ring`, which the command line does without.
"""

from service.keys.entries import Key, Scope
from service.keys.making import NewKey, make_key

__all__ = ["Key", "NewKey", "Scope", "make_key"]
