"""What is encoded goes on file: as much as may be in one transaction, each answered by itself."""

from collections.abc import Sequence
from itertools import groupby

from service.desk import Desk, Embedded
from service.errors import Unavailable
from service.intake_queue.line import Act, Waiting


def file_all(desk: Desk, waiting: Sequence[Waiting]) -> None:
    """Answer them all, in their order: file or check, and say what came of it."""
    for act, some in groupby(waiting, key=lambda one: one.act):
        if act is Act.FILE:
            _file(desk, list(some))
        else:
            for one in some:
                _check(desk, one)


def _file(desk: Desk, waiting: Sequence[Waiting]) -> None:
    try:
        answers = desk.file([_embedded(one) for one in waiting])
    except Exception as error:
        if len(waiting) > 1 and not isinstance(error, Unavailable):
            # One of them is not as it should be. Nothing was written: each by itself, and only that one fails.
            for one in waiting:
                _file(desk, [one])
            return
        for one in waiting:
            one.answer.set_exception(error)
    else:
        for one, results in zip(waiting, answers, strict=True):
            one.answer.set_result(results)


def _check(desk: Desk, one: Waiting) -> None:
    try:
        results = desk.try_out(_embedded(one))
    except Exception as error:
        one.answer.set_exception(error)
    else:
        one.answer.set_result(results)


def _embedded(one: Waiting) -> Embedded:
    return Embedded(one.parcel, one.prepared)
