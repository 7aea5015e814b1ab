"""Files that are whole or not there: written beside their place, synced, then renamed."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tuneteller.errors import StorageError, TuneTellerError

ADVICE = "free some space or choose another place"


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write atomically: `write` fills a temporary file, which then gets its name; a kill or a full disk leaves what was there.

    Raises:
        StorageError: the file could not be written.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with storage_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write(temporary)
            _sync(temporary)
            os.replace(temporary, path)
    finally:
        with suppress(OSError):  # what kept the file from being written may keep it from being removed
            temporary.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """`value` as readable JSON, whole or not at all."""
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    # a path that is no UTF-8 has half characters in it, which JSON knows as escapes
    write_whole(path, lambda p: p.write_text(text, encoding="utf-8", errors="backslashreplace"))


@contextmanager
def whole_directory(path: Path) -> Iterator[Path]:
    """A temporary directory that takes the name `path` when the block ends well, and vanishes when it does not.

    Raises:
        StorageError: `path` exists already, or it or its parent cannot be written.
    """
    path = Path(path)
    with storage_errors(path):
        if os.path.lexists(path):
            raise StorageError(f"{path} exists already; give another path or remove it first")
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent))
    try:
        with storage_errors(path):
            yield temporary
            for inner in temporary.rglob("*"):
                if inner.is_file():
                    _sync(inner)
            temporary.chmod(0o755)
            os.replace(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def remove_leftovers(path: Path) -> None:
    """Remove what killed processes have left half-written of a file or directory, and of the files in that.

    Only for who alone may write there, see `lock`.
    """
    own = re.compile(rf"\.{re.escape(path.name)}\.(\d+-\d+|[a-z0-9_]{{8}})\.tmp")  # as both functions above name them
    inside = re.compile(r"\..+\.\d+-\d+\.tmp")
    for place, name in ((path.parent, own), (path, inside)):
        for left in [other for other in place.glob(".*.tmp") if name.fullmatch(other.name)]:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                with suppress(OSError):
                    left.unlink()


@contextmanager
def storage_errors(path: Path, advice: str = ADVICE) -> Iterator[None]:
    """Inside, what a full or refusing disk raises becomes a StorageError about `path`; other errors pass.

    Raises:
        StorageError: see above.
    """
    try:
        yield
    except Exception as error:
        said = str(error).lower()  # safetensors raises a type of its own on a full disk
        of_disk = isinstance(error, OSError) or "os error" in said or "no space left" in said
        if of_disk and not isinstance(error, TuneTellerError):
            raise StorageError(f"could not write {path}: {error}; {advice} (nothing half-written was left)") from error
        raise


def check_writable(path: Path) -> None:
    """Refuse a file that could not be written after the work that is to fill it; its folder is made.

    Raises:
        StorageError: it could not.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass


def _sync(file: Path) -> None:
    with open(file, "rb+") as opened:
        os.fsync(opened.fileno())


def sized(count: float) -> str:
    """Bytes as people say them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6))} MB"
