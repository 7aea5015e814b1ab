"""A reader is uploaded when that is asked for, and what keeps it from that is said before hours of work."""

import fnmatch
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest

from tuneteller.errors import StorageError
from tuneteller.making.push import push
from tuneteller.models import BaseModel

from .conftest import OPTIONS  # type: ignore[import-not-found]

Run = Callable[..., tuple[int, str, str]]


class Hub:
    """Stands where the hub's client is, and notes what it is asked; no request leaves this machine."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[str] = []
        self.files: dict[str, bytes] = {}
        self._fails = fails

    def __call__(self) -> "Hub":
        return self

    def _do(self, what: str) -> None:
        self.asked.append(what)
        if what.split()[0] == self._fails:
            raise ConnectionError("no route to host\nat all")

    def whoami(self) -> None:
        self._do("whoami")

    def create_repo(self, repo: str, **settings: Any) -> None:
        self._do(f"create {repo}")

    def upload_folder(self, *, repo_id: str, folder_path: Path, **settings: Any) -> None:
        self._do(f"upload {repo_id}")
        deleted = {name for pattern in settings["delete_patterns"] for name in fnmatch.filter(self.files, pattern)}
        self.files = {name: held for name, held in self.files.items() if name not in deleted}
        self.files |= {path.relative_to(folder_path).as_posix(): path.read_bytes() for path in folder_path.rglob("*")
                      if path.is_file()}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Hub]:
    def put(fails: str = "") -> Hub:
        one = Hub(fails)
        monkeypatch.setattr(huggingface_hub, "HfApi", one)
        return one

    return put


def test_a_reader_is_pushed_when_asked_and_its_directory_alone(run: Run, tiny: BaseModel, there: Path,
                                                               hub: Callable[..., Hub]) -> None:
    make, one = ["reader", "make", "--base", tiny.name, "--out", there, *OPTIONS], hub()
    assert run(*make)[0] == 0 and one.asked == []
    status, said, _ = run(*make, "--push", "some/reader")
    assert status == 0 and "https://huggingface.co/some/reader" in said
    assert one.asked == ["whoami", "create some/reader", "upload some/reader"]
    assert {"README.md", "adapter_config.json", "adapter_model.safetensors", "card.json", "results.json"} <= one.files.keys()
    assert not any("work" in name or name.startswith(".") for name in one.files)
    assert b'license: "other"' in one.files["README.md"]
    first = {**one.files}
    # what belonged to another reader is none of this one's; what somebody put there besides stays
    one.files |= {"calibration.json": b"old", "organisms/003-topic/card.json": b"old", ".gitattributes": b"kept"}
    assert run(*make, "--license", "mit", "--push", "some/reader")[0] == 0
    readme = first.pop("README.md").replace(b'license: "other"', b'license: "mit"')
    assert one.files == {**first, "README.md": readme, ".gitattributes": b"kept"}


def test_of_a_reader_that_is_there_only_what_was_asked_for_is_done(run: Run, refused: Callable[..., str], tiny: BaseModel,
                                                                   there: Path, tmp_path: Path,
                                                                   hub: Callable[..., Hub]) -> None:
    """None is pushed in another's place, or by a dry run; one that was moved away is written again."""
    out, one = there, hub()
    make = ["reader", "make", "--base", tiny.name, "--out", out, *OPTIONS]
    assert run(*make)[0] == 0
    assert "rank 4 instead of 3" in refused(*make, "--rank", 3, "--push", "some/reader")
    assert run(*make, "--dry-run", "--push", "some/reader")[0] == 0
    assert "upload some/reader" not in one.asked
    card = (out / "card.json").read_bytes()
    shutil.move(out, tmp_path / "moved")
    assert run(*make)[0] == 0 and (out / "card.json").read_bytes() == card
    (tmp_path / "mine.work" / "stages.json").write_text(json.dumps({  # as where a kill came before the last stage was noted
        name: {**stage, "done": name != "reader"}
        for name, stage in json.loads((tmp_path / "mine.work" / "stages.json").read_text()).items()}))
    assert run(*make)[0] == 0
    shutil.rmtree(out)
    out.mkdir()
    (tmp_path / "mine.work" / "stages.json").write_text("{}")
    assert "exists already" in refused(*make)


def test_without_a_network_it_is_refused_before_anything_is_made(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                                                                 hub: Callable[..., Hub]) -> None:
    make = ["reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS, "--push"]
    hub("whoami")
    said = refused(*make, "some/reader")
    assert "no route to host at all" in said and "log in" in said and "leave out --push" in said
    one = hub()
    for name in ("reader", "some/reader/inside", "some/reader@main", "../reader", "", "some/"):
        assert "expected ORG/NAME" in refused(*make, name)
    assert one.asked == [] and [path.name for path in tmp_path.iterdir() if path.name.startswith("mine")] == []


@pytest.mark.parametrize("fails", ["create", "upload"])
def test_an_upload_that_fails_leaves_the_reader(tmp_path: Path, hub: Callable[..., Hub], fails: str) -> None:
    (tmp_path / "README.md").write_text("mine")
    hub(fails)
    with pytest.raises(StorageError, match=r"no route to host at all; it is whole here, and the same command pushes it again"):
        push(tmp_path, "some/reader")
    assert (tmp_path / "README.md").read_text() == "mine"


def test_the_real_client_without_a_network(refused: Callable[..., str], tiny: BaseModel, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own errors, whatever they are, become one line."""
    monkeypatch.setenv("HF_TOKEN", "hf_none")
    monkeypatch.setattr("huggingface_hub.hf_api.get_session", lambda: (_ for _ in ()).throw(OSError("no network")))
    said = refused("reader", "make", "--base", tiny.name, "--out", tmp_path / "mine", *OPTIONS, "--push", "some/reader")
    assert "nothing can be pushed to some/reader" in said
