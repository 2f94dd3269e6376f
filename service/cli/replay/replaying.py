"""``newsfold replay``: an archive, or another database, through the service's own path."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from embeddings import Encoder
from service.app.process_lock import process_lock
from service.cli.inputs import is_address, read_all
from service.cli.oneshot import received
from service.cli.replay import carrying
from service.cli.terminal import Advance, complain
from service.clustering.fusion import Calibration
from service.desk import Desk
from service.errors import InputError
from service.model import Result
from service.ports import Store
from service.stores.opening import is_postgresql, open_store

SQLITE = "sqlite:///"


def is_database(name: str) -> bool:
    """Whether an INPUT names a database, and neither a file nor an address to fetch."""
    return "://" in name and not is_address(name)


def check_apart(inputs: Sequence[str], url: str) -> None:
    """Refuse to replay a database into itself.

    Raises
    ------
    InputError
        One of the inputs is the database that is to be written, or is one that is not there.
    """
    for source in filter(is_database, inputs):
        if _place(source) == _place(url):
            raise InputError(
                f"{source} cannot be replayed into itself; name another database with --db, "
                "check the result, then point NEWSFOLD_DATABASE_URL at it"
            )
        if source.startswith(SQLITE) and not Path(source.removeprefix(SQLITE)).is_file():
            raise InputError(
                f"there is no database {source}; check the path (four slashes before an absolute one)"
            )


def _place(url: str) -> str:
    """Tell where a database lies, whatever way its address is written."""
    if url.startswith(SQLITE):
        return str(Path(url.removeprefix(SQLITE)).resolve())
    try:
        parsed = make_url(url)
    except ArgumentError:
        return url
    if not is_postgresql(parsed):
        return url
    host = parsed.host or parsed.query.get("host", "localhost")
    return f"{host}:{parsed.port or 5432}/{parsed.database}?{parsed.query.get('options', '')}"


@dataclass(frozen=True, slots=True)
class Filling:
    """What a desk goes by."""

    encoder: Encoder
    window: timedelta
    calibration: Calibration


def replay(
    inputs: Sequence[str], url: str, filling: Filling, now: datetime, advance: Advance
) -> "Counter[str]":
    """Feed the inputs, one after another, to a desk over the database ``url``; counts results by relation."""
    counts: Counter[str] = Counter()
    with process_lock(url), closing(open_store(url)) as target:
        desk = Desk(target, filling.encoder, window=filling.window, calibration=filling.calibration)
        for name in inputs:
            if is_database(name):
                with closing(open_store(name)) as source:
                    counts.update(_relations(carrying.carry_articles(source, desk, advance)))
                    _carry_the_rest(source, target, desk)
            else:
                counts.update(_relations(received(desk, read_all([name], now), now, advance)))
    return counts


def _carry_the_rest(source: Store, target: Store, desk: Desk) -> None:
    withdrawals = carrying.carry_withdrawals(source, desk)
    pins = carrying.carry_pins(source, target, desk)
    words = carrying.carry_constraints(source, target, desk)
    carrying.carry_ids(source, target)
    carrying.carry_spending(source, target)
    if withdrawals or pins or words:
        complain(
            f"also carried over: {withdrawals} withdrawn articles, {pins} pins, {words} merges and splits"
        )


def _relations(results: Iterator[Result]) -> Iterator[str]:
    return (result.decision.relation.value for result in results)
