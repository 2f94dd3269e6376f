import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from embeddings import WeightsError, weights
from embeddings.weights import Source, find_weights, weights_digest

SHA = hashlib.sha256(b"tensors").hexdigest()
MODEL = "all-MiniLM-L6-v2"


def model_folder(folder: Path, content: bytes = b"tensors") -> Path:
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(content)
    return folder


class FakeHub:
    """Stands in for ``snapshot_download``: a cache, a hub, and a record of who was asked."""

    def __init__(self) -> None:
        self.cached: Path | None = None
        self.online: Path | None = None
        self.asked: list[tuple[str, str]] = []

    def snapshot_download(self, repo_id: str, *, local_files_only: bool = False, **_: object) -> str:
        self.asked.append(("cache" if local_files_only else "hub", repo_id))
        folder = self.cached if local_files_only else self.online
        if folder is None:
            raise LocalEntryNotFoundError("Got: ConnectError\nsecond line")
        return str(folder)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    fake = FakeHub()
    monkeypatch.setattr(huggingface_hub, "snapshot_download", fake.snapshot_download)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(weights, "PINNED_DIGESTS", {MODEL: SHA})
    return fake


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    """Installs a package that carries a model, and whose code must not run."""

    def package(content: bytes) -> Path:
        monkeypatch.setattr(weights, "OFFLINE_PACKAGES", {MODEL: "carries_a_model"})
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        folder = model_folder(tmp_path / "site" / "carries_a_model" / "model", content)
        (folder.parent / "__init__.py").write_text("raise RuntimeError('this code must not run')")
        return folder

    return package


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "OFFLINE_PACKAGES", {})


@pytest.mark.parametrize("name", [MODEL, f"sentence-transformers/{MODEL}"])
def test_the_installed_package_comes_before_cache_and_hub_and_its_code_is_not_run(
    name: str, hub: FakeHub, install: Callable[[bytes], Path]
) -> None:
    folder = install(b"tensors")
    found = find_weights(name)
    assert (found.name, found.path, found.digest, found.source) == (MODEL, folder, SHA, Source.PACKAGE)
    assert "carries_a_model" not in sys.modules
    assert hub.asked == []


def test_an_explicit_path_comes_first_and_is_called_by_its_folder(
    tmp_path: Path, hub: FakeHub, install: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(b"tensors")
    folder = model_folder(tmp_path / "mine")
    assert find_weights(str(folder)).name == "mine"
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "./mine"):
        assert (find_weights(name).path, find_weights(name).source) == (folder, Source.PATH)
    assert hub.asked == []


@pytest.mark.usefixtures("nothing_installed")
def test_the_cache_comes_before_the_hub_unless_it_holds_no_weights(tmp_path: Path, hub: FakeHub) -> None:
    hub.cached = tmp_path / "configuration-only"
    hub.cached.mkdir()
    hub.online = model_folder(tmp_path / "downloaded")
    assert find_weights(MODEL).source is Source.HUB
    hub.cached = model_folder(tmp_path / "cached")
    assert find_weights(MODEL).source is Source.CACHE
    repository = f"sentence-transformers/{MODEL}"
    assert hub.asked == [("cache", repository), ("hub", repository), ("cache", repository)]


@pytest.mark.usefixtures("nothing_installed")
def test_other_organisations_keep_their_name(tmp_path: Path, hub: FakeHub) -> None:
    hub.cached = model_folder(tmp_path / "cached")
    assert find_weights("example/model").name == "example/model"
    assert hub.asked == [("cache", "example/model")]


@pytest.mark.usefixtures("nothing_installed")
def test_offline_the_hub_is_not_asked(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(WeightsError, match=r"HF_HUB_OFFLINE .* unset it"):
        find_weights(MODEL)
    assert [place for place, _ in hub.asked] == ["cache"]


@pytest.mark.usefixtures("hub", "nothing_installed")
def test_a_failed_download_says_why_in_one_line_and_what_to_do() -> None:
    with pytest.raises(WeightsError, match=r"ConnectError\); check the name and the connection") as caught:
        find_weights("no-such-model")
    assert "second line" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "not a name"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(WeightsError, match="check the spelling"):
        find_weights(name)


def test_a_path_that_is_missing_or_a_file_is_refused_and_nowhere_else_is_looked(
    tmp_path: Path, hub: FakeHub
) -> None:
    (tmp_path / "file").touch()
    for name, found in {"missing": "does not exist", "file": "is a file"}.items():
        with pytest.raises(WeightsError, match=f"{name}, which {found}; name a folder"):
            find_weights(str(tmp_path / name))
    assert hub.asked == []


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("place", ["package", "path"])
def test_another_digest_than_the_pinned_one_is_refused(
    place: str, install: Callable[[bytes], Path], tmp_path: Path
) -> None:
    if place == "package":
        folder, name, remedy = install(b"altered"), MODEL, "reinstall the package carries_a_model"
    else:
        folder = model_folder(tmp_path / MODEL, b"altered")
        name, remedy = str(folder), "rename the folder"
    with pytest.raises(WeightsError) as caught:
        find_weights(name)
    for part in (str(folder / "model.safetensors"), hashlib.sha256(b"altered").hexdigest(), SHA, remedy):
        assert part in str(caught.value)


@pytest.mark.parametrize("pickled", ["pytorch_model.bin", "2_Dense/pytorch_model.bin"])
def test_a_pickle_is_refused_also_as_a_part_of_a_model(tmp_path: Path, pickled: str) -> None:
    file = tmp_path / "pickled" / pickled
    file.parent.mkdir(parents=True)
    file.write_bytes(b"cos\nsystem\n")
    if file.parent.name == "2_Dense":
        (tmp_path / "pickled" / "model.safetensors").write_bytes(b"tensors")
    with pytest.raises(WeightsError, match=rf"only {pickled}, a pickle .* safe_serialization=True"):
        find_weights(str(tmp_path / "pickled"))


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="holds nothing"):
        find_weights(str(tmp_path))


def test_several_files_have_the_digest_of_their_sha256sum_listing(tmp_path: Path) -> None:
    (tmp_path / "2_Dense").mkdir()
    (tmp_path / "model.safetensors").write_bytes(b"a")
    (tmp_path / "2_Dense" / "model.safetensors").write_bytes(b"b")
    a, b = hashlib.sha256(b"a").hexdigest(), hashlib.sha256(b"b").hexdigest()
    listing = f"{b}  2_Dense/model.safetensors\n{a}  model.safetensors\n"
    assert weights_digest(tmp_path) == hashlib.sha256(listing.encode()).hexdigest()
