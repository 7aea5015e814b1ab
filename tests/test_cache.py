"""The cache: each directory is made once, whole, and made again when it is damaged."""

import json
import os
from pathlib import Path

import pytest

from tuneteller.cache import cache_root, cached_directory
from tuneteller.errors import ModelError, StorageError


class Builder:
    """Writes two small files and counts how often it was asked to."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, out: Path) -> None:
        self.calls += 1
        (out / "weights").write_bytes(bytes(range(256)) * 8)
        (out / "config").write_text("{}")


def test_cache_is_built_once(tmp_path: Path) -> None:
    build = Builder()
    path = cached_directory(tmp_path / "deep" / "cache", "key", build)
    assert cached_directory(tmp_path / "deep" / "cache", "key", build) == path
    assert build.calls == 1
    assert [p.name for p in path.parent.iterdir()] == ["key"]  # nothing temporary stays


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove", "no checksums", "bad checksums"])
def test_damaged_cache_is_rebuilt(tmp_path: Path, damage: str) -> None:
    build = Builder()
    path = cached_directory(tmp_path, "key", build)
    file = path / "weights"
    good = file.read_bytes()
    if damage == "flip":
        file.write_bytes(good[:100] + b"\xff" + good[101:])
    elif damage == "truncate":
        file.write_bytes(good[:-1])
    elif damage == "remove":
        file.unlink()
    elif damage == "no checksums":
        (path / "checksums.json").unlink()
    else:
        (path / "checksums.json").write_text("[")
    assert cached_directory(tmp_path, "key", build) == path
    assert build.calls == 2
    assert file.read_bytes() == good


def test_touched_cache_is_hashed_again_but_kept(tmp_path: Path) -> None:
    build = Builder()
    path = cached_directory(tmp_path, "key", build)
    os.utime(path / "weights", ns=(1, 1))
    assert json.loads((path / "verified.json").read_text())["weights"][1] != 1
    cached_directory(tmp_path, "key", build)
    assert build.calls == 1
    assert json.loads((path / "verified.json").read_text())["weights"][1] == 1


def test_failed_build_leaves_nothing(tmp_path: Path) -> None:
    def fail(out: Path) -> None:
        (out / "half").write_text("x")
        raise ModelError("no")

    with pytest.raises(ModelError):
        cached_directory(tmp_path, "key", fail)
    assert list(tmp_path.iterdir()) == []


def test_another_process_may_build_first(tmp_path: Path) -> None:
    other = Builder()

    def slow(out: Path) -> None:
        cached_directory(tmp_path, "key", other)
        Builder()(out)

    path = cached_directory(tmp_path, "key", slow)
    assert (path / "weights").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


def test_unwritable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="TUNETELLER_CACHE"):
        cached_directory(tmp_path / "file" / "cache", "key", Builder())
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path))
    assert cache_root() == tmp_path
