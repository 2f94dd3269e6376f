"""Requests to change something by hand: read raw, and carried out once for each idempotency key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import Depends, Request, Response

from service.api.dependencies import BodyDep, DeskDep, OnceDep
from service.api.parsing.idempotency import Once, Seal
from service.api.routes.preconditions import if_match
from service.api.schemas import requests
from service.desk import Desk, Editing, Order
from service.errors import Conflict
from service.formats.json_bytes import JSON, json_bytes
from service.front.front import CallerDep, NowDep
from service.model import Result
from service.ports import Reply

_LONGEST_SECONDS = 60.0
"""After so long, whoever carries out what is not the desk's is held for dead."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class EditRequest:
    """A request to change something, read but not yet understood."""

    request: Request
    body: bytes
    desk: Desk
    now: datetime
    once: Once
    key: str | None
    """The name of the key that it came with."""

    def who(self, named: str | None) -> str | None:
        """Tell who decided: the person named in the request, else the key."""
        return named or self.key

    def carry_out(
        self,
        said: requests.RequestIn,
        edit: Callable[[Editing], _Answer],
        render: Callable[[_Answer], Mapping[str, object]],
    ) -> Response:
        """Have the desk carry out an edit, once for each idempotency key, and keep the answer in the same transaction.

        Where the request says ``If-Match``, only a story that is as it says is edited.
        """

        def execute(seal: Seal | None) -> Response:
            def sealed(outcome: _Answer) -> Reply:
                assert seal is not None
                return seal.reply(HTTPStatus.OK, json_bytes(render(outcome)))

            guard = if_match(self.request, self.desk, self.now)
            reason: str | None = getattr(said, "reason", None)
            order = Order(self.now, self.who(said.by), reason, guard, sealed if seal else None)
            return Response(json_bytes(render(self.desk.carry_out(order, edit))), media_type=JSON)

        return self.once.answer(self.request, self.body, self.now, execute)

    def answer(
        self, edit: Callable[[str | None], Mapping[str, object]], status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        """Carry out what is not the desk's, once for each idempotency key, and answer with what it says.

        Parameters
        ----------
        edit
            Is told the order's name, the same each time the request is repeated; None where it has no key.
        """

        def execute(seal: Seal | None) -> Response:
            with self._alone(seal) if seal else nullcontext():
                content = json_bytes(edit(seal.name if seal else None))
                if seal is not None:
                    self._keep(seal.reply(status, content))
            return Response(content, status_code=status, media_type=JSON)

        return self.once.answer(self.request, self.body, self.now, execute)

    @contextmanager
    def _alone(self, seal: Seal) -> Iterator[None]:
        """See that no other process carries out the same request; Conflict where one does, or has."""
        lease = f"key {seal.key}"
        if not self.desk.leases.take(lease, _LONGEST_SECONDS):
            raise Conflict(
                f"another process is carrying out a request with the idempotency key {seal.key!r}; "
                "nothing was done; send it again in a moment to get the answer"
            )
        try:
            if self.desk.recall(seal.key) is not None:
                raise Conflict(f"the idempotency key {seal.key!r} has been answered meanwhile")
            yield
        finally:
            self.desk.leases.give_back(lease)

    def _keep(self, reply: Reply) -> None:
        # A second transaction: after a crash between the two the edit stands, and a repeat finds it by its name.
        def sealed(results: Sequence[Result]) -> Reply:
            return reply

        self.desk.receive((), self.now, sealed)


def _edit_request(
    request: Request, body: BodyDep, desk: DeskDep, now: NowDep, once: OnceDep, caller: CallerDep
) -> EditRequest:
    return EditRequest(request, body, desk, now, once, caller.name)


EditDep = Annotated[EditRequest, Depends(_edit_request)]
