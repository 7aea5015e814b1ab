"""The cache: each directory is made once, whole, and made again when it is damaged."""

import errno
import json
import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.cache import cache_root, cached_directory, keep, kept
from tuneteller.errors import ModelError, StorageError


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


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


def in_processes(n: int, work: Callable[[int], object]) -> None:
    """Run `work(i)` in n processes at once; each must end well."""
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=work, args=(i,)) for i in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * n


def test_processes_that_want_it_at_once_make_it_once(tmp_path: Path) -> None:
    root, count = tmp_path / "cache", tmp_path / "count"
    root.mkdir()
    (root / ".key.abcdefgh.tmp").mkdir()  # of one that was killed
    (root / ".key.lock").write_text("process 1 on a machine that was switched off")
    barrier = multiprocessing.get_context("fork").Barrier(4)

    def build(out: Path) -> None:
        with count.open("a") as file:
            file.write("made\n")
        time.sleep(0.3)  # the others wait
        Builder()(out)

    def work(i: int) -> None:
        barrier.wait()
        assert (cached_directory(root, "key", build) / "weights").stat().st_size == 2048

    in_processes(4, work)
    assert count.read_text() == "made\n" and names(root) == ["key"]


def test_without_locks_one_of_two_builders_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.lock.fcntl", None)  # as on some file systems
    other = Builder()

    def slow(out: Path) -> None:
        cached_directory(tmp_path, "key", other)
        Builder()(out)

    path = cached_directory(tmp_path, "key", slow)
    assert (path / "weights").exists() and other.calls == 1
    assert names(tmp_path) == ["key"]


def test_values_of_several_processes_are_all_kept(tmp_path: Path) -> None:
    file = tmp_path / "turns" / "values.json"

    def work(i: int) -> None:
        for k in range(20):
            keep(file, {f"{i}/{k}": [i, k]})

    in_processes(3, work)
    assert kept(file) == {f"{i}/{k}": [i, k] for i in range(3) for k in range(20)}
    assert names(file.parent) == ["values.json"]
    for damaged in ("half a f", "[]", "7"):
        file.write_text(damaged)
        assert kept(file) == {}
        keep(file, {"a": 1})
        assert kept(file) == {"a": 1}


def test_a_clock_set_back_changes_nothing(tmp_path: Path) -> None:
    """What is kept seems to be of the future."""
    build = Builder()
    path = cached_directory(tmp_path, "key", build)
    for file in (path, *path.iterdir()):
        os.utime(file, ns=(2**62, 2**62))
    cached_directory(tmp_path, "key", build)
    (path / "weights").write_bytes(b"damaged")
    cached_directory(tmp_path, "key", build)
    assert build.calls == 2


def test_a_cache_that_only_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = cached_directory(tmp_path, "key", Builder())
    (path / "verified.json").unlink()
    keep(tmp_path / "values.json", {"a": 1})

    def refuse(*args: object, **settings: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(args[0]))

    for name in ("os.replace", "os.mkdir"):
        monkeypatch.setattr(name, refuse)
    read = Path.open
    monkeypatch.setattr(Path, "open", lambda path, mode="r", **settings: read(path, mode, **settings) if mode in ("r", "rb")
                        else refuse(path))
    assert cached_directory(tmp_path, "key", Builder()) == path  # what is there serves
    keep(tmp_path / "values.json", {"b": 2})
    assert kept(tmp_path / "values.json") == {"a": 1}
    with pytest.raises(StorageError, match=r"Read-only file system.*set TUNETELLER_CACHE to a directory that can be written"):
        cached_directory(tmp_path, "other", Builder())


def test_unwritable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="TUNETELLER_CACHE"):
        cached_directory(tmp_path / "file" / "cache", "key", Builder())
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path))
    assert cache_root() == tmp_path
