"""``newsfold doctor``: what is installed, what it will use, and what is wrong with it. It changes nothing but notes."""

import os
import platform
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from textwrap import shorten

import embeddings
from embeddings import Explained, Runtime, Wanted
from embeddings.weights import Weights, WeightsError, find_weights
from service.cli.doctor.database import DatabaseState, look_into, polled_feeds, tokens_spent
from service.cli.doctor.findings import Finding
from service.cli.doctor.running_service import running_service
from service.cli.listening import address_of, refuse_to_be_reached
from service.clustering.fusion import shipped_calibration
from service.errors import StartupError
from service.feedbook import FeedState
from service.formats.calibration_json import SHIPPED, misfit, read_calibration
from service.keys.ring import open_ring
from service.settings import Settings, load_settings, misspelled, wanted_encoder

PACKAGES = ("torch", "sentence-transformers", "scikit-learn", "numpy", "sqlalchemy", "fastapi", "uvicorn")
LONGEST_PROVENANCE = 100
"""Characters of where a calibration is from; its file says it all."""
FAILS_FOR_LONG = 3
"""Polls in a row after which a feed that fails is not only out of luck."""
WAL_RESET_FIXED = (3, 51, 3)
"""SQLite before this can corrupt a write-ahead log that two connections reset at the same moment."""

_CPU_FEATURES = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "avx_vnni", "amx_bf16", "amx_int8", "asimd")


def newsfold_version() -> str:
    """Give the installed version; of a checkout that is not installed, say so."""
    return _version("newsfold") or "(not installed; run from a checkout)"


def examine() -> list[Finding]:
    """Look at everything, in the order in which a start needs it."""
    findings = [
        Finding("newsfold", newsfold_version()),
        Finding("python", f"{platform.python_version()} on {platform.platform()}"),
        *_packages(),
        _cpu(),
        _sqlite(sqlite3.sqlite_version_info),
    ]
    try:
        settings = load_settings()
    except StartupError as error:
        return [*findings, Finding("settings", "cannot be used", str(error))]
    model, weights = _model(settings)
    return [
        *findings,
        *_strangers(),
        _keys(settings),
        running_service(settings.host, settings.port),
        model,
        *_runtime(settings, weights),
        *_cache(wanted_encoder(settings)),
        _calibration(settings, weights),
        *_database(settings, weights),
        *_feeds(settings),
        *_language_model(settings),
    ]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _packages() -> Iterator[Finding]:
    versions = {name: _version(name) for name in PACKAGES}
    missing = [name for name, found in versions.items() if found is None]
    says = ", ".join(f"{name} {found or 'missing'}" for name, found in versions.items())
    yield Finding("packages", says, "pip install newsfold again" if missing else None)


def _cpu() -> Finding:
    info = Path("/proc/cpuinfo")
    flags = set(info.read_text(encoding="utf-8").split()) if info.exists() else set()
    features = ", ".join(name for name in _CPU_FEATURES if name in flags) or "no vector features known"
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    threads = os.environ.get("OMP_NUM_THREADS")
    limit = f"; OMP_NUM_THREADS={threads}" if threads else ""
    return Finding("cpu", f"{usable} of {os.cpu_count()} cores usable{limit}; {features}")


def _sqlite(found: tuple[int, ...]) -> Finding:
    says = f"SQLite {'.'.join(map(str, found))}"
    if found >= WAL_RESET_FIXED:
        return Finding("sqlite", says)
    caveat = (
        "before 3.51.3, two connections writing at the same moment can corrupt the log (the WAL-reset race); "
        "newsfold writes by one connection, so run one process per file and let no other program write it"
    )
    return Finding("sqlite", f"{says}; {caveat}")


def _strangers() -> Iterator[Finding]:
    for given, alike in misspelled():
        yield Finding("settings", f"{given} is not a setting", f"write {alike}, or unset it")


def _keys(settings: Settings) -> Finding:
    """Look at the keys; a plain one is told of, and not called wrong."""
    try:
        ring = open_ring(settings.api_keys.get_secret_value())
    except StartupError as error:
        return Finding("keys", "cannot be used", str(error))
    if not ring.required:
        return _no_keys(settings.host)
    told = (
        f"{key.name} ({'+'.join(sorted(key.scopes))}{', ' + key.caveat if key.caveat else ''})"
        for key in ring.keys
    )
    return Finding("keys", "; ".join(told))


def _no_keys(host: str) -> Finding:
    """Look whether a start on ``host`` would be refused for want of keys."""
    try:
        refuse_to_be_reached(host, address_of(host))
    except StartupError as error:
        return Finding("keys", "none", str(error))
    return Finding("keys", "none: anybody on this machine may call, and nobody else")


