"""Inputs named on the command line: read whole, with every item that cannot be taken reported on stderr."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from service.cli.terminal import complain
from service.errors import ItemProblem, UnreadableInput
from service.formats.reading import read_file
from service.model import Submission
from service.text.urls import without_password

STDIN = "-"


def read_all(inputs: Sequence[str], now: datetime) -> list[Submission]:
    """Read every input in the order given; what is wrong with single items goes to stderr.

    Raises
    ------
    UnreadableInput
        An input is missing or is nothing that a reader knows, or not one article was found in all of them.
    """
    _check_there(inputs)
    taken: list[Submission] = []
    for name in inputs:
        for item in _items(name, now):
            if isinstance(item, ItemProblem):
                complain(f"{without_password(name)}: {item}")
            else:
                taken.append(item)
    if not taken:
        raise UnreadableInput(
            f"no article could be read from {', '.join(map(without_password, inputs))}",
            "give JSON, JSON Lines, a briefing page, RSS, Atom or JSON Feed, or the address of one",
        )
    _say_what_was_assumed(taken)
    return taken


def is_address(name: str) -> bool:
    """Whether an INPUT is to be fetched."""
    return name.lower().startswith(("http://", "https://"))


def _items(name: str, now: datetime) -> Iterable[Submission | ItemProblem]:
    if not is_address(name):
        return read_file(name, now)
    from service.cli.addresses import read_address  # noqa: PLC0415 - only where something is fetched

    return read_address(name, now)


def _check_there(inputs: Sequence[str]) -> None:
    """Find a misspelt name before the first input is worked through."""
    for name in inputs:
        if name != STDIN and not is_address(name) and not Path(name).exists():
            raise UnreadableInput(f"{name} is not there", "check the name, or give - for standard input")


def _say_what_was_assumed(taken: Sequence[Submission]) -> None:
    mended = [submission for submission in taken if submission.warnings]
    if mended:
        first = mended[0]
        complain(
            f"{len(mended)} of {len(taken)} articles were taken with something assumed or corrected; "
            f"the first is {first.article.id}: {'; '.join(first.warnings)}"
        )
