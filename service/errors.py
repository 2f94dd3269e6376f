"""Everything newsfold raises on purpose.

::

    NewsfoldError
    ├── InputError            what was sent cannot be used; says where, what and the remedy
    │   ├── InvalidItem       one item of a batch (a field, usually)
    │   └── UnreadableInput   the whole input (not JSON, not a feed, not text)
    ├── NotFound              no such article or story was ever known
    ├── Gone                  it was here and was withdrawn; never shown again
    ├── Moved                 the story or storyline has become part of another
    ├── Conflict              the request contradicts what is stored, or an editor's decision
    │   └── CannotUndo        an edit cannot be undone; names what prevents it
    ├── Stale                 what the request is based on has changed since
    ├── Unavailable           the database is not available; says why
    │   └── StorageFull       there is no space left for it
    ├── Unreachable           another server gives no usable answer; says why
    │   ├── AddressRefused    this service does not call that address
    │   └── Unanswered        what was sent may have reached it
    ├── TooBusy               too much is waiting to be filed; says when there will be room
    ├── Closing               the service is stopping and accepts nothing more
    └── StartupError          the service cannot start; says why and the remedy
        └── EncoderMismatch   stored vectors were made by another model

Outside the tree is :class:`embeddings.WeightsError`: model files are missing, or not the ones expected.
"""

from dataclasses import dataclass


class NewsfoldError(Exception):
    """Root of the tree."""


class InputError(NewsfoldError):
    """What was sent cannot be used."""


@dataclass(frozen=True)
class ItemProblem:
    """What is wrong with one item: the field, what was found, and what to do about it."""

    field: str
    detail: str
    remedy: str
    where: str | None = None
    """Place in the input (``line 7``, ``item 3``), when the reader knows it."""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.field}: {self.detail}; {self.remedy}"


class InvalidItem(InputError):
    """One item cannot be used; the others can."""

    def __init__(self, problem: ItemProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class UnreadableInput(InputError):
    """No reader recognises the input as a whole."""

    def __init__(self, detail: str, remedy: str) -> None:
        super().__init__(f"{detail}; {remedy}")
        self.detail = detail
        self.remedy = remedy


class NotFound(NewsfoldError):
    """Nothing was ever known under this id."""

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(f"no {kind} has the id {identifier!r}")
        self.kind = kind
        self.identifier = identifier


class Gone(NewsfoldError):
    """It was here and was withdrawn."""

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(f"the {kind} {identifier!r} was withdrawn")
        self.kind = kind
        self.identifier = identifier


class Moved(NewsfoldError):
    """The story or storyline has become part of another."""

    def __init__(self, kind: str, identifier: str, successor: str) -> None:
        super().__init__(f"the {kind} {identifier!r} is now part of {successor!r}")
        self.kind = kind
        self.identifier = identifier
        self.successor = successor


class Conflict(NewsfoldError):
    """The request contradicts what is stored, or an editor's decision."""


class CannotUndo(Conflict):
    """An edit cannot be undone."""

    def __init__(self, entry_id: int, why: str, remedy: str, blocker: int | None = None) -> None:
        super().__init__(f"entry {entry_id} cannot be undone: {why}; nothing was changed")
        self.remedy = remedy
        self.blocker = blocker
        """The entry of the audit trail that prevents it."""


class Stale(NewsfoldError):
    """What the request is based on has changed since."""

    def __init__(self, kind: str, identifier: str, revision: int) -> None:
        super().__init__(
            f"the {kind} {identifier!r} has changed: it is at revision {revision}; nothing was done"
        )
        self.kind = kind
        self.identifier = identifier
        self.revision = revision


class Unavailable(NewsfoldError):
    """The database is not available. What was not acknowledged may be sent again: nothing is filed twice."""

    seconds = 5
    """After which it may be sent again."""


class StorageFull(Unavailable):
    """The database has no space left."""

    seconds = 60


class Unreachable(NewsfoldError):
    """Another server gives no usable answer."""


class AddressRefused(Unreachable):
    """The address is one that newsfold does not call."""


class Unanswered(Unreachable):
    """There was a connection, and no whole answer: the other side may have taken what was sent, and worked on it."""


class TooBusy(NewsfoldError):
    """Too much is waiting to be filed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too much is waiting to be filed; there will be room in about {seconds} s")
        self.seconds = seconds
        """Until there is room, as measured."""


class Closing(NewsfoldError):
    """The service is stopping and accepts nothing more."""

    seconds = 5
    """After which another may have taken its place."""

    def __init__(self) -> None:
        super().__init__("the service is stopping and accepts nothing more; nothing of this was filed")


class StartupError(NewsfoldError):
    """The service cannot start."""


class EncoderMismatch(StartupError):
    """Stored vectors were made by another model."""