def _model(settings: Settings) -> tuple[Finding, Weights | None]:
    try:
        weights = find_weights(settings.model)
    except WeightsError as error:
        return Finding("model", f"{settings.model} cannot be used", str(error)), None
    says = f"{weights.name}, SHA-256 {weights.digest}, {weights.source} {weights.path}"
    return Finding("model", says), weights


def _runtime(settings: Settings, weights: Weights | None) -> Iterator[Finding]:
    """Load the model as a start would; what is not known yet of this machine is measured, and noted for the start."""
    wanted = wanted_encoder(settings)
    if weights is None:
        return
    if wanted.runtime is Runtime.TORCH:
        yield Finding("runtime", f"{wanted.runtime}: as NEWSFOLD_ENCODER_RUNTIME asks for")
        return
    try:
        encoder = embeddings.load_encoder(wanted)
    except WeightsError as error:
        yield Finding("runtime", f"{wanted.runtime} cannot be used", str(error))
        return
    yield Finding("runtime", str(encoder.choice) if isinstance(encoder, Explained) else "its own")


def _cache(wanted: Wanted) -> Iterator[Finding]:
    """Say where a start can neither find what was measured before nor note it; nothing where all is well."""
    folder = wanted.cache_folder
    if folder is None or wanted.runtime is not Runtime.AUTO or _holds_something(folder):
        return
    there = next(one for one in (folder, *folder.parents) if os.access(one, os.F_OK))
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        yield Finding(
            "cache",
            f"{folder} cannot be written: each start measures anew what the model runs in, and may choose another",
            "name a folder in NEWSFOLD_CACHE_FOLDER that can be, or a runtime in NEWSFOLD_ENCODER_RUNTIME",
        )


def _holds_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False


def _calibration(settings: Settings, weights: Weights | None) -> Finding:
    name = settings.calibration
    try:
        found = (
            shipped_calibration(weights.name if weights else "")
            if name == SHIPPED
            else read_calibration(Path(name))
        )
    except StartupError as error:
        return Finding("calibration", f"{name} cannot be used", str(error))
    says = f"{name}, for {found.model}: {shorten(found.provenance, LONGEST_PROVENANCE, placeholder=' …')}"
    # Weights of a pinned name have been compared with their digest when they were found.
    if weights is None or (name == SHIPPED and found.model == weights.name):
        return Finding("calibration", says)
    trouble = misfit(found, weights.name, weights.digest)
    return Finding("calibration", says, f"it {trouble}" if trouble else None)


def _database(settings: Settings, weights: Weights | None) -> Iterator[Finding]:
    state = look_into(settings.database_url)
    yield Finding("database", f"{state.url}: {state.says}", state.remedy)
    if weights is not None and state.encoder_digest not in (None, weights.digest):
        yield _other_model(state, weights)


def _feeds(settings: Settings) -> Iterator[Finding]:
    value = settings.feeds.get_secret_value()
    if not value:
        return
    from service.polling import read_feed_list  # noqa: PLC0415 - only where there are feeds

    try:
        named = {feed.id: feed for feed in read_feed_list(value)}
    except StartupError as error:
        yield Finding("feeds", "cannot be polled", str(error))
        return
    records = [record for record in polled_feeds(settings.database_url) if record.id in named]
    states = Counter(record.state for record in records)
    states[FeedState.NEW] = len(named) - len(records) + states[FeedState.NEW]
    counts = ", ".join(f"{count} {state}" for state, count in states.items() if count)
    yield Finding("feeds", f"{len(named)}, polled every {settings.feed_minutes:g} minutes: {counts}")
    for record in records:
        if record.gone or record.failures >= FAILS_FOR_LONG:
            yield Finding("feed", f"{record.url}: {record.error}", record.remedy)


def _language_model(settings: Settings) -> Iterator[Finding]:
    if settings.llm_url:
        spent = tokens_spent(settings.database_url, datetime.now(UTC).date())
        says = f"{settings.llm_model}: {spent:,} of {settings.llm_daily_tokens:,} tokens spent today"
        yield Finding("summaries", says)


def _other_model(state: DatabaseState, weights: Weights) -> Finding:
    return Finding(
        "vectors",
        f"made by {state.encoder_name} ({str(state.encoder_digest)[:12]}), not by {weights.name} "
        f"({weights.digest[:12]})",
        "set NEWSFOLD_MODEL back, or encode everything anew into another database: "
        f"newsfold replay {state.url} --db NEW_DATABASE_URL",
    )
