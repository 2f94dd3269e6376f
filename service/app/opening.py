"""A desk with all that it needs: the store, the model, the window."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from embeddings import WeightsError, load_encoder
from service.app.process_lock import process_lock
from service.app.warming import warm_up
from service.desk import Desk
from service.errors import StartupError
from service.formats.calibration_json import calibration_for
from service.front.metrics import Metrics, TimedEncoder
from service.ports import Store
from service.settings import Settings, names_in, wanted_encoder
from service.stores.opening import open_store


@contextmanager
def open_desk(settings: Settings, metrics: Metrics | None = None) -> Iterator[Desk]:
    """Open the store, warm up, load the model, rebuild the window; close the store at the end.

    Raises
    ------
    StartupError
        One of them cannot be had, or another process has the only place at a SQLite file; says why and the remedy.
    """
    with process_lock(settings.database_url), closing(open_store(settings.database_url)) as store:
        warm_up()
        yield _desk_over(store, settings, metrics)


def _desk_over(store: Store, settings: Settings, metrics: Metrics | None) -> Desk:
    try:
        encoder = load_encoder(wanted_encoder(settings))
        calibration = calibration_for(settings.calibration, encoder.identity)
        timed = TimedEncoder(encoder, metrics) if metrics else encoder
        return Desk(
            store,
            timed,
            window=timedelta(days=settings.window_days),
            calibration=calibration,
            preferred_sources=names_in(settings.preferred_sources),
        )
    except WeightsError as error:
        raise StartupError(str(error)) from error
