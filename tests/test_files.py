"""Files and directories are whole or not there, whatever goes wrong while they are written."""

import errno
import json
import os
import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from tuneteller.errors import DiffError, StorageError
from tuneteller.files import storage_errors, whole_directory, write_json, write_whole


def names(directory: Path) -> list[str]:
    return sorted(p.name for p in directory.iterdir())


@contextmanager
def small_files_only(size: int) -> Iterator[None]:
    """Inside, no file can grow past `size` bytes: a full disk as far as the writer can tell."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# -- files ------------------------------------------------------------------------------------------------------------


def test_write_and_replace(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "file.txt"
    write_whole(file, lambda p: p.write_text("one"))
    write_whole(file, lambda p: p.write_text("two"))
    assert file.read_text() == "two"
    assert names(file.parent) == ["file.txt"]


def test_the_old_file_is_there_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    def write(temporary: Path) -> None:
        assert temporary.parent == tmp_path and temporary != file
        temporary.write_text("new")
        assert file.read_text() == "old"

    write_whole(file, write)
    assert file.read_text() == "new"


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), StorageError),
        (RuntimeError("I/O error: No space left on device (os error 28)"), StorageError),
        (DiffError("the factors hold NaN"), DiffError),
        (ZeroDivisionError("a mistake of ours"), ZeroDivisionError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_an_error_on_the_way_leaves_what_was_there(tmp_path: Path, error: BaseException, raised: type[BaseException]) -> None:
    def half(temporary: Path) -> None:
        temporary.write_text("hal")
        raise error

    for before in (None, "old"):
        if before:
            (tmp_path / "file").write_text(before)
        with pytest.raises(raised):
            write_whole(tmp_path / "file", half)
        assert names(tmp_path) == (["file"] if before else [])
    assert (tmp_path / "file").read_text() == "old"


def test_the_message_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError, match=r"could not write .*f: disk on fire; free some space or .*nothing half-written"),
        storage_errors(tmp_path / "f"),
    ):
        raise OSError("disk on fire")
    with pytest.raises(StorageError, match="; buy a disk"), storage_errors(tmp_path / "f", "buy a disk"):
        raise OSError("full")


def test_a_real_full_disk(tmp_path: Path) -> None:
    """What the system and safetensors raise on their own when a file cannot grow."""
    tensors = {"x": torch.zeros(1 << 18)}
    for write in (lambda p: p.write_bytes(bytes(1 << 20)), lambda p: save_file(tensors, p)):
        with small_files_only(1 << 16), pytest.raises(StorageError, match="File too large"):
            write_whole(tmp_path / "file", write)
        assert names(tmp_path) == []
    with (
        small_files_only(1 << 16),
        pytest.raises(StorageError, match="File too large"),
        whole_directory(tmp_path / "d") as d,
    ):
        save_file(tensors, d / "x")
    assert names(tmp_path) == []


@pytest.mark.parametrize("write", [write_whole, lambda path, _: write_json(path, 1)])
def test_places_that_cannot_be_written(tmp_path: Path, write: Callable[[Path, Callable[[Path], object]], None]) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "directory").mkdir()
    for path in (tmp_path / "file" / "x", tmp_path / "file" / "deeper" / "x", tmp_path / "directory", tmp_path / ("x" * 300)):
        with pytest.raises(StorageError, match="could not write"):
            write(path, lambda p: p.write_text("text"))
    assert names(tmp_path) == ["directory", "file"]


def test_threads_do_not_share_a_temporary_file(tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=20)

    def write(text: str) -> None:
        def slowly(temporary: Path) -> None:
            temporary.write_text(text)
            both.wait()

        write_whole(tmp_path / "file", slowly)

    threads = [threading.Thread(target=write, args=(text,)) for text in ("aaaa", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(tmp_path) == ["file"] and (tmp_path / "file").read_text() in ("aaaa", "b")


def test_json(tmp_path: Path) -> None:
    value = {"text": "naïve ☂\n", "numbers": [1, 2.5, None]}
    write_json(tmp_path / "value.json", value)
    text = (tmp_path / "value.json").read_text(encoding="utf-8")
    assert json.loads(text) == value
    assert "☂" in text and text.endswith("\n")
    with pytest.raises(TypeError):
        write_json(tmp_path / "value.json", {"not JSON": {1, 2}})
    assert json.loads((tmp_path / "value.json").read_text(encoding="utf-8")) == value
    odd = {"path": os.fsdecode(b"runs/caf\xe9")}  # as a name comes that is no UTF-8
    write_json(tmp_path / "value.json", odd)
    assert json.loads((tmp_path / "value.json").read_text(encoding="utf-8")) == odd
    assert names(tmp_path) == ["value.json"]


# -- directories ------------------------------------------------------------------------------------------------------


def test_a_directory_takes_its_name_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "directory"
    with whole_directory(path) as d:
        assert d.parent == path.parent and not path.exists()
        (d / "sub").mkdir()
        (d / "sub" / "file").write_text("text")
    assert names(path.parent) == ["directory"]
    assert (path / "sub" / "file").read_text() == "text"
    assert path.stat().st_mode & 0o777 == 0o755  # not the temporary directory's 0700


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), DiffError("no"), KeyboardInterrupt()])
def test_an_error_inside_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    raised = StorageError if isinstance(error, OSError) else type(error)
    with pytest.raises(raised), whole_directory(tmp_path / "directory") as d:
        (d / "half").write_text("x")
        raise error
    assert names(tmp_path) == []


def test_what_exists_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "file").write_text("mine")
    os.symlink(tmp_path / "nowhere", tmp_path / "link")
    for name in ("directory", "file", "link"):
        with (
            pytest.raises(StorageError, match=f"{name} exists already; give another path or remove it"),
            whole_directory(tmp_path / name),
        ):
            pytest.fail("the block must not run")
    for path in (tmp_path / "file" / "d", tmp_path / ("x" * 300)):
        with pytest.raises(StorageError, match="could not write"), whole_directory(path):
            pytest.fail("the block must not run")
    assert names(tmp_path) == ["directory", "file", "link"]
    assert (tmp_path / "file").read_text() == "mine" and names(tmp_path / "directory") == []


def test_what_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not write"), whole_directory(tmp_path / "directory") as d:
        (d / "ours").write_text("")
        (tmp_path / "directory").mkdir()
        (tmp_path / "directory" / "theirs").write_text("")
    assert names(tmp_path) == ["directory"] and names(tmp_path / "directory") == ["theirs"]
